/**
 * The bench's data as two files, `x` and `labels`, for contestants in processes of their own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BenchData } from './bench-data';

/** Writes the files that other processes read: `x` and `labels`. */
export function writeData({ x, labels }: BenchData, folder: string): void {
  writeFileSync(path.join(folder, 'x'), x);
  writeFileSync(path.join(folder, 'labels'), labels);
}

/** What `writeData` wrote. */
export function readData(folder: string): BenchData {
  const labels = new Uint8Array(readFileSync(path.join(folder, 'labels')));
  return { x: new Uint8Array(readFileSync(path.join(folder, 'x'))), labels, count: labels.length };
}
