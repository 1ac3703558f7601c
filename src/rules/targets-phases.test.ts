/**
 * Rules with targets and phases in training: each learns a small task, answers as it learnt, moves downhill, and names what it says.
 */
import { abs, argMax, cast, oneHot, slice, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, modelOf, SGD, start } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { cosinesOf, lessonOf, numbersOf, stepOf } from '../../test/rule-lessons';
import { answerTo, statesFor } from '../engine/answer';
import { forward } from '../engine/forward';
import type { Batch } from '../engine/learning-rule';
import { LOSSES } from '../engine/losses';
import { disposeAll, inScope } from '../engine/scope';
import { trainStep, warmUpStep } from '../engine/train-step';
import type { LossId, NetworkSpec, RuleChoice } from '../spec/spec';
import { settleFreely } from './clamping';
import { atRest, settleFor } from './ep-network';

const ADAM = { ...SGD, id: 'adam', learningRate: 0.02 } as const;
const MAPS: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 6, kernel: 3, stride: 2, padding: 'same', activation: 'tanh' },
    { kind: 'dense', units: 4, activation: 'linear' },
  ],
};
const DENSE = denseSpec([6, 16, 12, 4], ['tanh', 'tanh', 'linear']);

/** Which of the first four inputs is the largest. */
function taskOf(inputs: number): Batch {
  const x = inScope(() => abs(normals(24, inputs, 5, 0.6)));
  const y = inScope(() => cast(oneHot(argMax(slice(x as Tensor2D, [0, 0], [24, 4]), 1), 4), 'float32'));
  return { x, y };
}

interface Arm {
  readonly choice: RuleChoice;
  readonly spec: NetworkSpec;
  readonly loss?: LossId;
  readonly learningRate?: number;
}

const ARMS: Readonly<Record<string, Arm>> = {
  dtp: { choice: choose('dtp'), spec: DENSE },
  'dtp with the Jacobian loss': { choice: choose('dtp', { decoderLoss: 1, decoderSteps: 2 }), spec: MAPS },
  sdtp: { choice: choose('sdtp', { decoderRate: 0.01 }), spec: DENSE },
  'sdtp with an auxiliary output': { choice: choose('sdtp', { auxiliaryUnits: 8 }), spec: MAPS },
  pc: { choice: choose('pc'), spec: DENSE },
  'pc with random feedback': { choice: choose('pc', { pcFeedback: 1 }), spec: DENSE },
  'pc on maps': { choice: choose('pc'), spec: MAPS, loss: 'mse' },
  ep: { choice: choose('ep'), spec: DENSE, learningRate: 0.01 },
  'ep with squared error': {
    choice: choose('ep', { nudgeSides: 2 }),
    spec: denseSpec([6, 16, 4], []),
    loss: 'mse',
  },
  'ep on maps': { choice: choose('ep', { settlingUnits: 1 }), spec: MAPS },
  chl: { choice: choose('chl'), spec: DENSE },
  'chl on maps': { choice: choose('chl'), spec: MAPS, loss: 'sigmoid-cross-entropy' },
  generec: { choice: choose('generec', { generecForm: 1 }), spec: DENSE },
};

function expectToLearn(name: string, arm: Arm): void {
  const { choice, spec, loss = 'softmax-cross-entropy', learningRate = ADAM.learningRate } = arm;
  test(`${name} learns`, async () => {
    const run = start(modelOf(spec), choice, { optimiser: ADAM, loss });
    const { inputs } = run.setup.network;
    const batch = taskOf(inputs);
    for (let step = 0; step < 20; step++) run.state = warmUpStep(run.setup, run.state, 24, batch);
    const lossOf = async (): Promise<number> => {
      const value = inScope(() => LOSSES[loss].value(answerTo(run, batch.x), batch.y));
      const [found = Number.NaN] = await numbersOf(value);
      value.dispose();
      return found;
    };
    const before = await lossOf();
    const told: number[] = [];
    for (let step = 0; step < 80; step++) {
      const result = trainStep(run.setup, run.state, batch, { learningRate });
      run.state = result.state;
      if (result.loss && step % 79 === 0) told.push(...(await numbersOf(result.loss)));
      result.loss?.dispose();
    }
    const after = await lossOf();
    expect(after / before, name).toBeLessThan(0.5);
    // What training calls its loss is that of the answers.
    expect(told[0]).toBeCloseTo(before, 2);
    const states = inScope(() => statesFor(run, batch.x));
    expect(states.map(({ shape }) => shape.slice(1))).toEqual(
      run.setup.network.layers.map(({ shape }) => shape),
    );
    disposeAll([run.state, batch, states]);
  });
}

