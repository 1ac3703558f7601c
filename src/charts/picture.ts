/**
 * One picture of a data set, pixel by pixel: grey pictures are ink on the page (so they invert in the dark theme),
 * colour pictures keep their colours. The canvas has one pixel per pixel; the page scales it with `pixelated`.
 */
import { colourBytes } from './colour';
import { blankImage, fillRect, type PixelImage, paintImage } from './pixels';
import type { Theme } from './theme';

/** A row of a data set: bytes 0–255 or floats 0–1, row-major `[height, width, channels]`, 1 or 3 channels. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly row: Uint8Array | Float32Array;
}

/** The picture's pixels; values outside the range are clamped, a missing value is page colour. */
export function picturePixels(picture: Picture, theme: Theme): PixelImage {
  const { width, height, channels, row } = picture;
  const factor = row instanceof Uint8Array ? 1 / 255 : 1;
  const page = colourBytes(theme.bg);
  const ink = colourBytes(theme.isDark ? '#ffffff' : '#000000');
  const image = blankImage(width, height, page);
  const share = (index: number): number => Math.min(Math.max((row[index] ?? 0) * factor, 0), 1) || 0;
  fillRect(image, { x: 0, y: 0, width, height }, (x, y) => {
    const at = (y * width + x) * channels;
    if (channels >= 3) return [share(at) * 255, share(at + 1) * 255, share(at + 2) * 255];
    const strength = share(at);
    return [
      page[0] + (ink[0] - page[0]) * strength,
      page[1] + (ink[1] - page[1]) * strength,
      page[2] + (ink[2] - page[2]) * strength,
    ];
  });
  return image;
}

/** Paints a picture; the canvas gets `image-rendering: pixelated`. */
export function paintPicture(canvas: HTMLCanvasElement, picture: Picture, theme: Theme): void {
  paintImage(canvas, picturePixels(picture, theme));
  canvas.style.imageRendering = 'pixelated';
}
