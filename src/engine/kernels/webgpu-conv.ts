/**
 * Convolutions on the WebGPU backend, without patches or barriers: every invocation keeps a tile of results in registers,
 * some places of the map times some filters or channels, and walks over the kernel.
 *   LabConv           a[i, j] = Σ_{u,v} h[s i + u − top, s j + v − left] W[u, v] + b and φ(a)
 *   LabConvTransport  its adjoint: Σ_{u,v} δ[(y + top − u) / s, (x + left − v) / s] W[u, v]ᵀ, where that is a place
 *   LabConvGradient   Σ_{rows,i,j} h[s i + u − top, s j + v − left]ᵀ δ[i, j], rows in slices that are added up at the end
 */
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Activation } from '../../spec/spec';
import type { Window } from './wasm-conv';
import { APPLY } from './webgpu-dense';
import { isSoftware, registerOnWebGpu, type WebGpuCall } from './webgpu-kernel';
import { extentOf, makeOutput, type Program, runProgram, wide } from './webgpu-run';

const SIZES = {
  rows: 'i32',
  height: 'i32',
  width: 'i32',
  channels: 'i32',
  down: 'i32',
  across: 'i32',
  filters: 'i32',
  kernel: 'i32',
  stride: 'i32',
  top: 'i32',
  left: 'i32',
  slices: 'i32',
} as const satisfies Program['uniforms'];

/** Rows and columns of a tile. */
const TILE = 8;
const SIDE = Array.from({ length: TILE }, (_, index) => index);

const lines = (parts: readonly string[]): string => parts.join('\n');
/** Columns are kept four to a vector. */
const BLOCKS = [0, 4] as const;
const sums = lines(SIDE.flatMap((i) => BLOCKS.map((b) => `var s${i}_${b} = vec4<f32>();`)));
const multiplyAdd = lines([
  ...BLOCKS.map((b) => `let v${b} = vec4<f32>(b${b}, b${b + 1}, b${b + 2}, b${b + 3});`),
  ...SIDE.flatMap((i) => BLOCKS.map((b) => `s${i}_${b} = fma(vec4<f32>(a${i}), v${b}, s${i}_${b});`)),
]);

// Conditions within the loops are joined by &, which has no branches: with && a software adapter compiled for minutes.

/** Stores the tile where it lies within `rows` and `columns`; `finish` has `value`, `at` and the column `j`. */
function storing(rows: string, columns: string, finish: string): string {
  return lines(
    SIDE.flatMap((i) => [
      `if (row + ${i} < ${rows}) {`,
      ...SIDE.map(
        (c) =>
          `if (column + ${c} < ${columns}) { let j = column + ${c}; let at = (row + ${i}) * ${columns} + j; let value = s${i}_${c < 4 ? 0 : 4}.${'xyzw'[c % 4]}; ${finish} }`,
      ),
      '}',
    ]),
  );
}

const HEAD = `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  var row = i32(id.y) * ${TILE}; let column = i32(id.x) * ${TILE};`;

function convProgram(activation: Activation, workgroup: Program['workgroup']): Program {
  const isLinear = activation === 'linear';
  const finish = isLinear
    ? 'out0[at] = value + bias[j];'
    : `let sum = value + bias[j]; out0[at] = sum; { let value = sum; out1[at] = ${APPLY[activation]}; }`;
  return {
    key: `LabConv_${activation}_${workgroup.join('x')}`,
    outputs: isLinear ? ['f32'] : ['f32', 'f32'],
    inputs: { h: 'f32', W: 'f32', bias: 'f32' },
    uniforms: SIZES,
    workgroup,
    code: lines([
      HEAD,
      'let places = u.rows * u.down * u.across;',
      'if (row >= places || column >= u.filters) { return; }',
      sums,
      ...SIDE.map(
        (i) =>
          `let p${i} = min(row + ${i}, places - 1); let q${i} = p${i} % (u.down * u.across);
           let y${i} = q${i} / u.across * u.stride - u.top; let x${i} = q${i} % u.across * u.stride - u.left;
           let map${i} = p${i} / (u.down * u.across) * u.height * u.width;`,
      ),
      ...SIDE.map((j) => `let f${j} = min(column + ${j}, u.filters - 1);`),
      'for (var ku = 0; ku < u.kernel; ku++) { for (var kv = 0; kv < u.kernel; kv++) {',
      ...SIDE.map(
        (i) =>
          `let yy${i} = y${i} + ku; let xx${i} = x${i} + kv;
           let in${i} = (u32(yy${i}) < u32(u.height)) & (u32(xx${i}) < u32(u.width));
           let h${i} = select(0, (map${i} + yy${i} * u.width + xx${i}) * u.channels, in${i});`,
      ),
      'for (var c = 0; c < u.channels; c++) {',
      'let w = ((ku * u.kernel + kv) * u.channels + c) * u.filters;',
      ...SIDE.map((i) => `let a${i} = select(0.0, h[h${i} + c], in${i});`),
      ...SIDE.map((j) => `let b${j} = W[w + f${j}];`),
      multiplyAdd,
      '} } }',
      storing('places', 'u.filters', finish),
      '}',
    ]),
  };
}

