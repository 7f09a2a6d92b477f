/** Passkeys (WebAuthn) between the server's JSON and the browser's bytes: older browsers convert nothing themselves. */

type Json = Record<string, unknown>;

/** Whether passkeys can work here: they are for names, not for numbers, and for secure pages. */
export function passkeysWork(where: Pick<Location, 'hostname'> = location): boolean {
  return 'PublicKeyCredential' in globalThis && isSecureContext && !isNumber(where.hostname);
}

/** Have a device make a passkey; its answer, for the server. Raises DOMException when the person or device refuses. */
export async function make(options: Json): Promise<Json> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...(options.user as Json), id: bytes((options.user as Json).id) },
    excludeCredentials: known(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  return answer(await navigator.credentials.create({ publicKey }), ['clientDataJSON', 'attestationObject']);
}

/** Have a device prove whose it is; its answer, for the server. Raises DOMException as `make` does. */
export async function prove(options: Json): Promise<Json> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  return answer(await navigator.credentials.get({ publicKey }), ['clientDataJSON', 'authenticatorData', 'signature']);
}

/** The device already has a passkey of this person. */
export function isThere(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

/** How a person would call the device this browser runs on: "Firefox, Linux". */
export function deviceName(agent: string = navigator.userAgent): string {
  const browser = first(agent, {
    Edg: 'Edge',
    OPR: 'Opera',
    Firefox: 'Firefox',
    FxiOS: 'Firefox',
    Chrome: 'Chrome',
    CriOS: 'Chrome',
    Safari: 'Safari',
  });
  const system = first(agent, {
    iPhone: 'iPhone',
    iPad: 'iPad',
    Android: 'Android',
    Windows: 'Windows',
    'Mac OS': 'Mac',
    CrOS: 'Chromebook',
    Linux: 'Linux',
  });
  return [browser, system].filter(Boolean).join(', ');
}

export function bytes(text: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function base64url(buffer: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function known(credentials: unknown): Json[] {
  return ((credentials ?? []) as Json[]).map((one) => ({ ...one, id: bytes(one.id) }));
}

function answer(credential: Credential | null, parts: string[]): Json {
  if (!credential) throw new DOMException('No credential.', 'NotAllowedError');
  const { id, type, rawId, response } = credential as PublicKeyCredential;
  const said = response as unknown as Record<string, ArrayBuffer>;
  return {
    id,
    type,
    rawId: base64url(rawId),
    response: Object.fromEntries(parts.map((part) => [part, base64url(said[part]!)])),
  };
}

function isNumber(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}

function first(agent: string, names: Record<string, string>): string {
  const found = Object.keys(names).find((name) => agent.includes(name));
  return found ? names[found]! : '';
}
