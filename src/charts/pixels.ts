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

/** A brush for many rectangles of one colour each: `fill(x, y, edge, word)` paints a square that lies inside the image. */
export function squareBrush(image: PixelImage): (x: number, y: number, edge: number, word: number) => void {
  const words = new Uint32Array(image.data.buffer);
  const { width } = image;
  return (x, y, edge, word) => {
    for (let row = y * width + x; row < (y + edge) * width; row += width)
      for (let at = row; at < row + edge; at++) words[at] = word;
  };
}

/** Opaque colours `[n, 3]` as one 32-bit word each, in the machine's own byte order. */
export function colourWords(colours: Uint8ClampedArray): Uint32Array {
  const bytes = new Uint8Array((colours.length / 3) * 4).fill(255);
  colours.forEach((byte, at) => {
    bytes[Math.floor(at / 3) * 4 + (at % 3)] = byte;
  });
  return new Uint32Array(bytes.buffer);
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
