import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSpec } from '../src/spec/codec';
import { DEFAULT_SPEC } from '../src/spec/presets';
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

describe('an experiment as JSON', () => {
  it('is laid over the default one', () => {
    expect(specOf({})).toEqual(DEFAULT_SPEC);
    expect(specOf(DEFAULT_SPEC)).toEqual(DEFAULT_SPEC);
    const spec = specOf({
      optimiser: { learningRate: 0.2 },
      network: { hidden: [{ kind: 'dense', units: 5, activation: 'relu' }] },
      arms: ['dfa', { rule: 'fa', params: { feedbackScale: 3, channelBroadcast: 0 } }],
    });
    expect(spec.optimiser).toEqual({ ...DEFAULT_SPEC.optimiser, learningRate: 0.2 });
    expect(spec.network).toEqual({
      ...DEFAULT_SPEC.network,
      hidden: [{ kind: 'dense', units: 5, activation: 'relu' }],
    });
    expect(spec.arms).toEqual([
      { slot: 0, rule: 'dfa', params: { feedbackScale: 1, channelBroadcast: 0 }, learningRate: null },
      { slot: 1, rule: 'fa', params: { feedbackScale: 3, channelBroadcast: 0 }, learningRate: null },
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
      [{ arms: ['hebb'] }, 'arms.0.rule'],
      [
        { arms: [{ rule: 'fa', params: { feedbackScale: 0, channelBroadcast: 0 } }] },
        'arms.0.params.feedbackScale',
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
  it('can all be read', () => {
    const names = readdirSync(SPECS).filter((name) => name.endsWith('.json'));
    expect(names).toContain('akrout-2019-mnist.json');
    for (const name of names) {
      expect(readSpecJson(readFileSync(path.join(SPECS, name), 'utf8')), name).toHaveProperty('spec');
    }
  });
});