onBackends('training with targets and phases', () => {
  for (const [name, arm] of Object.entries(ARMS)) if (arm.spec !== MAPS) expectToLearn(name, arm);

  test('their updates are downhill on the loss of the experiment', async () => {
    const model = modelOf(DENSE);
    const exact = inScope(() => stepOf(choose('bp'), lessonOf(model)).gradients.W);
    for (const rule of ['dtp', 'sdtp', 'pc', 'chl', 'generec'] as const) {
      const own = inScope(() => stepOf(choose(rule), lessonOf(model)).gradients.W);
      // SDTP's hidden layers start with decoders that know nothing.
      const layers = rule === 'sdtp' || rule === 'dtp' ? [3] : [1, 2, 3];
      const cosines = await cosinesOf(own, exact);
      for (const layer of layers) expect(cosines[layer - 1], `${rule} ${layer}`).toBeGreaterThan(0.5);
      disposeAll(own);
    }
    disposeAll([model.params, exact]);
  });

  for (const [rule, sweeps] of [
    ['ep', { freeSteps: 40 }],
    ['chl', { sweeps: 80, feedbackGain: 0.5 }],
    ['generec', { sweeps: 80, feedbackGain: 0.5 }],
  ] as const)
    test(`${rule} answers, and is represented by, what it settles on`, async () => {
      const run = start(modelOf(DENSE), choose(rule, sweeps));
      const { network } = run.setup;
      const x = normals(8, 6, 9);
      const settled = inScope(() => {
        const { params } = run.state;
        const trace = forward(network, params, x);
        const site = { network, params, trace, draws: null, loss: run.setup.loss };
        // Longer than the rule takes: it rests by then.
        if (rule !== 'ep') return settleFreely({ ...site, feedbackGain: 0.5, sweeps: 200 });
        const steady = { ...site, units: choose('ep').params.settlingUnits, order: 0 };
        return settleFor(steady, 300, atRest(steady));
      });
      const [answer, states, passed] = inScope(() => {
        const { a } = answerTo(run, x);
        const { h } = forward(network, run.state.params, x);
        return [a, statesFor(run, x), h] as const;
      });
      for (const layer of [0, 1]) {
        const [own, rested, pass] = [states[layer], settled[layer], passed[layer]].map((h) => h as Tensor);
        expect(await relativeDifference(own as Tensor, rested as Tensor), `layer ${layer + 1}`).toBeLessThan(
          1e-4,
        );
        expect(await relativeDifference(pass as Tensor, rested as Tensor)).toBeGreaterThan(0.05);
      }
      // The last of the states is the answer, as its pre-activation.
      expect(await numbersOf(states[2])).toEqual(await numbersOf(answer));
      disposeAll([run.state, x, settled, answer, states, passed]);
    });

  test('decoders have angles against the weights and against their inverse', async () => {
    const run = start(modelOf(DENSE), choose('sdtp', { auxiliaryUnits: 3 }));
    const angles = inScope(() => run.setup.rule.anglesOf?.(run.state.ruleState, run.state.params) ?? []);
    expect(angles.map(({ name, layer, isInverted }) => [name, layer, isInverted ?? false])).toEqual([
      ['decoderTranspose', 2, false],
      ['decoderInverse', 2, true],
      ['decoderTranspose', 3, false],
      ['decoderInverse', 3, true],
    ]);
    expect(angles[1]?.matrix.shape).toEqual([12, 16]);
    const transposed = angles.filter(({ isInverted }) => isInverted).map(({ matrix }) => matrix);
    const inner = inScope(() =>
      run.setup.rule.innerOf?.(
        lessonOf({ network: run.setup.network, params: run.state.params }),
        run.state.ruleState,
      ),
    );
    const told = Object.fromEntries(
      await Promise.all(
        (inner?.scalars ?? []).map(async ({ name, layer, value }) => [
          `${name}/${layer}`,
          (await numbersOf(value))[0],
        ]),
      ),
    );
    expect(Object.keys(told).sort()).toEqual([
      'reconstructionError/1',
      'reconstructionError/2',
      'targetAngleDeg/1',
      'targetAngleDeg/2',
      'targetDistance/1',
      'targetDistance/2',
    ]);
    expect(told['targetAngleDeg/2']).toBeGreaterThan(20);
    expect(told['targetAngleDeg/2']).toBeLessThan(160);
    expect(told['reconstructionError/1']).toBeGreaterThan(0.3);
    disposeAll([run.state, transposed, inner]);
  });
}, ['cpu', 'wasm']);

onBackends('training with targets and phases on maps', () => {
  for (const [name, arm] of Object.entries(ARMS)) if (arm.spec === MAPS) expectToLearn(name, arm);
}, ['wasm']);