const transportProgram = (workgroup: Program['workgroup']): Program => ({
  key: `LabConvTransport_${workgroup.join('x')}`,
  outputs: ['f32'],
  inputs: { delta: 'f32', W: 'f32' },
  uniforms: SIZES,
  workgroup,
  code: lines([
    HEAD,
    'let pixels = u.rows * u.height * u.width;',
    'if (row >= pixels || column >= u.channels) { return; }',
    sums,
    ...SIDE.map(
      (i) =>
        `let p${i} = min(row + ${i}, pixels - 1); let q${i} = p${i} % (u.height * u.width);
         let y${i} = q${i} / u.width + u.top; let x${i} = q${i} % u.width + u.left;
         let map${i} = p${i} / (u.height * u.width) * u.down * u.across;`,
    ),
    ...SIDE.map((j) => `let c${j} = min(column + ${j}, u.channels - 1);`),
    'for (var ku = 0; ku < u.kernel; ku++) { for (var kv = 0; kv < u.kernel; kv++) {',
    ...SIDE.map(
      (i) =>
        `let yy${i} = y${i} - ku; let xx${i} = x${i} - kv;
         let in${i} = (yy${i} % u.stride == 0) & (u32(yy${i}) < u32(u.down * u.stride))
           & (xx${i} % u.stride == 0) & (u32(xx${i}) < u32(u.across * u.stride));
         let d${i} = select(0, (map${i} + yy${i} / u.stride * u.across + xx${i} / u.stride) * u.filters, in${i});`,
    ),
    'let w = (ku * u.kernel + kv) * u.channels;',
    ...SIDE.map((j) => `let w${j} = (w + c${j}) * u.filters;`),
    'for (var f = 0; f < u.filters; f++) {',
    ...SIDE.map((i) => `let a${i} = select(0.0, delta[d${i} + f], in${i});`),
    ...SIDE.map((j) => `let b${j} = W[w${j} + f];`),
    multiplyAdd,
    '} } }',
    storing('pixels', 'u.channels', 'out0[at] = value;'),
    '}',
  ]),
});

/** `[slices, kernel, kernel, channels, filters]`: rows of a tile are channels of one place of the kernel in one slice. */
const gradientProgram = (workgroup: Program['workgroup']): Program => ({
  key: `LabConvGradient_${workgroup.join('x')}`,
  outputs: ['f32'],
  inputs: { h: 'f32', delta: 'f32' },
  uniforms: SIZES,
  workgroup,
  code: lines([
    HEAD,
    `let tiles = (u.channels + ${TILE - 1}) / ${TILE}; let block = i32(id.y) / tiles;`,
    'if (block >= u.slices * u.kernel * u.kernel || column >= u.filters) { return; }',
    `let first = i32(id.y) % tiles * ${TILE}; let slice = block / (u.kernel * u.kernel);`,
    'let place = block % (u.kernel * u.kernel); let ku = place / u.kernel; let kv = place % u.kernel;',
    sums,
    ...SIDE.map(
      (i) => `let c${i} = min(first + ${i}, u.channels - 1); let f${i} = min(column + ${i}, u.filters - 1);`,
    ),
    'for (var r = slice; r < u.rows; r += u.slices) {',
    'for (var y = 0; y < u.down; y++) { let yy = y * u.stride + ku - u.top; if (yy < 0 || yy >= u.height) { continue; }',
    'for (var x = 0; x < u.across; x++) { let xx = x * u.stride + kv - u.left; if (xx < 0 || xx >= u.width) { continue; }',
    'let at_h = ((r * u.height + yy) * u.width + xx) * u.channels; let at_d = ((r * u.down + y) * u.across + x) * u.filters;',
    ...SIDE.map((i) => `let a${i} = h[at_h + c${i}]; let b${i} = delta[at_d + f${i}];`),
    multiplyAdd,
    '} } }',
    'let base = block * u.channels; row = base + first;',
    storing('base + u.channels', 'u.filters', 'out0[at] = value;'),
    '}',
  ]),
});

