/**
 * The user's own pictures: a zip or the files of a folder, one sub-folder per class, cut to a square and brought to
 * `pictureSide` pixels, in colour or grey. Per class the seed draws the order; one in `testEvery` is for testing, at least one.
 * Pictures keep their shape: the largest square in the middle is taken, nothing is stretched. Grey is the luminance
 * 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
 */
import { unzipSync } from 'fflate';
import { createRng, permutation } from '../math/rng';
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';
import { type ByteSource, orRefusal, type Refusal, Refused, readAll } from './byte-source';
import { drawPaths, groupPictures, isPictureName, LEAST_PER_CLASS, tooSmall } from './picture-folders';
import { isTestRow } from './split';

/** A picture as `side` × `side` pixels, red, green, blue and alpha bytes; null if it cannot be decoded. */
export type DecodePicture = (
  bytes: Uint8Array<ArrayBuffer>,
  side: number,
) => Promise<Uint8ClampedArray | Uint8Array | null>;

const MOST_ZIP_BYTES = 500_000_000;
const MOST_PICTURE_BYTES = 50_000_000;
const ORDER_SUBSTREAM = 0x80000000;

/** The largest square in the middle of a picture, in its pixels. */
export function centreSquare(width: number, height: number): { x: number; y: number; side: number } {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}

/** Pictures by path, each read when its turn comes. */
export type PictureFiles = ReadonlyMap<string, () => Promise<Uint8Array<ArrayBuffer>>>;

/** The pictures in a zip. Throws Refused where it is damaged or too large. */
export async function openZip(source: ByteSource): Promise<PictureFiles> {
  const bytes = await readAll(source, MOST_ZIP_BYTES);
  let unpacked = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isPictureName(name)) return false;
        unpacked += originalSize;
        if (unpacked > MOST_ZIP_BYTES || originalSize > MOST_PICTURE_BYTES) {
          throw new Refused(
            `${source.name} is too large once unpacked: at most 500 MB of pictures can be read.`,
          );
        }
        return true;
      },
    });
    return new Map(
      Object.entries(files).map(([path, file]) => [path, async () => Uint8Array.from(file)] as const),
    );
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${source.name} is a damaged or incomplete zip file: it cannot be unpacked.`);
  }
}

/** The pictures among loose files; `name` is each file's path below the folder that was picked. */
export async function openFolder(sources: readonly ByteSource[]): Promise<PictureFiles> {
  return new Map(
    sources.map((source) => [
      source.name,
      async () => Uint8Array.from(await readAll(source, MOST_PICTURE_BYTES)),
    ]),
  );
}

interface Decoded {
  readonly label: number;
  readonly isTest: boolean;
  readonly pixels: Uint8Array;
}

/** Colour or luminance of every pixel. `[side, side, 3]` or `[side, side, 1]` */
function pixelsOf(rgba: Uint8ClampedArray | Uint8Array, hasColour: boolean): Uint8Array {
  const count = rgba.length / 4;
  const pixels = new Uint8Array(hasColour ? 3 * count : count);
  for (let pixel = 0; pixel < count; pixel++) {
    const red = rgba[4 * pixel] as number;
    const green = rgba[4 * pixel + 1] as number;
    const blue = rgba[4 * pixel + 2] as number;
    if (hasColour) pixels.set([red, green, blue], 3 * pixel);
    else pixels[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return pixels;
}

/** Rows of one split in an order of the seed, so that no class stands together. */
function splitOf(decoded: readonly Decoded[], seed: number, isTest: boolean): Split {
  const rows = decoded.filter((one) => one.isTest === isTest);
  const features = rows[0]?.pixels.length ?? 0;
  const x = new Uint8Array(rows.length * features);
  const labels = new Uint8Array(rows.length);
  const order = permutation(createRng(seed, 'data', ORDER_SUBSTREAM + Number(isTest)), rows.length);
  for (const [row, from] of order.entries()) {
    const one = rows[from] as Decoded;
    x.set(one.pixels, row * features);
    labels[row] = one.label;
  }
  return { count: rows.length, x, labels, targets: null };
}

export interface PicturesRequest {
  readonly name: string;
  /** Opens the zip or the folder; may throw Refused. */
  open(): Promise<PictureFiles>;
  readonly spec: Pick<DatasetSpec, 'images' | 'testEvery' | 'pictureSide' | 'hasColour'>;
  readonly seed: number;
  readonly decode: DecodePicture;
  /** Called after every picture; may throw to cancel. */
  onPicture(done: number, total: number): void;
}

/** A data set of pictures, and how many files had to be left out because they could not be decoded. */
export interface PicturesRead {
  readonly dataset: Dataset;
  readonly skipped: number;
}

/** Reads at most `images` pictures, equally many of each class as far as there are. Never throws for the files' content. */
export function readPictures(request: PicturesRequest): Promise<PicturesRead | Refusal> {
  const { name, spec, seed, decode } = request;
  return orRefusal(async () => {
    const files = await request.open();
    const classes = groupPictures([...files.keys()]);
    const share = Math.max(LEAST_PER_CLASS, Math.floor(spec.images / classes.length));
    const total = classes.reduce((sum, { paths }) => sum + Math.min(share, paths.length), 0);
    const decoded: Decoded[] = [];
    let skipped = 0;
    for (const [label, { name: className, paths }] of classes.entries()) {
      const own: Uint8Array[] = [];
      for (const path of drawPaths(paths, seed, label)) {
        if (own.length === share) break;
        const bytes = await files.get(path)?.();
        const rgba = bytes ? await decode(bytes, spec.pictureSide) : null;
        if (rgba) own.push(pixelsOf(rgba, spec.hasColour));
        else skipped++;
        request.onPicture(Math.min(total, decoded.length + own.length), total);
      }
      if (own.length < LEAST_PER_CLASS) throw new Refused(tooSmall(className, own.length));
      // A small class still has a picture for testing.
      const testEvery = Math.min(spec.testEvery, own.length);
      for (const [index, pixels] of own.entries()) {
        decoded.push({ label, isTest: isTestRow(index, testEvery), pixels });
      }
    }
    const dataset: Dataset = {
      id: 'pictures',
      name,
      inputShape: [spec.pictureSide, spec.pictureSide, spec.hasColour ? 3 : 1],
      outputs: classes.length,
      classNames: classes.map((one) => one.name),
      train: splitOf(decoded, seed, false),
      test: splitOf(decoded, seed, true),
    };
    return { dataset, skipped };
  });
}
