import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, normals, onBackends } from '../../test/on-backends';
import { forward, inputOf } from './forward';
import { buildNetwork, ofLayer } from './network';
import { disposeAll, inScope } from './scope';

const NETWORK = buildNetwork({
  input: [2],
  layers: [
    { kind: 'dense', units: 2, activation: 'relu' },
    { kind: 'dense', units: 1, activation: 'tanh' },
  ],
});

onBackends('forward pass', () => {
  test('a = hW + b and h = φ(a), layer by layer', async () => {
    const params = {
      W: [
        tensor2d([
          [1, -1],
          [2, 0.5],
        ]),
        tensor2d([[0.1], [7]]),
      ],
      b: [tensor1d([0.5, 0]), tensor1d([-0.25])],
      norms: [],
    };
    const x = tensor2d([
      [1, 1],
      [-3, 1],
    ]);
    const trace = inScope(() => forward(NETWORK, params, x));
    const { a, h } = trace;
    expectNumbers(await ofLayer(a, 1).data(), [3.5, -0.5, -0.5, 3.5]);
    expectNumbers(await ofLayer(h, 1).data(), [3.5, 0, 0, 3.5]);
    expectNumbers(await ofLayer(a, 2).data(), [0.1, 24.25], 5);
    expectNumbers(await ofLayer(h, 2).data(), [Math.tanh(0.1), 1]);
    expect(inputOf(trace, 1)).toBe(x);
    expect(inputOf(trace, 2)).toBe(ofLayer(h, 1));
    disposeAll([params, x, a, h]);
  });

  test('rows of the wrong length are refused', () => {
    const x = normals(32, 3, 1);
    expect(() => forward(NETWORK, { W: [], b: [], norms: [] }, x)).toThrow(
      'forward: layer 1 expects [*, 2], got [32, 3]',
    );
    x.dispose();
  });
});
