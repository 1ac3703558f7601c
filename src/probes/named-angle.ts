/**
 * Angles that a rule names: a matrix of its own against what it should come to be, over all entries.
 *   ∠(Q_l, W_lᵀ), ∠(Q_l, W_l⁺), ∠(W^PI_l, W_l) …; which and of what, the rule says
 * Where an inverse is asked for it is the pseudo-inverse, in double precision.
 */
import { angleDeg } from '../math/angle';
import { pseudoInverse } from '../math/pseudo-inverse';
import type { Probe } from './probe';
import { readLayers } from './read-layers';

/** A matrix with a smaller side above this is not inverted: it would take seconds. */
const MOST_INVERTED = 512;

export const namedAngle: Probe<'namedAngle'> = {
  id: 'namedAngle',
  async read({ setup: { rule }, state: { params, ruleState } }) {
    if (!rule.anglesOf) return [];
    let named: ReturnType<typeof rule.anglesOf> = [];
    const values = await readLayers(() => {
      named = rule.anglesOf?.(ruleState, params) ?? [];
      return named.flatMap(({ matrix, against }) => [matrix, against]);
    });
    return named.map(({ name, layer, against, isInverted = false }, index) => {
      const [own = [], other = []] = values.slice(2 * index, 2 * index + 2);
      const goal = isInverted ? inverseOf(against.shape, other) : other;
      const angle = goal === null ? Number.NaN : angleDeg(own, goal);
      return { name, layer, angleDeg: Number.isNaN(angle) ? null : angle };
    });
  },
};

function inverseOf(
  [rows = 0, columns = 0]: readonly number[],
  values: ArrayLike<number>,
): Float64Array | null {
  return Math.min(rows, columns) > MOST_INVERTED ? null : pseudoInverse({ rows, columns, values });
}