const ADD_SLICES: Program = {
  key: 'LabAddSlices',
  outputs: ['f32'],
  inputs: { parts: 'f32' },
  uniforms: { count: 'u32', slices: 'u32' },
  workgroup: [64, 1],
  code: `fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    ${wide('u.count')}
    var sum = 0.0;
    for (var slice = 0u; slice < u.slices; slice++) { sum += parts[slice * u.count + at]; }
    out0[at] = sum;
  }`,
};

interface Sizes {
  readonly rows: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
}

/** In the order of SIZES. */
const uniformsOf = (
  window: Window,
  { rows, channels, filters, kernel }: Sizes,
  slices = 1,
): readonly number[] => {
  const { height, width, down, across, stride, top, left } = window;
  return [rows, height, width, channels, down, across, filters, kernel, stride, top, left, slices];
};

const tiles = (length: number): number => Math.ceil(length / TILE);
const at = ({ shape }: TensorInfo, axis: number): number => shape[axis] ?? 1;

/** Lanes of one group share the weights they read. */
const SOFTWARE = [1, 4] as const;
const HARDWARE = [1, 64] as const;

type Windowed<Inputs extends string, More = object> = WebGpuCall<Inputs, { readonly window: Window } & More>;

function conv({
  inputs: { h, W, b },
  backend,
  attrs: { window, activation },
}: Windowed<'h' | 'W' | 'b', { readonly activation: Activation }>): TensorInfo[] {
  const sizes = { rows: at(h, 0), channels: at(W, 2), filters: at(W, 3), kernel: at(W, 0) };
  const program = convProgram(activation, isSoftware(backend) ? SOFTWARE : HARDWARE);
  const outputs = program.outputs.map(() =>
    makeOutput(backend, [sizes.rows, window.down, window.across, sizes.filters]),
  );
  const places = sizes.rows * window.down * window.across;
  runProgram(backend, program, {
    inputs: [h, W, b],
    outputs,
    uniforms: uniformsOf(window, sizes),
    extent: [tiles(sizes.filters), tiles(places)],
  });
  return outputs;
}

function transport({
  inputs: { delta, B },
  backend,
  attrs: { window },
}: Windowed<'delta' | 'B'>): TensorInfo {
  const sizes = { rows: at(delta, 0), channels: at(B, 2), filters: at(B, 3), kernel: at(B, 0) };
  const { height, width } = window;
  const output = makeOutput(backend, [sizes.rows, height, width, sizes.channels]);
  runProgram(backend, transportProgram(isSoftware(backend) ? SOFTWARE : HARDWARE), {
    inputs: [delta, B],
    outputs: [output],
    uniforms: uniformsOf(window, sizes),
    extent: [tiles(sizes.channels), tiles(sizes.rows * height * width)],
  });
  return output;
}

function gradient({
  inputs: { h, delta },
  backend,
  attrs: { window, kernel },
}: Windowed<'h' | 'delta', { readonly kernel: number }>): TensorInfo {
  const sizes = { rows: at(h, 0), channels: at(h, 3), filters: at(delta, 3), kernel };
  const slices = Math.min(sizes.rows, isSoftware(backend) ? 2 : 16);
  const shape = [kernel, kernel, sizes.channels, sizes.filters];
  const parts = makeOutput(backend, [slices, ...shape]);
  runProgram(backend, gradientProgram(isSoftware(backend) ? SOFTWARE : HARDWARE), {
    inputs: [h, delta],
    outputs: [parts],
    uniforms: uniformsOf(window, sizes, slices),
    extent: [tiles(sizes.filters), slices * kernel * kernel * tiles(sizes.channels)],
  });
  const output = makeOutput(backend, shape);
  const count = util.sizeFromShape(shape);
  runProgram(backend, ADD_SLICES, {
    inputs: [parts],
    outputs: [output],
    uniforms: [count, slices],
    extent: extentOf(count),
  });
  backend.disposeData(parts.dataId);
  return output;
}

registerOnWebGpu('LabConv', conv);
registerOnWebGpu('LabConvTransport', transport);
registerOnWebGpu('LabConvGradient', gradient);
