import {
  scalar,
  slice,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectNumbers, labels, normals, onBackends } from '../../test/on-backends';
import { backward, carryThrough, gradientProducts } from '../engine/backward';
import { rowsOfTensors } from '../engine/evaluate';
import { createModel, type Model } from '../engine/initialise';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import { buildNetwork } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { trainStep } from '../engine/train-step';
import { readFeatureMaps, readValues } from './feature-maps';
import { PROBES } from './index';

/** A rule that carries errors through whatever matrices its state holds. */
const through: LearningRule = {
  id: 'fa',
  init: (network) => ({ feedback: network.layers.map(() => null) }),
  step(context, state) {
    const feedback = state.feedback.filter((B) => B !== null);
    const errors = backward(context, carryThrough(context, feedback));
    return { deltas: errors.deltas, gradients: gradientProducts(context, errors), state };
  },
  feedbackOf: (state, layer) => state.feedback[layer - 1] ?? null,
  dispose: disposeAll,
};

/** 2-2-1, all linear, W_1 the identity, W_2 = (1, 0)ᵀ. */
function linearModel(): Model {
  const network = buildNetwork({
    input: [2],
    layers: [
      { kind: 'dense', units: 2, activation: 'linear' },
      { kind: 'dense', units: 1, activation: 'linear' },
    ],
  });
  const W = [
    tensor2d([
      [1, 0],
      [0, 1],
    ]),
    tensor2d([[1], [0]]),
  ];
  return { network, params: { W, b: [tensor1d([0, 0]), tensor1d([0])], norms: [] } };
}

/** Step 0, while a test runs. */
let atStart: Tensor;

const contextOf = ({ network, params }: Model, ruleState: RuleState) => ({
  setup: { network, rule: through, loss: 'mse' as const, seed: 1 },
  state: { params, ruleState, step: atStart },
});

