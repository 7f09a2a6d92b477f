/// <reference lib="webworker" />
/** Finds the QR code in a frame. In a worker, so that the picture on screen never stutters. */

import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** What it says: that it can read, that it never will, what it read in a frame, or that there was nothing to read. */
export type Said = 'ready' | 'failed' | { code: string } | 'nothing';

const say = (said: Said): void => self.postMessage(said);

// The page names this worker with the wasm's address: an asset that only a worker imports is missing from the list of
// files a service worker keeps, and by itself the package would fetch it from another host.
prepareZXingModule({ overrides: { locateFile: () => self.name }, fireImmediately: true }).then(
  () => say('ready'),
  () => say('failed'),
);

self.onmessage = async ({ data }: MessageEvent<ImageData>) => {
  const [code] = await readBarcodes(data, { formats: ['QRCode'], maxNumberOfSymbols: 1 }).catch(() => []);
  say(code?.text ? { code: code.text } : 'nothing');
};
