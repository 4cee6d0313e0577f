/** Reads bar codes: with the browser's own reader, or with a library that lies on our own server. */
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

export interface Detector {
  detect: (picture: ImageBitmapSource) => Promise<{ rawValue: string }[]>;
}
type Kind = new (options: { formats: string[] }) => Detector;

const FORMATS = ['code_128', 'code_39', 'ean_13', 'qr_code', 'data_matrix'];

export async function openDetector(): Promise<Detector> {
  const own = (globalThis as { BarcodeDetector?: Kind & { getSupportedFormats: () => Promise<string[]> } }).BarcodeDetector;
  // Some browsers have the name and read nothing.
  const known = own ? await own.getSupportedFormats() : [];
  if (own && FORMATS.every((format) => known.includes(format))) return new own({ formats: FORMATS });
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
  // Without this it would load its reader from another host.
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return new (BarcodeDetector as unknown as Kind)({ formats: FORMATS });
}
