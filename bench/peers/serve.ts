/**
 * A contestant's side of the protocol, wherever it runs.
 */
import type { Answer, Request } from '../protocol';
import type { OpenRunner, Runner } from './runner';

/** Answers one request after the other. `peakMb` is asked when the contestant is closed. */
export function answerWith(open: OpenRunner, peakMb: () => number | null = () => null) {
  let runner: Runner | null = null;
  const opened = (): Runner => {
    if (runner === null) throw new Error('it was not opened');
    return runner;
  };
  const handle = async (request: Request): Promise<Answer> => {
    switch (request.do) {
      case 'open':
        runner = await open(request.bench, request.variant);
        return { ok: true, about: runner.about };
      case 'train': {
        const start = performance.now();
        const { steps, scriptMs } = await opened().train(request.steps);
        return { ok: true, steps, ms: performance.now() - start, scriptMs };
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
