import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSpec } from '../src/spec/codec';
import { createArm, DEFAULT_SPEC } from '../src/spec/presets';
import { ruleParams } from '../src/spec/rule-params';
import type { ExperimentSpec } from '../src/spec/spec';
import { specJson } from '../src/spec/spec-json';
import { isLink, readLink, readSpecJson } from './experiment-spec';

const SPECS = path.join(import.meta.dirname, '..', 'specs');

function specOf(json: unknown) {
  const read = readSpecJson(JSON.stringify(json));
  if ('problem' in read) throw new Error(read.problem);
  return read.spec;
}

function problemOf(json: unknown): string {
  const read = readSpecJson(typeof json === 'string' ? json : JSON.stringify(json));
  return 'problem' in read ? read.problem : 'none';
}

const arm = (rule: string, params: object) => ({ arms: [{ rule, params }] });

const CONV = { kind: 'conv2d', filters: 2, kernel: 3, stride: 1, padding: 'same', activation: 'relu' };

describe('an experiment as JSON', () => {
  it('is laid over the default one', () => {
    expect(specOf({})).toEqual(DEFAULT_SPEC);
    expect(specOf(DEFAULT_SPEC)).toEqual(DEFAULT_SPEC);
    const spec = specOf({
      optimiser: { learningRate: 0.2 },
      network: { hidden: [{ kind: 'dense', units: 5, activation: 'relu' }] },
      schedule: { id: 'steps', factor: 0.5 },
      arms: [
        'dfa',
        { rule: 'fa', params: { feedbackScale: 3, channelBroadcast: 0 } },
        {
          rule: 'bp',
          params: { blockProbability: 0.5 },
          layerRules: [{ layer: 1, rule: 'kp' }],
          painted: [{ layer: 2, at: 3, value: -0.5 }],
        },
      ],
    });
    expect(spec.schedule).toEqual({ id: 'steps', warmup: 0, every: 10, factor: 0.5 });
    expect(spec.optimiser).toEqual({ ...DEFAULT_SPEC.optimiser, learningRate: 0.2 });
    expect(spec.network).toEqual({
      ...DEFAULT_SPEC.network,
      hidden: [{ kind: 'dense', units: 5, activation: 'relu' }],
    });
    expect(spec.arms).toEqual([
      createArm(0, 'dfa'),
      { ...createArm(1, 'fa'), params: ruleParams({ feedbackScale: 3 }) },
      {
        ...createArm(2, 'bp'),
        params: ruleParams({ blockProbability: 0.5 }),
        layerRules: [{ layer: 1, rule: 'kp' }],
        painted: [{ layer: 2, at: 3, value: -0.5 }],
      },
    ]);
  });

  it('that is wrong gets a sentence with the name of the setting', () => {
    for (const [json, problem] of [
      ['{', 'It is not JSON'],
      ['[]', 'It should hold one JSON object'],
      [{ optimizer: {} }, 'optimizer: there is no such setting; there are version, seed'],
      [{ optimiser: { rate: 1 } }, 'optimiser.rate: there is no such setting; there are id, learningRate'],
      [{ seed: '1' }, 'seed: should be a number, got "1"'],
      [{ seed: 1.5 }, 'seed (Seed): should be a whole number from 0'],
      [{ optimiser: { learningRate: -1 } }, 'learningRate (Learning rate): should be from'],
      [{ optimiser: { id: 'lion' } }, 'optimiser: there is no "lion"; there are sgd, momentum'],
      [{ dataset: { id: 'imagenet' } }, 'dataset: there is no "imagenet"'],
      [{ network: { hidden: [{ kind: 'dense', units: 0, activation: 'relu' }] } }, 'network.hidden.0.units'],
      [{ network: { hidden: [{ kind: 'attention' }] } }, 'network.hidden.0.kind'],
      [{ network: 3 }, 'network: should be an object, got 3'],
      [{ arms: [] }, 'arms.'],
      [{ arms: ['telepathy'] }, 'arms.0.rule'],
      [
        { schedule: { id: 'sawtooth' } },
        'schedule: there is no "sawtooth"; there are constant, steps, cosine',
      ],
      [{ schedule: { warmup: -1 } }, 'warmup (Warm-up): should be from 0 to 100, got -1'],
      [arm('fa', { temperature: 1 }), 'arms.0.params: Unrecognized key: "temperature"'],
      [arm('fa', { rank: 'full' }), 'arms.0.params.rank'],
      [
        arm('fa', { feedbackScale: 0 }),
        'params.feedbackScale (Feedback scale of FA): should be from 0.001 to 100, got 0',
      ],
      [
        arm('kp', { feedbackDecay: -0.1 }),
        'arms.0.params.feedbackDecay (Decay of KP): should be from 0 to 0.5, got -0.1',
      ],
      [
        arm('fa', { sparsity: 1 }),
        'arms.0.params.sparsity (Sparsity of FA): should be from 0 to 0.99, got 1',
      ],
      [
        arm('fa', { rank: 11 }),
        'arms.0.params.rank (Rank of FA): should be from 0 to 10, the size of the smallest feedback weights, got 11',
      ],
      [arm('bp', { blockProbability: 1.5 }), '(Backward pass missing of BP): should be from 0 to 1, got 1.5'],
      [
        arm('bp', { feedbackScale: 2 }),
        'arms.0.params.feedbackScale (Feedback scale of BP): BP has no such number',
      ],
      [
        arm('bp', { normConstraint: 2 }),
        'arms.0.params.normConstraint (Weight norm of BP): BP has no feedback weights',
      ],
      [
        { arms: [{ rule: 'bp', layerRules: [{ layer: 2, rule: 'fa' }] }] },
        'arms.0.layerRules (Rules of layers of BP): layer 2 is the output layer, which always gets its exact error',
      ],
      [
        { arms: [{ rule: 'bp', layerRules: [{ layer: 3, rule: 'fa' }] }] },
        'arms.0.layerRules (Rules of layers of BP): there is no hidden layer 3, only 1 to 1',
      ],
      [
        {
          network: { hidden: [CONV, CONV] },
          arms: [{ rule: 'fa', layerRules: [{ layer: 1, rule: 'stdwi' }] }],
        },
        'arms.0.layerRules (Rules of layers of FA): Weights are inferred between pairs of neurons',
      ],
      [{ arms: [{ rule: 'bp', layerRules: [{ layer: 1, rule: 'telepathy' }] }] }, 'arms.0.layerRules.0.rule'],
      [
        { arms: [{ rule: 'fa', painted: [{ layer: 2, at: 640, value: 1 }] }] },
        'arms.0.painted (Painted entries of FA): entry 640 of layer 2 does not exist; there are 640, from 0',
      ],
      [
        { arms: [{ rule: 'bp', painted: [{ layer: 2, at: 0, value: 1 }] }] },
        'arms.0.painted (Painted entries of BP): layer 2 has no feedback weights to paint',
      ],
      [
        { arms: [{ rule: 'fa', learningRate: 0 }] },
        'arms.0.learningRate (Learning rate of FA): should be from',
      ],
      [{ arms: [{ rule: 'fa' }, { rule: 'bp', slot: 0 }] }, 'arms: two have the same slot'],
      [{ target: 'neither' }, 'target'],
      [{ __proto__: null, constructor: 1 }, 'constructor: there is no such setting'],
    ] as const) {
      expect(problemOf(json), JSON.stringify(json)).toContain(problem);
    }
  });
});

