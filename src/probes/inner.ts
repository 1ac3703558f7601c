/**
 * A rule's inner life: numbers and curves that it tells of the step that a batch would be, read outside of training.
 * What they are, the rule says: reconstruction error, goodness, the energy while it settles, apical potentials.
 */
import { openBatch } from '../engine/train-step';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

export const inner: Probe<'inner'> = {
  id: 'inner',
  async read({ setup, state, batch }) {
    const { rule } = setup;
    if (!rule.innerOf) return { scalars: [], curves: [] };
    let told: ReturnType<typeof rule.innerOf> = { scalars: [], curves: [] };
    const values = await readLayers(() => {
      told = rule.innerOf?.(openBatch(setup, state, batch), state.ruleState) ?? told;
      return [...told.scalars.map(({ value }) => value), ...told.curves.map((curve) => curve.values)];
    });
    const { scalars, curves } = told;
    return {
      scalars: scalars.map(({ name, layer }, index) => ({
        name,
        layer,
        value: values[index]?.[0] ?? Number.NaN,
      })),
      curves: curves.map(({ name }, index) => ({
        name,
        values: Float32Array.from(values[scalars.length + index] ?? []),
      })),
    };
  },
};
