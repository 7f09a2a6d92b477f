/** A gentle bell, for a speaker's time that is over: silent until somebody switched it on. */

let context: AudioContext | undefined;

/** Browsers stay silent until somebody touches the page: call this when the bell is switched on. */
export function wakeBell(): void {
  context ??= 'AudioContext' in globalThis ? new AudioContext() : undefined;
  if (context?.state === 'suspended') context.resume().catch(() => undefined);
}

/** Two soft tones that fade; whether it could be heard. */
export function ring(): boolean {
  if (context?.state !== 'running') return false;
  for (const [hertz, at] of [[659, 0], [523, 0.45]] as const) strike(context, hertz, at); // prettier-ignore
  return true;
}

function strike(here: AudioContext, hertz: number, at: number): void {
  const from = here.currentTime + at;
  const source = new OscillatorNode(here, { type: 'sine', frequency: hertz });
  const volume = new GainNode(here, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.25, from + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, from + 1.6);
  source.connect(volume).connect(here.destination);
  source.start(from);
  source.stop(from + 1.7);
}
