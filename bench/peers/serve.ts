/**
 * A contestant's side of the protocol, wherever it runs.
 */
import type { BenchCase } from '../cases';
import type { Answer, Request } from '../protocol';
import type { Runner } from './runner';

/** What a process knows of itself; null where the contestant is not one. */
export interface Meters {
  readonly cpuMs: () => number | null;
  readonly peakMb: () => number | null;
}

/** Opens a contestant; `folder` holds the data where somebody wrote them. */
type Open = (bench: BenchCase, variant: string, folder?: string) => Promise<Runner>;

const UNKNOWN: Meters = { cpuMs: () => null, peakMb: () => null };

/** Answers one request after the other. */
export function answerWith(open: Open, { cpuMs, peakMb }: Meters = UNKNOWN) {
  let runner: Runner | null = null;
  const opened = (): Runner => {
    if (runner === null) throw new Error('it was not opened');
    return runner;
  };
  const handle = async (request: Request): Promise<Answer> => {
    switch (request.do) {
      case 'open':
        runner = await open(request.bench, request.variant, request.data);
        return { ok: true, about: runner.about };
      case 'train': {
        const startCpu = cpuMs();
        const start = performance.now();
        const { steps, scriptMs } = await opened().train(request.steps);
        const ms = performance.now() - start;
        const endCpu = cpuMs();
        const spent = startCpu === null || endCpu === null ? null : endCpu - startCpu;
        return { ok: true, steps, ms, scriptMs, cpuMs: spent };
      }
      case 'close':
        return { ok: true, lossNats: await opened().loss(), peakMb: peakMb() };
    }
  };
  return async (request: Request): Promise<Answer> => {
    try {
      return await handle(request);
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : String(error) };
    }
  };
}
