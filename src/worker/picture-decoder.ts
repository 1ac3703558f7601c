/**
 * The browser's own picture decoder: PNG, JPEG and whatever else it knows, cut to the middle square and resized.
 */
import { centreSquare, type DecodePicture } from '../data/pictures';

/** Decodes on an OffscreenCanvas that it keeps; transparent pixels become white. */
export function createPictureDecoder(): DecodePicture {
  let canvas: OffscreenCanvas | null = null;
  return async (bytes, side) => {
    const bitmap = await decode(bytes);
    if (bitmap === null) return null;
    if (canvas?.width !== side) canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('createPictureDecoder: no 2d context');
    const square = centreSquare(bitmap.width, bitmap.height);
    context.imageSmoothingQuality = 'high';
    context.fillStyle = 'white';
    context.fillRect(0, 0, side, side);
    context.drawImage(bitmap, square.x, square.y, square.side, square.side, 0, 0, side, side);
    bitmap.close();
    return context.getImageData(0, 0, side, side).data;
  };
}

/** null for bytes that are no picture the browser knows. */
async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(new Blob([bytes]));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
