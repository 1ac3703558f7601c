import { expect, test } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/presets';
import type { ExperimentSpec } from '../../spec/spec';
import { bottleneckLayer, codeCell, codeMatrix } from './bottleneck';

const withUnits = (...units: number[]): ExperimentSpec => ({
  ...DEFAULT_SPEC,
  target: 'input',
  loss: 'mse',
  network: {
    ...DEFAULT_SPEC.network,
    hidden: units.map((count) => ({ kind: 'dense', units: count, activation: 'tanh' })),
  },
});
const digits = { inputShape: [28, 28, 1], outputs: 10, classNames: [] };

test('the bottleneck is the first of the narrowest hidden layers', () => {
  expect(bottleneckLayer(withUnits(128, 50, 128), digits)).toBe(2);
  expect(bottleneckLayer(withUnits(50, 50), digits)).toBe(1);
  expect(bottleneckLayer(withUnits(), digits)).toBeNull();
});

test('fifty units are ten by five, three pixels each in 38', () => {
  const matrix = codeMatrix(
    Float32Array.from({ length: 50 }, (_, at) => at),
    1,
  );
  expect([matrix.columns, matrix.rows, matrix.valueAt(4, 9)]).toEqual([10, 5, 49]);
  expect(codeCell(10, 38, 1)).toEqual({ width: 3, height: 3 });
  expect(codeMatrix(Float32Array.of(1, 2, 3), 1).valueAt(1, 1)).toBeUndefined();
});
