/**
 * Pictures as bytes: filled rectangles, the 45° hatch of missing values, and the way onto a canvas.
 * Everything is whole pixels; nothing is interpolated.
 */

/** RGBA bytes, row-major `[height, width, 4]`. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export type Rgb = readonly [number, number, number];

/** An image of one colour. */
export function blankImage(width: number, height: number, [r, g, b]: Rgb): PixelImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) {
    data[at] = r;
    data[at + 1] = g;
    data[at + 2] = b;
    data[at + 3] = 255;
  }
  return { width, height, data };
}

/** Fills a rectangle that lies inside the image; `colourOf` gives the colour of a pixel by its place in the image. */
export function fillRect(
  image: PixelImage,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  colourOf: (x: number, y: number) => Rgb,
): void {
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    for (let x = rect.x; x < rect.x + rect.width; x++) {
      const [r, g, b] = colourOf(x, y);
      const at = (y * image.width + x) * 4;
      image.data[at] = r;
      image.data[at + 1] = g;
      image.data[at + 2] = b;
    }
  }
}

/** A 45° hatch that runs on from cell to cell: a line of `on` every `period` pixels. */
export function hatch(on: Rgb, off: Rgb, period: number): (x: number, y: number) => Rgb {
  const width = Math.max(1, Math.round(period / 3));
  return (x, y) => ((x + y) % period < width ? on : off);
}

/** Puts an image on a canvas, whose size in device pixels becomes that of the image. */
export function paintImage(canvas: HTMLCanvasElement, image: PixelImage): void {
  if (canvas.width !== image.width) canvas.width = image.width;
  if (canvas.height !== image.height) canvas.height = image.height;
  const context = canvas.getContext('2d');
  context?.putImageData(new ImageData(image.data, image.width, image.height), 0, 0);
}
