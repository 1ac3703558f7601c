/**
 * How a session takes its steps: at once on the backend that is set, one batch from the host after another.
 */
import { disposeAll } from '../engine/scope';
import { type TrainingSetup, type TrainingState, trainStep } from '../engine/train-step';
import type { TrainingBatches } from './session-batches';

/** What a session tells about the steps to come. */
export interface TrainerOptions {
  learningRateAt(step: number): number;
  wantsLoss(step: number): boolean;
  /** The loss of the batch of that step, before its update; in the order of the steps. */
  onLoss(step: number, loss: number): void;
}

/** Steps `from` (inclusive) to `until` (exclusive). */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface Advanced {
  readonly state: TrainingState;
  readonly taken: number;
}

/** Takes steps for a session. */
export interface Trainer {
  /** Whether steps are handed to a device that works them off behind: it may be lost, and losses come later. */
  readonly isBehind: boolean;
  /** Takes at least one step of the span; answers the state after as many as it took. */
  run(setup: TrainingSetup, state: TrainingState, span: Span): Promise<Advanced>;
  /** Waits until all losses that were asked for have come in. Throws where they cannot. */
  settle(): Promise<void>;
  /** Lets go of the state: another program, or another step, may take it on. */
  release(): void;
  /** Gives back all tensors of its own. */
  close(): void;
}

/** One step at a time. */
export function createStepwiseTrainer(batches: TrainingBatches, options: TrainerOptions): Trainer {
  return {
    isBehind: false,
    async run(setup, state, { from }) {
      const batch = batches.at(from);
      const result = trainStep(setup, state, batch, {
        learningRate: options.learningRateAt(from),
        keep: options.wantsLoss(from) ? 'loss' : 'nothing',
      });
      disposeAll(batch);
      if (result.loss) {
        const [loss = Number.NaN] = await result.loss.data<'float32'>();
        result.loss.dispose();
        options.onLoss(from, loss);
      }
      return { state: result.state, taken: 1 };
    },
    settle: async () => undefined,
    release: () => undefined,
    close: () => undefined,
  };
}
