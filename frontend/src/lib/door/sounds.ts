/** What the door sounds and feels like, so that nobody needs to look: each answer has a tune and a pulse of its own. */

export type Tone = 'admitted' | 'left' | 'refused' | 'unsure';

interface Note {
  hertz: number;
  /** Seconds from the first note. */
  at: number;
  seconds: number;
  wave: OscillatorType;
}

const TUNES: Record<Tone, readonly Note[]> = {
  admitted: [
    { hertz: 784, at: 0, seconds: 0.11, wave: 'triangle' },
    { hertz: 1175, at: 0.1, seconds: 0.2, wave: 'triangle' },
  ],
  left: [
    { hertz: 880, at: 0, seconds: 0.11, wave: 'triangle' },
    { hertz: 587, at: 0.1, seconds: 0.2, wave: 'triangle' },
  ],
  refused: [
    { hertz: 165, at: 0, seconds: 0.22, wave: 'sawtooth' },
    { hertz: 139, at: 0.28, seconds: 0.38, wave: 'sawtooth' },
  ],
  unsure: [0, 0.16, 0.32].map((at) => ({ hertz: 523, at, seconds: 0.09, wave: 'square' as const })),
};

const PULSES: Record<Tone, number[]> = {
  admitted: [90],
  left: [40, 60, 40],
  refused: [280, 90, 280],
  unsure: [90, 70, 90, 70, 90],
};

const LOUDNESS: Record<Tone, number> = { admitted: 0.5, left: 0.5, refused: 0.35, unsure: 0.2 };

let speaker: AudioContext | undefined;

/** Browsers stay silent until somebody touches the page: call this when they do. */
export function wakeSpeaker(): void {
  speaker ??= 'AudioContext' in globalThis ? new AudioContext() : undefined;
  // Refused while the page is hidden, or without a touch: the next touch asks again.
  if (speaker?.state === 'suspended') speaker.resume().catch(() => undefined);
}

/** Play the answer and pulse it, as far as this device can. */
export function tell(tone: Tone, audible: boolean): void {
  navigator.vibrate?.(PULSES[tone]);
  if (!audible || speaker?.state !== 'running') return;
  for (const note of TUNES[tone]) play(speaker, note, LOUDNESS[tone]);
}

function play(context: AudioContext, { hertz, at, seconds, wave }: Note, loudness: number): void {
  const from = context.currentTime + at;
  const source = new OscillatorNode(context, { type: wave, frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  // Ramps, as a tone cut off clicks.
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(loudness, from + 0.01);
  volume.gain.setValueAtTime(loudness, from + seconds - 0.03);
  volume.gain.linearRampToValueAtTime(0, from + seconds);
  source.connect(volume).connect(context.destination);
  source.start(from);
  source.stop(from + seconds);
}
