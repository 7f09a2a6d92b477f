// A real identity provider (oidc-provider, certified by the OpenID Foundation) on a port of this machine.
// node provider.mjs <frontend/package.json> <port> <redirect uri>: prints "ready" once it answers.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , frontend, port, redirect] = process.argv;
const { default: Provider } = await import(pathToFileURL(createRequire(frontend).resolve('oidc-provider')));

// Whoever signs in as "ada" is ada@example.org; "unverified" has an address that nobody checked.
const claims = (login) => ({
	sub: login,
	email: `${login}@example.org`,
	email_verified: login !== 'unverified',
	member_number: Number(/\d+$/.exec(login)?.[0] ?? 0) || undefined,
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
	clients: [{ client_id: 'convoke', client_secret: 'a secret of the tests', redirect_uris: [redirect] }],
	claims: { openid: ['sub'], email: ['email', 'email_verified', 'member_number'], profile: [] },
	findAccount: (_, id) => ({ accountId: id, claims: () => claims(id) }),
	pkce: { required: () => true },
	cookies: { keys: ['of the tests alone'] },
	ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
