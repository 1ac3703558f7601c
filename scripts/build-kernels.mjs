/**
 * Compiles assembly/ to WebAssembly and writes it, as text, into src/engine/kernels/wasm-binary.ts.
 * `node scripts/build-kernels.mjs` after every change there; with --check it only compares and fails where they differ.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './install.mjs';

const TARGET = path.join(ROOT, 'src/engine/kernels/wasm-binary.ts');

/** No runtime, no data, no memory of its own: only pointers into the memory that it is given. */
const OPTIONS = [
  ['--runtime', 'stub'],
  ['--importMemory'],
  ['--noExportMemory'],
  ['--initialMemory', '1'],
  ['--enable', 'simd'],
  ['-O3', '--noAssert'],
].flat();

const sourceOf = (/** @type {string} */ base64) => `/**
 * The kernels of assembly/, compiled by scripts/build-kernels.mjs. A test holds them against their source.
 */

/** A WebAssembly module, in base64. */
export const WASM_BINARY =
  '${base64}';
`;

/** The file that the kernels' source as it stands asks for. Throws what the compiler complains about. */
function compileKernels() {
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-kernels-'));
  const binary = path.join(folder, 'kernels.wasm');
  try {
    const compiler = path.join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
    const args = [compiler, 'assembly/index.ts', '--outFile', binary, ...OPTIONS];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`compileKernels: ${stderr}`);
    return sourceOf(readFileSync(binary).toString('base64'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const made = compileKernels();
if (!process.argv.includes('--check')) {
  writeFileSync(TARGET, made);
} else if (made !== readFileSync(TARGET, 'utf8')) {
  console.error('The compiled kernels are not those of assembly/: run node scripts/build-kernels.mjs.');
  process.exitCode = 1;
}
