/** The camera of a phone as a scanner: frames go to a worker one at a time, and what they say comes back. */

import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Said } from './reader.worker';
import ReaderWorker from './reader.worker?worker';

/**
 * refused: by the person or the device's settings; missing: there is none; busy: another app has it; insecure: browsers
 * show no camera to pages without https; unread: what reads the codes did not load.
 */
export type CameraTrouble = 'refused' | 'missing' | 'busy' | 'insecure' | 'unread';

interface Watching {
  /** A code in sight, as often as it is seen. */
  onCode(text: string): void;
  onTrouble(trouble: CameraTrouble): void;
  /** It sees. torch: how to switch the lamp, where there is one. */
  onReady(torch: ((on: boolean) => void) | undefined): void;
}

const WANTED: MediaStreamConstraints = {
  video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** Look through the camera into this video element. Answers how to stop. */
export function watch(video: HTMLVideoElement, { onCode, onTrouble, onReady }: Watching): () => void {
  if (!navigator.mediaDevices?.getUserMedia) {
    onTrouble('insecure');
    return () => undefined;
  }
  const worker = new ReaderWorker({ name: new URL(wasm, location.href).href });
  const frame = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  let ready = (): void => undefined;
  const loaded = new Promise<void>((resolve) => (ready = resolve));
  let stream: MediaStream | undefined;
  let stopped = false;

  function look(): void {
    if (stopped) return;
    if (!frame || !video.videoWidth || document.hidden) return next();
    const { canvas } = frame;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    frame.drawImage(video, 0, 0);
    const picture = frame.getImageData(0, 0, canvas.width, canvas.height);
    worker.postMessage(picture, [picture.data.buffer]);
  }

  function next(): void {
    setTimeout(look, 60);
  }

  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    if (stopped) return;
    if (data === 'failed') return onTrouble('unread');
    if (data === 'ready') return ready();
    if (data !== 'nothing') onCode(data.code);
    next();
  };

  async function open(): Promise<void> {
    try {
      const opened = await navigator.mediaDevices.getUserMedia(WANTED);
      if (stopped) return close(opened);
      stream = opened;
      const [track] = opened.getVideoTracks();
      // Unplugged, or taken by a call.
      track?.addEventListener('ended', () => stopped || onTrouble('busy'));
      video.srcObject = opened;
      await Promise.all([video.play(), loaded]);
      if (stopped) return;
      onReady(track && torchOf(track));
      look();
    } catch (error) {
      if (!stopped) onTrouble(troubleOf(error));
    }
  }

  void open();
  return () => {
    stopped = true;
    worker.terminate();
    video.srcObject = null;
    if (stream) close(stream);
  };
}

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function torchOf(track: MediaStreamTrack): ((on: boolean) => void) | undefined {
  // The lamp is not in the types of the standard library.
  const able = (track.getCapabilities?.() ?? {}) as { torch?: boolean };
  if (!able.torch) return undefined;
  // A device that changes its mind stays dark.
  return (on) => void track.applyConstraints({ advanced: [{ torch: on } as object] }).catch(() => undefined);
}

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}