onBackends('probes', () => {
  beforeEach(() => {
    atStart = scalar(0, 'int32');
  });
  afterEach(() => atStart.dispose());

  test('angles of a case small enough to draw', async () => {
    const model = linearModel();
    // B_2 is 60° away from W_2; the error that reaches layer 1 turns by as much. B_1 is at 90° to the identity.
    const feedback = [
      tensor2d([
        [0, 1],
        [-1, 0],
      ]),
      tensor2d([[0.5], [Math.sqrt(3) / 2]]),
    ];
    const batch = { x: tensor2d([[1, 2]]), y: tensor2d([[5]]) };
    const context = contextOf(model, { feedback });
    expectNumbers((await PROBES.updateAngle.read({ ...context, batch })).map(Number), [60, 0], 4);
    expectNumbers((await PROBES.weightAngle.read(context)).map(Number), [90, 60], 4);
    disposeAll([model.params, feedback, batch]);
  });

  test('an angle that does not exist is null', async () => {
    const model = linearModel();
    const zero = tensor2d([[0], [0]]);
    const context = contextOf(model, { feedback: [model.params.W[0] ?? null, zero] });
    const batch = { x: tensor2d([[1, 2]]), y: tensor2d([[5]]) };
    const [first, second] = await PROBES.updateAngle.read({ ...context, batch });
    expect(first).toBeNull();
    expect(second).toBeCloseTo(0, 4);
    const angles = await PROBES.weightAngle.read(contextOf(model, { feedback: [null, zero] }));
    expect(angles).toEqual([null, null]);
    disposeAll([model.params, zero, batch]);
  });

  test('feedback beside the weights it stands for: its size and its signs, from layer 2 on', async () => {
    const network = buildNetwork({
      input: [1],
      layers: [2, 3, 2].map((units) => ({ kind: 'dense' as const, units, activation: 'linear' as const })),
    });
    const W = [
      tensor2d([[1, 1]]),
      tensor2d([
        [3, -1, 2],
        [0, 1, -1],
      ]),
      tensor2d([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ];
    // ‖W_2‖ = 4, ‖B_2‖ = 8. Of B_2's entries five carry something; three have the sign of W_2's.
    const B = tensor2d([
      [1, -5, -2],
      [3, 0, -5],
    ]);
    const params = { W, b: [tensor1d([0, 0]), tensor1d([0, 0, 0]), tensor1d([0, 0])], norms: [] };
    // Into layer 3, and by chance of W_3's shape: it stands for no weights.
    const direct = tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const plain = contextOf({ network, params }, { feedback: [W[0] ?? null, B, direct] });
    const rule = { ...through, isDirect: (layer: number) => layer === 3 };
    const context = { ...plain, setup: { ...plain.setup, rule } };
    expect(await PROBES.normRatio.read(context)).toEqual([null, 2, null]);
    expect(await PROBES.signAgreement.read(context)).toEqual([null, 0.6, null]);
    expect((await PROBES.weightAngle.read(context)).map((angle) => angle === null)).toEqual([
      false,
      false,
      true,
    ]);
    // Feedback that is zero throughout has a size but no signs.
    const nothing = contextOf(
      { network, params },
      { feedback: [null, tensor2d([2, 3].map(() => [0, 0, 0])), null] },
    );
    expect(await PROBES.normRatio.read(nothing)).toEqual([null, 0, null]);
    expect(await PROBES.signAgreement.read(nothing)).toEqual([null, null, null]);
    disposeAll([params, B, direct, nothing.state.ruleState]);
  });

  test('weight norms and logit scale', async () => {
    const model = linearModel();
    const context = contextOf(model, { feedback: [null, null] });
    expectNumbers(await PROBES.weightNorm.read(context), [Math.SQRT2, 1]);
    const set = {
      x: tensor2d([
        [3, 9],
        [-4, 7],
      ]),
      y: tensor2d([[0], [0]]),
    };
    // a_2 = 3 and −4
    expect(await PROBES.logitScale.read({ ...context, rows: rowsOfTensors(set) })).toBeCloseTo(
      Math.sqrt(12.5),
      5,
    );
    disposeAll([model.params, set]);
  });

  test('dissimilarities: activations in hidden layers, logits in the last', async () => {
    const network = buildNetwork({
      input: [3],
      layers: [
        { kind: 'dense', units: 3, activation: 'relu' },
        { kind: 'dense', units: 3, activation: 'sigmoid' },
      ],
    });
    const identity = () =>
      tensor2d([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]);
    const params = { W: [identity(), identity()], b: [tensor1d([0, 0, 0]), tensor1d([0, 0, 0])], norms: [] };
    const stimuli = tensor2d([
      [1, 2, 3],
      [3, 2, 1],
      [1, 2, -5],
      [-1, -2, -3],
    ]);
    const found = await PROBES.rdm.read({
      ...contextOf({ network, params }, { feedback: [null, null] }),
      stimuli,
    });
    // After ReLU: (1,2,3), (3,2,1), (1,2,0), (0,0,0); the last is constant. r(1,3) = −1/2, r(2,3) = 1/2.
    const expected = [2, 1.5, Number.NaN, 0.5, Number.NaN, Number.NaN];
    expect(found).toHaveLength(2);
    for (const rdm of found) {
      expect(rdm).toHaveLength(6);
      for (const [pair, value] of expected.entries()) {
        if (Number.isNaN(value)) expect(rdm[pair], `pair ${pair}`).toBeNaN();
        else expect(rdm[pair], `pair ${pair}`).toBeCloseTo(value, 5);
      }
    }
    disposeAll([params, stimuli]);
  });

  test('maps: dissimilarities of all positions or of channel means; feature maps and filters', async () => {
    // One 1 × 1 filter that passes its channel on, then an output.
    const network = buildNetwork({
      input: [2, 2, 1],
      layers: [
        { kind: 'conv2d', filters: 2, kernel: 1, stride: 1, padding: 'valid', activation: 'linear' },
        { kind: 'dense', units: 2, activation: 'linear' },
      ],
    });
    const params = {
      W: [tensor4d([1, -1], [1, 1, 1, 2]), normals(8, 2, 1)],
      b: [tensor1d([0, 0]), tensor1d([0, 0])],
      norms: [],
    };
    const stimuli = tensor2d([
      [1, 2, 3, 4],
      [4, 3, 2, 1],
      [2, 2, 2, 2],
    ]);
    const context = { ...contextOf({ network, params }, { feedback: [null, null] }), stimuli };
    const [flattened] = await PROBES.rdm.read(context);
    const [mean] = await PROBES.rdm.read({ ...context, maps: 'mean' });
    // (1 −1 2 −2 3 −3 4 −4) against (4 −4 3 −3 2 −2 1 −1): 20/30. All means are (m, −m).
    expectNumbers(flattened ?? [], [1 / 3, 1 - 20 / Math.sqrt(30 * 16), 1 - 20 / Math.sqrt(30 * 16)], 5);
    expectNumbers(mean ?? [], [0, 0, 0], 5);
    const first = slice(stimuli, [0, 0], [1, 4]) as Tensor2D;
    expect(await readFeatureMaps(context, first, 1)).toEqual({
      shape: [1, 2, 2, 2],
      values: Float32Array.of(1, -1, 2, -2, 3, -3, 4, -4),
    });
    const [filters] = params.W as [Tensor];
    expect(await readValues(filters)).toEqual({ shape: [1, 1, 1, 2], values: Float32Array.of(1, -1) });
    disposeAll([params, stimuli, first]);
  });

  test('reading every probe between steps changes nothing', async () => {
    const run = async (isProbed: boolean): Promise<readonly number[]> => {
      const { network, params } = createModel(
        {
          input: [4],
          layers: [
            { kind: 'dense', units: 6, activation: 'tanh' },
            { kind: 'dense', units: 3, activation: 'linear' },
          ],
        },
        { init: 'glorot', initSigma: 0, seed: 3 },
      );
      const optimiser = createOptimiser({
        id: 'momentum',
        learningRate: 0.1,
        weightDecay: 0.01,
        momentum: 0.9,
        decay: 0,
        beta1: 0,
        beta2: 0,
        epsilon: 0,
      });
      const setup = {
        network,
        optimiser,
        rule: through,
        loss: 'softmax-cross-entropy' as const,
        seed: 1,
      };
      const ruleState = { feedback: [normals(4, 6, 1), normals(6, 3, 2)] };
      let state: Parameters<typeof trainStep>[1] = {
        params,
        ruleState,
        optimiserState: optimiser.init(params),
        step: scalar(0, 'int32'),
      };
      const batch = { x: normals(5, 4, 4), y: labels(5, 3, 5) };
      for (let step = 0; step < 3; step++) {
        if (isProbed) {
          const context = { setup, state, batch, rows: rowsOfTensors(batch), stimuli: batch.x };
          for (const probe of Object.values(PROBES)) await probe.read(context);
        }
        state = trainStep(setup, state, batch, { learningRate: 0.1, keep: 'nothing' }).state;
      }
      const values = await Promise.all(state.params.W.map((W) => W.data()));
      disposeAll([state, batch]);
      return values.flatMap((array) => [...array]);
    };
    expect(await run(true)).toEqual(await run(false));
  });
});
