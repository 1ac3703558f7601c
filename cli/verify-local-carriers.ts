/**
 * Checks of the forward pass, of the rules that send errors down through weights, and of the primitives of a convolution.
 * Deltas of the file are per sample, the engine's are divided by the batch; gradients are averages in both.
 */
import { clone, mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { convolution } from '../src/engine/conv';
import { predict } from '../src/engine/evaluate';
import { LOSSES } from '../src/engine/losses';
import { createOptimiser } from '../src/engine/optimisers';
import { disposeAll } from '../src/engine/scope';
import { outputOf, startTraining, trainStep } from '../src/engine/train-step';
import { PROBES } from '../src/probes';
import { createRule, createState } from '../src/rules';
import type { OptimiserSpec, RuleChoice } from '../src/spec/spec';
import { compareValues } from './verify-compare';
import {
  carrying,
  choiceOf,
  compare,
  comparePerLayer,
  contextOf,
  directIn,
  feedbackIn,
  type Local,
  type LocalCheck,
  type LocalChecks,
  layerwise,
} from './verify-local-context';
import { constantOf, fieldOf, LocalProblem, numbersIn } from './verify-local-read';

const SGD: Omit<OptimiserSpec, 'learningRate'> = {
  id: 'sgd',
  weightDecay: 0,
  momentum: 0,
  decay: 0,
  beta1: 0,
  beta2: 0,
  epsilon: 0,
};

const forwardPass: LocalCheck = async (local) => {
  const { network, params, batch, loss, value } = local;
  const found = await compare(() => {
    const { trace } = contextOf(local);
    return [
      ...layerwise('z', trace.a, fieldOf(value, 'z')),
      {
        where: 'loss',
        found: LOSSES[loss].value(outputOf(network, trace), batch.y),
        expected: fieldOf(value, 'loss_mean'),
      },
    ];
  });
  const answers = await predict({ network, params, loss }, batch.x);
  return [...found, compareValues('softmax', answers, numbersIn(fieldOf(value, 'softmax')))];
};

/** Deltas and gradients of a rule, with weights of its own from the file. */
const errorsOf =
  (
    choose: (local: Local) => RuleChoice,
    given: (local: Local) => readonly (Tensor | null)[] = () => [],
  ): LocalCheck =>
  (local) =>
    compare(() => {
      const { rule, state } = carrying(local, choose(local), given(local));
      const { deltas, gradients } = rule.step(contextOf(local), state);
      const perSample = deltas.map((delta) => mul(delta, local.rows));
      return [
        ...layerwise('delta', perSample, fieldOf(local.value, 'delta')),
        ...layerwise('gK', gradients.W, fieldOf(local.value, 'gK')),
        ...layerwise('gb', gradients.b, fieldOf(local.value, 'gb')),
      ];
    });

const angles: LocalCheck = async (local) => {
  const { network, params, loss, step, value } = local;
  const anglesOf = async (choice: RuleChoice, given: readonly Tensor[] = []) => {
    const { rule, state } = carrying(local, choice, given);
    const setup = { network, rule, loss, seed: 0 };
    const found = await PROBES.weightAngle.read({ setup, state: { params, ruleState: state, step } });
    rule.dispose(state);
    return found;
  };
  return [
    ...comparePerLayer('weight', await anglesOf(choiceOf('fa'), feedbackIn(local)), fieldOf(value, 'weight')),
    ...comparePerLayer('uSF', await anglesOf(choiceOf('usf')), fieldOf(value, 'uSF_weight')),
  ];
};

const kolenPollack: LocalCheck = (local) => {
  const { network, params, loss, batch, value } = local;
  const Q = feedbackIn(local);
  const choice = choiceOf('kp', { feedbackDecay: constantOf(local, 'lam') });
  const learningRate = constantOf(local, 'lr');
  const optimiser = createOptimiser({ ...SGD, learningRate });
  const setup = { network, rule: createRule(choice), optimiser, loss, seed: 0 };
  return compare(() => {
    const own = { ...params, W: params.W.map((W) => clone(W)), b: params.b.map((b) => clone(b)) };
    const start = startTraining(setup, own);
    const ruleState = createState(choice, network, { seed: 0, weights: own.W }, Q);
    disposeAll(start.ruleState);
    const { state } = trainStep(setup, { ...start, ruleState }, batch, { learningRate, keep: 'nothing' });
    const feedback = network.layers.map(({ index }) => {
      const B = setup.rule.feedbackOf(state.ruleState, index, state.params);
      if (B === null) throw new LocalProblem(`layer ${index} has no feedback weights`);
      return B;
    });
    return [
      ...layerwise('K', state.params.W, fieldOf(value, 'K')),
      ...layerwise('Q', feedback, fieldOf(value, 'Q')),
    ];
  });
};

/** Apply, transport through other weights, parameter gradient, for each padding that the file has. */
const convolutions: LocalCheck = async ({ value }) => {
  const [rows = 0, height = 0, width = 0, channels = 0, ...rest] = numbersIn(fieldOf(value, 'shape'));
  const [samples, weights, others] = ['x_NHWC_flat_per_sample', 'K_hwio_flat', 'Q_hwio_flat'].map((name) =>
    numbersIn(fieldOf(value, name)),
  );
  if (!samples || !weights || !others || rest.length > 0 || !(rows * height * width * channels > 0))
    throw new LocalProblem('shape should be rows, height, width, channels');
  if (samples.length !== rows * height * width * channels)
    throw new LocalProblem(
      `x should have ${rows * height * width * channels} numbers, got ${samples.length}`,
    );
  if (others.length !== weights.length)
    throw new LocalProblem(`Q should have ${weights.length} numbers like K, got ${others.length}`);
  const paddings = (['valid', 'same'] as const).filter((padding) => Object.hasOwn(value as object, padding));
  if (paddings.length === 0) throw new LocalProblem('neither valid nor same padding in it');
  return (
    await Promise.all(
      paddings.map((padding) => {
        const expected = fieldOf(value, padding);
        const answers = numbersIn(fieldOf(expected, 'y')).length / rows;
        const kernel = kernelOf({ padding, height, width, perPair: weights.length / channels, answers });
        const filters = weights.length / (kernel ** 2 * channels);
        const shape = [kernel, kernel, channels, filters];
        const spec = { kind: 'conv2d', filters, kernel, stride: 1, padding, activation: 'linear' } as const;
        return compare(() => {
          const op = convolution(spec, [height, width, channels]);
          const x = tensor([...samples], [rows, height, width, channels]);
          const [K, Q] = [tensor([...weights], shape), tensor([...others], shape)];
          const y = op.apply(x, K); // [rows, height, width, filters]
          // Not the device's own sine, which is coarse so far from zero.
          const dy = tensor(
            Float32Array.from({ length: y.size }, (_, at) => Math.sin(at)),
            y.shape,
          );
          return [
            { where: `${padding} y`, found: y, expected: fieldOf(expected, 'y') },
            {
              where: `${padding} transport`,
              found: op.transport(dy, Q),
              expected: fieldOf(expected, 'transport_Q'),
            },
            {
              where: `${padding} gradient`,
              found: op.gradientProduct(x, dy),
              expected: fieldOf(expected, 'paramGrad_sum'),
            },
          ];
        });
      }),
    )
  ).flat();
};

/** The side of the kernel, which the file does not say: the one that leaves whole filters and as many answers as there are. */
function kernelOf(map: {
  readonly padding: 'valid' | 'same';
  readonly height: number;
  readonly width: number;
  /** Weights over input channels: kernel² × filters. */
  readonly perPair: number;
  /** Per sample. */
  readonly answers: number;
}): number {
  const widest = map.padding === 'valid' ? Math.min(map.height, map.width) : Math.sqrt(map.perPair);
  for (let kernel = 1; kernel <= widest; kernel++) {
    const filters = map.perPair / kernel ** 2;
    const cut = map.padding === 'valid' ? kernel - 1 : 0;
    if (Number.isInteger(filters) && (map.height - cut) * (map.width - cut) * filters === map.answers)
      return kernel;
  }
  throw new LocalProblem('no square kernel fits the sizes');
}

export const CARRIER_CHECKS: LocalChecks = {
  fwd: forwardPass,
  BP: errorsOf(() => choiceOf('bp')),
  FA: errorsOf(() => choiceOf('fa'), feedbackIn),
  DFA: errorsOf(
    () => choiceOf('dfa'),
    (local) => [...directIn(local), null],
  ),
  uSF: errorsOf(() => choiceOf('usf')),
  frSF: errorsOf(() => choiceOf('frsf'), feedbackIn),
  BP_no_derivative: errorsOf(() => choiceOf('bp', { activationDerivative: 0 })),
  angles_deg: angles,
  KP_one_step: kolenPollack,
  conv: convolutions,
};
