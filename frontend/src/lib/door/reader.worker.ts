/// <reference lib="webworker" />
/** Finds the QR code in a frame. In a worker, so that the picture on screen never stutters. */

import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

// The page names this worker with the wasm's address: an asset that only a worker imports is missing from the list of
// files a service worker keeps, and by itself the package would fetch it from another host.
prepareZXingModule({ overrides: { locateFile: () => self.name }, fireImmediately: true });

self.onmessage = async ({ data }: MessageEvent<ImageData>) => {
  const [code] = await readBarcodes(data, { formats: ['QRCode'], maxNumberOfSymbols: 1 }).catch(() => []);
  self.postMessage(code?.text || null);
};
