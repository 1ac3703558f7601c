import { clone, onesLike, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import type { Activation } from '../spec/spec';
import { ACTIVATIONS } from './activations';
import { inScope } from './scope';

const POINTS = [-30, -2, -0.5, -0.001, 0, 0.001, 0.5, 2, 30];

const sigma = (a: number): number => 1 / (1 + Math.exp(-a));
const EXPECTED: Readonly<Record<Activation, readonly [(a: number) => number, (a: number) => number]>> = {
  linear: [(a) => a, () => 1],
  relu: [(a) => Math.max(a, 0), (a) => (a > 0 ? 1 : 0)],
  tanh: [Math.tanh, (a) => 1 / Math.cosh(a) ** 2],
  sigmoid: [sigma, (a) => sigma(a) * sigma(-a)],
};

onBackends('activations', () => {
  for (const [id, [phi, derivative]] of Object.entries(EXPECTED)) {
    test(`${id} and its derivative`, async () => {
      const a = tensor1d(POINTS);
      const { h, slope } = inScope(() => {
        const activation = ACTIVATIONS[id as Activation];
        const output = clone(activation.apply(a));
        return { h: output, slope: clone(activation.passBack(onesLike(a), a, output)) };
      });
      const [values, slopes] = [await h.data(), await slope.data()];
      for (const [index, point] of POINTS.entries()) {
        expect(values[index], `φ(${point})`).toBeCloseTo(phi(point), 6);
        expect(slopes[index], `φ′(${point})`).toBeCloseTo(derivative(point), 6);
      }
      for (const tensor of [a, h, slope]) tensor.dispose();
    });
  }
});
