/** Makes photos small enough for a technician's connection. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

export async function compressed(file: File): Promise<{ blob: Blob; name: string }> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return { blob: file, name: file.name };
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await pictureOf(canvas, 'image/jpeg', QUALITY);
  return blob.size < file.size ? { blob, name: file.name.replace(/\.\w+$/, '') + '.jpg' } : { blob: file, name: file.name };
}

export function pictureOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gives no picture'))), type, quality),
  );
}
