/**
 * Rules whose steps draw random numbers, or whose golden cases nobody has: the same step on every backend.
 */
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, distance, feedbackOf, modelOf, start, train, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll } from '../engine/scope';
import type { RuleChoice } from '../spec/spec';

const CHOICES: Readonly<Record<string, RuleChoice>> = {
  brsf: choose('brsf', { blockProbability: 0.5, blockMode: 2, blockPer: 2 }),
  wm: choose('wm', { mirrorBias: 1, sparsity: 0.2 }),
  signAgreement: choose('signAgreement', { gradientClip: 0.1, normConstraint: 2 }),
  dial: choose('dial', { dialAngle: 60, rank: 2, normConstraint: 1 }),
  mixed: choose('kp', { feedbackDecay: 0.1 }, { layerRules: [{ layer: 1, rule: 'dfa' }] }),
};

/** What the first backend, plain JavaScript, found. */
const found = new Map<string, readonly Float32Array[]>();

onBackends('one step', () => {
  for (const [name, choice] of Object.entries(CHOICES)) {
    test(`${name} moves weights and feedback alike everywhere`, async () => {
      const run = start(modelOf(denseSpec([5, 7, 6, 3], ['tanh', 'sigmoid', 'linear'])), choice);
      const before = await weightsOf(run, 1);
      train(run, 1, () => ({ x: normals(6, 5, 1), y: labels(6, 3, 2) }), 1);
      const after = [await weightsOf(run, 1), await weightsOf(run, 2), await feedbackOf(run, 3)];
      expect(distance(after[0] ?? [], before)).toBeGreaterThan(1e-3);
      // Sines and logarithms of graphics cards are a little rougher.
      for (const [index, values] of (found.get(name) ?? after).entries()) {
        expect(distance(after[index] ?? [], values)).toBeLessThan(1e-4);
      }
      if (!found.has(name)) found.set(name, after);
      disposeAll(run.state);
    });
  }
});
