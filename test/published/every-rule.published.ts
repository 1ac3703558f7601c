/**
 * Every rule on MNIST, on the experiments of specs/rules/mnist, one seed: it does better than the last layer alone on the same
 * network wherever it is known to, and what is driven by errors goes downhill in every layer.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { type RuleTable, tableOf } from '../../cli/rule-table-run';
import { PLACES, RULE_SETTINGS } from '../../cli/rule-table-settings';
import type { RuleId } from '../../src/spec/spec';
import { folderWith } from './published-data';
import { dataOf, startWasm } from './published-runs';

/**
 * Rules that nobody expects to beat random features: all units of plain Hebb and of Oja's rule find the same direction, and
 * weight perturbation has one number for every unknown.
 */
const NOT_EXPECTED: readonly RuleId[] = ['hebb', 'oja', 'weightPerturbation'];

/** Rules without an error, or with aims of each layer's own: their angle to the gradient says nothing. */
const NOT_ERROR_DRIVEN: readonly RuleId[] = [
  ...NOT_EXPECTED,
  'hpca',
  'wta',
  'softWta',
  'softHebb',
  'similarityMatching',
  'nonNegativeSm',
  'forwardForward',
];

describe.runIf(folderWith('mnist') !== null)('every rule on MNIST', () => {
  let table: RuleTable;
  beforeAll(async () => {
    await startWasm();
    const [place] = PLACES;
    if (!place) throw new Error('there is no table');
    table = await tableOf(place, { load: dataOf, say: (line) => console.log(line) });
  }, 3_600_000);

  const rowOf = (rule: RuleId) => {
    const row = table.rows.find((one) => one.rule === rule);
    if (!row) throw new Error(`no row of ${rule}`);
    // Under sigmoids and the squared error the last layer alone is slow to start: the best of all three there.
    const lastLayers = table.controls.filter(
      ({ rule: id, units }) => id === 'readout' && (row.units === 'sigmoid' || units === row.units),
    );
    return { row, lastLayerPercent: Math.max(...lastLayers.map(({ accuracyPercent }) => accuracyPercent)) };
  };
  const rules = Object.keys(RULE_SETTINGS) as RuleId[];

  test.each(rules.filter((rule) => !NOT_EXPECTED.includes(rule)))('%s beats the last layer alone', (rule) => {
    const { row, lastLayerPercent } = rowOf(rule);
    expect(row.status).toBe('finished');
    expect(row.accuracyPercent).toBeGreaterThan(lastLayerPercent);
  });

  test.each(rules.filter((rule) => !NOT_ERROR_DRIVEN.includes(rule)))('%s goes downhill', (rule) => {
    const { updateAngleDeg, settledAngleDeg } = rowOf(rule).row;
    // Equilibrium propagation goes down the settled loss, not that of a forward pass.
    for (const angle of settledAngleDeg ?? updateAngleDeg) expect(angle ?? Number.NaN).toBeLessThan(90);
  });

  test.each(['hebb', 'oja'] as const)('%s does not beat BP', (rule) => {
    const { row } = rowOf(rule);
    const exact = table.controls.find((one) => one.rule === 'bp' && one.units === row.units);
    expect(row.accuracyPercent).toBeLessThan(exact?.accuracyPercent ?? Number.NaN);
  });
});