describe('a link', () => {
  it('is read like the address bar, whole or from its # on', () => {
    const spec = { ...DEFAULT_SPEC, seed: 7 };
    const hash = new URLSearchParams(encodeSpec(spec, 'digits')).toString();
    for (const link of [
      `https://lab.example/page/#${hash}`,
      `http://localhost:5173/?x=1#${hash}`,
      `#${hash}`,
      hash,
    ]) {
      expect(isLink(link), link).toBe(true);
      expect(readLink(link)).toEqual({ spec });
    }
    expect(isLink('specs/akrout-2019-mnist.json')).toBe(false);
    expect(isLink('/tmp/a=b.json')).toBe(false);
  });

  it('with something unusable is a problem, not a guess', () => {
    expect(readLink('#v=1&lr=fast')).toEqual({ problem: 'Learning rate is not a number.' });
  });
});

describe('the spec files', () => {
  it('say everything that they leave no default for', () => {
    const everything: ExperimentSpec = {
      ...DEFAULT_SPEC,
      schedule: { id: 'cosine', warmup: 0.5, every: 3, factor: 0.3 },
      rateMode: 'perRule',
      arms: [
        {
          slot: 2,
          rule: 'wm',
          params: ruleParams({ mirrorNoise: 1, mirrorSum: 1, blockProbability: 0.25, rank: 3 }),
          layerRules: [{ layer: 1, rule: 'frsf' }],
          painted: [{ layer: 2, at: 639, value: -1 }],
          learningRate: 0.05,
        },
      ],
    };
    // An arm whose only hidden layer has another rule has no use for a rank.
    expect(problemOf(specJson(everything))).toContain('Rank of WM');
    const { params, ...arm } = everything.arms[0] ?? createArm(0, 'wm');
    const spec = { ...everything, arms: [{ ...arm, params: { ...params, rank: 0 } }] };
    expect(specOf(specJson(spec))).toEqual(spec);
    expect(specJson(spec).arms[0]).toEqual({
      slot: 2,
      rule: 'wm',
      params: { mirrorNoise: 1, mirrorSum: 1, blockProbability: 0.25 },
      layerRules: [{ layer: 1, rule: 'frsf' }],
      painted: [{ layer: 2, at: 639, value: -1 }],
      learningRate: 0.05,
    });
    expect(specJson(DEFAULT_SPEC).arms).toEqual([
      { slot: 0, rule: 'bp' },
      { slot: 1, rule: 'fa' },
    ]);
  });

  it('can all be read', () => {
    const names = readdirSync(SPECS).filter((name) => name.endsWith('.json'));
    expect(names).toContain('akrout-2019-mnist.json');
    for (const name of names) {
      expect(readSpecJson(readFileSync(path.join(SPECS, name), 'utf8')), name).toHaveProperty('spec');
    }
  });
});
