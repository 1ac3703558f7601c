/**
 * Rows that the host brings: tensors whose numbers are written where they will lie, without a copy on the way.
 */
import { engine, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../spec/shapes';
import { wasmMemory } from './wasm-module';

/** A tensor of this shape whose numbers `fill` writes, all of them. In the caller's scope. */
export function filledTensor(shape: readonly number[], fill: (values: Float32Array) => void): Tensor {
  const memory = wasmMemory();
  if (memory === null) {
    const values = new Float32Array(sizeOf(shape));
    fill(values);
    return tensor(values, [...shape]);
  }
  const made = memory.make(shape);
  const from = memory.placeOf(made) >>> 2;
  fill(memory.numbers().subarray(from, from + sizeOf(shape)));
  return engine().makeTensorFromTensorInfo(made);
}

/**
 * Rows of bytes, byte / 255, of a table of rows of `width`. `[rows, width]`, in the caller's scope. Null where the backend has
 * no faster way than `filledTensor`. Throws where there is no such row.
 */
export function byteRows(table: Uint8Array, rows: Uint32Array, width: number): Tensor | null {
  const memory = wasmMemory();
  if (memory === null) return null;
  const missing = rows.find((row) => (row + 1) * width > table.length);
  if (missing !== undefined) throw new Error(`byteRows: row ${missing} of ${table.length / width}`);
  const made = memory.make([rows.length, width]);
  const scratch = memory.scratch(rows.length * width + 16);
  const bytes = memory.bytes();
  // Rows that follow one another in the table, as those of a test set do, in one go.
  for (let from = 0, to = 1; from < rows.length; from = to, to++) {
    const first = rows[from] as number;
    while (to < rows.length && rows[to] === first + to - from) to++;
    bytes.set(table.subarray(first * width, (first + to - from) * width), scratch + from * width);
  }
  memory.kernels.numbersOfBytes(scratch, rows.length * width, memory.placeOf(made));
  return engine().makeTensorFromTensorInfo(made);
}
