/**
 * What a teacher moves in an apical dendrite keeps its digits on every backend: deep layers of Burstprop live on them.
 */
import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { disposeAll, inScope } from '../engine/scope';
import { sigmoidChange } from './dendrites';

const sigmoid = (v: number): number => 1 / (1 + Math.exp(-v));
const exactly = (x: number, d: number): number => Math.expm1(d) * sigmoid(x) * (1 / (1 + Math.exp(x + d)));

onBackends('changes of a sigmoid', () => {
  test.each([1e-7, 1e-5, 1e-3, 0.1, 0.7, 1, 1.2, 3, 30])('by up to %d', async (size) => {
    const xs = [-5, -2, -0.3, 0, 0.1, 1, 2.5, 5];
    const ds = xs.map((_, at) => size * (at % 2 === 0 ? 1 : -0.6));
    const [x, d] = [tensor1d(xs), tensor1d(ds)];
    const change = inScope(() => sigmoidChange(x, d));
    const [found, moves] = [await change.data(), await d.data()];
    for (const [at, value] of xs.entries()) {
      const [single] = new Float32Array([value]);
      const expected = exactly(single ?? 0, moves[at] ?? 0);
      const difference = Math.abs((found[at] ?? Number.NaN) - expected);
      // What a product of hyperbolic tangents leaves of a saturated unit counts in the rate itself.
      expect(difference, `at ${value}`).toBeLessThan(3e-5 * Math.abs(expected) + (size < 1 ? 0 : 3e-8));
    }
    disposeAll([x, d, change]);
  });
});
