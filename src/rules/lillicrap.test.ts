/**
 * Lillicrap's linear task: a 30-20-10 linear network learns a random linear map online, from small weights.
 * Forward weights come to align with feedback weights that were random: from 90° to about 30°.
 * Source: Lillicrap et al. (2016), Nature Communications 7, 13276, figure 1.
 */
import { matMul, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends } from '../../test/on-backends';
import { evaluate, rowsOfTensors } from '../engine/evaluate';
import { createModel } from '../engine/initialise';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll, inScope } from '../engine/scope';
import { type TrainingSetup, type TrainingState, trainStep } from '../engine/train-step';
import { angleDeg } from '../math/angle';
import { ruleParams } from '../spec/rule-params';
import { RULES } from './index';

const OUTPUTS = 10;
/** Entries of W from N(0, (0.01/√3)²), the spread of U(−0.01, 0.01). */
const INIT = { init: 'gaussian', initSigma: 0.01 / Math.sqrt(3), seed: 1 } as const;
/** Makes B_2 [20, 10] uniform in (−0.5, 0.5). */
const FEEDBACK_SCALE = 0.5 / Math.sqrt(6 / 30);
/** The paper's η is for ½Σ(h − y)²; our mean over outputs is 2/n_L times that. */
const LEARNING_RATE = (0.005 * OUTPUTS) / 2;
const STEPS = 1000;

onBackends("Lillicrap's linear task", () => {
  test('feedback alignment learns it, and W₂ turns towards B₂', async () => {
    const { network, params } = createModel(
      {
        input: [30],
        layers: [
          { kind: 'dense', units: 20, activation: 'linear' },
          { kind: 'dense', units: OUTPUTS, activation: 'linear' },
        ],
      },
      INIT,
    );
    const optimiser = createOptimiser({
      id: 'sgd',
      learningRate: LEARNING_RATE,
      weightDecay: 0,
      momentum: 0,
      decay: 0,
      beta1: 0,
      beta2: 0,
      epsilon: 0,
    });
    const setup: TrainingSetup = { network, optimiser, rule: RULES.fa, loss: 'mse' };
    let state: TrainingState = {
      params,
      optimiserState: optimiser.init(params),
      ruleState: RULES.fa.init(network, {
        seed: 1,
        params: ruleParams({ feedbackScale: FEEDBACK_SCALE }),
      }),
    };
    const teacher = normals(30, OUTPUTS, 7, 1 / Math.sqrt(3));
    const batchOf = (rows: number, seed: number) => {
      const x = normals(rows, 30, seed);
      return { x, y: inScope(() => matMul(x as Tensor2D, teacher as Tensor2D)) };
    };
    const test = batchOf(500, 8);
    const initialAngle = await weightAngle(state);
    for (let step = 0; step < STEPS; step++) {
      const batch = batchOf(1, 1000 + step);
      state = trainStep(setup, state, batch, { learningRate: LEARNING_RATE, keep: 'nothing' }).state;
      disposeAll(batch);
    }
    const found = await evaluate({ network, params: state.params, loss: 'mse' }, rowsOfTensors(test));
    expect(found.normalisedSquaredError).toBeLessThan(1e-3);
    expect(Math.abs(initialAngle - 90)).toBeLessThan((3 * 57.3) / Math.sqrt(200));
    expect(await weightAngle(state)).toBeGreaterThan(25);
    expect(await weightAngle(state)).toBeLessThan(35);
    disposeAll([state, teacher, test]);
  });
}, ['wasm']);

/** Degrees between W_2 and B_2. */
async function weightAngle({ params, ruleState }: TrainingState): Promise<number> {
  const [W, B] = [params.W[1], ruleState.feedback[1]] as readonly (Tensor | null | undefined)[];
  return angleDeg((await W?.data()) ?? [], (await B?.data()) ?? []);
}
