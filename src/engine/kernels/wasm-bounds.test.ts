/** Kernels get bare pointers: whatever the shapes, they set all of their output and touch nothing else. */
import { expect, test } from 'vitest';
import { createRng } from '../../math/rng';
import { WASM_BINARY } from './wasm-binary';
import type { WasmKernels } from './wasm-module';

const memory = new WebAssembly.Memory({ initial: 64 });
const bytes = Uint8Array.from(atob(WASM_BINARY), (character) => character.charCodeAt(0));
const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
const kernels = instance.exports as unknown as WasmKernels;
const numbers = new Float32Array(memory.buffer);

const UNTOUCHED = 12345.5;
/** Byte offsets of three inputs, the output and the scratch. */
const [A, B, C, OUT, SCRATCH] = [1, 1.25, 1.5, 2, 3].map((mebibytes) => mebibytes * 2 ** 20) as [
  number,
  number,
  number,
  number,
  number,
];
const rng = createRng(5, 'data');
for (let at = A / 4; at < OUT / 4; at++) numbers[at] = rng.uniform() < 0.3 ? rng.uniform() - 0.5 : 0;

/** Runs a kernel that may write `length` numbers at OUT and `scratchBytes` at SCRATCH. */
function expectWithin(name: string, length: number, scratchBytes: number, run: () => void): void {
  numbers.fill(UNTOUCHED, OUT / 4 - 64, OUT / 4 + length + 64);
  const scratch = Math.ceil(scratchBytes / 4);
  numbers.fill(UNTOUCHED, SCRATCH / 4 - 64, SCRATCH / 4 + scratch + 64);
  run();
  const isTouched = (at: number): boolean => numbers[at] !== UNTOUCHED;
  for (let at = -64; at < length + 64; at++) {
    if (isTouched(OUT / 4 + at) !== (at >= 0 && at < length))
      expect.fail(`${name}: number ${at} of ${length}`);
  }
  for (let at = 0; at < 64; at++) {
    if (isTouched(SCRATCH / 4 - 1 - at) || isTouched(SCRATCH / 4 + scratch + at))
      expect.fail(`${name}: scratch of ${scratchBytes} bytes`);
  }
}

const between = (least: number, most: number): number => least + rng.integer(most - least + 1);

test('products write their output and nothing else', () => {
  for (let round = 0; round < 60; round++) {
    const [m, k, n] = [between(1, 70), between(1, 60), between(1, 70)];
    const name = `${m} ${k} ${n}`;
    expectWithin(`applySparse ${name}`, m * n, 12 * k + 12, () =>
      kernels.applySparse(A, m, k, B, n, OUT, SCRATCH),
    );
    expectWithin(`applyRows ${name}`, m * n, 0, () =>
      kernels.applyRows(A, m, m, 4 * k, 0, 1, 4 * k, 0, B, 4 * n, n, OUT, 4 * n),
    );
    expectWithin(`transport ${name}`, m * k, 64 * n, () => kernels.transport(A, m, n, B, k, OUT, SCRATCH));
    expectWithin(`gradientSparse ${name}`, k * n, 12 * m + 12, () =>
      kernels.gradientSparse(A, m, k, B, n, OUT, SCRATCH),
    );
    expectWithin(`gradientLines ${name}`, k * n, 0, () =>
      kernels.gradientLines(A, k, k, 0, 4 * k, 1, m, 0, B, n, OUT, 0),
    );
    expectWithin(`columnSums ${name}`, n, 0, () => kernels.columnSums(A, m, n, OUT));
    expectWithin(`softmaxDelta ${name}`, m * n, 0, () => kernels.softmaxDelta(A, B, OUT, m, n));
    expectWithin(`passBack ${name}`, m * n, 0, () => kernels.passBack(A, B, OUT, m * n, 2));
    expectWithin(`fillUniform ${name}`, m, 0, () => kernels.fillUniform(OUT, m, 1, 2, 3, 4));
    expectWithin(`numbersOfBytes ${name}`, m, 0, () => kernels.numbersOfBytes(A, m, OUT));
    expectWithin(`sgd ${name}`, m, 0, () => kernels.sgd(A, B, m, -0.1, 0.1, OUT));
  }
});

test('convolutions and pooling write their output and nothing else', () => {
  for (let round = 0; round < 60; round++) {
    const [kernel, stride, channels, filters] = [between(1, 5), between(1, 3), between(1, 7), between(1, 9)];
    const [rows, height, width] = [between(1, 3), between(kernel, 9), between(kernel, 9)];
    const isSame = round % 2 === 0;
    const positions = (length: number): number =>
      isSame ? Math.ceil(length / stride) : Math.floor((length - kernel) / stride) + 1;
    const reach = (length: number): number => (positions(length) - 1) * stride + kernel;
    const before = (length: number): number =>
      isSame ? Math.floor(Math.max(0, reach(length) - length) / 2) : 0;
    const [down, across] = [positions(height), positions(width)];
    const map = [rows, height, width, channels, kernel, stride, before(height), before(width)] as const;
    const framed = 4 * channels * reach(height) * reach(width);
    const patch = kernel * kernel * channels;
    const name = `${map.join(' ')} ${filters}`;
    expectWithin(`convolve ${name}`, rows * down * across * filters, framed, () =>
      kernels.convolve(A, ...map, B, C, filters, OUT, OUT, 0, down, across, SCRATCH),
    );
    expectWithin(`convolveGradient ${name}`, patch * filters, framed, () =>
      kernels.convolveGradient(A, ...map, B, filters, OUT, down, across, SCRATCH),
    );
    const lines = between(1, down);
    const spread = 4 * patch * (filters + lines * across) + framed;
    expectWithin(`convolveBack ${name}`, rows * height * width * channels, spread, () =>
      kernels.convolveBack(A, ...map, B, filters, OUT, down, across, lines, SCRATCH),
    );
    const size = between(1, Math.min(height, width));
    const pooled = rows * Math.floor(height / size) * Math.floor(width / size) * channels;
    const sizes = [rows, height, width, channels, size, round % 2] as const;
    expectWithin(`pool ${sizes.join(' ')}`, pooled, 0, () => kernels.pool(A, ...sizes, OUT));
    expectWithin(`poolBack ${sizes.join(' ')}`, rows * height * width * channels, 0, () =>
      kernels.poolBack(B, A, ...sizes, OUT),
    );
  }
});
