/**
 * Writes small IDX files, as tests of the reader and of the page need them.
 */
import { gzipSync } from 'fflate';

function bigEndian(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => {
    view.setUint32(4 * index, value);
  });
  return new Uint8Array(view.buffer);
}

function join(header: Uint8Array, body: Uint8Array): Uint8Array {
  const whole = new Uint8Array(header.length + body.length);
  whole.set(header);
  whole.set(body, header.length);
  return whole;
}

/** An image file: `values` holds count × side × side bytes. */
export function writeIdxImages(values: Uint8Array, side = 28): Uint8Array {
  return join(bigEndian(2051, values.length / (side * side), side, side), values);
}

/** A label file. */
export function writeIdxLabels(labels: ArrayLike<number>): Uint8Array {
  return join(bigEndian(2049, labels.length), Uint8Array.from(labels));
}

/** The same bytes packed with gzip, without a time stamp. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { mtime: 0 });
}
