/**
 * Starts contestants where they live, or says in a sentence why one cannot run here.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './cases';
import type { Contestant } from './contestants';
import { startPage } from './page-contestant';
import { type Contender, startProcess } from './process-contestant';
import { findPython, type Python } from './python';

/** Finds Python once per run. */
export function createStarter(sourceFolder: string, roundLimitMs: number) {
  // Beside the bundle that this file is part of.
  const bundles = path.dirname(fileURLToPath(import.meta.url));
  let python: Python | null | undefined;
  const findOnce = (): Python | null => {
    python ??= findPython();
    return python;
  };

  return {
    /** A sentence where it is not even tried, else null. */
    refusal(contestant: Contestant, bench: BenchCase): string | null {
      const refused = contestant.refuses(bench);
      if (refused !== null || contestant.home !== 'python') return refused;
      const found = findOnce();
      if (found === null)
        return 'no python3 with torch was found (Debian: python3-torch and libopenblas0; or set PYTHON)';
      if (contestant.id === 'torch-cuda' && !found.hasCuda) return 'PyTorch finds no CUDA device';
      if (contestant.id === 'biotorch' && !found.hasBioTorch) return 'biotorch cannot be imported';
      return null;
    },
    async start({ home, peer }: Contestant): Promise<Contender> {
      if (home === 'page') return startPage(path.join(bundles, 'page', 'page.js'), roundLimitMs);
      if (home === 'python') {
        const script = path.join(sourceFolder, 'peers', 'pytorch.py');
        return startProcess(findOnce()?.command ?? 'python3', [script], roundLimitMs);
      }
      return startProcess(process.execPath, [path.join(bundles, 'child.js'), peer], roundLimitMs);
    },
  };
}

export type Starter = ReturnType<typeof createStarter>;
