import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleParams } from '../src/spec/rule-params';
import type { RuleId } from '../src/spec/spec';
import { belowText, estimateText } from './rule-table-cells';
import { estimateOf } from './rule-table-costs';
import { readmeWith } from './rule-table-readme';
import type { Row, RuleTable } from './rule-table-run';
import { PLACES, type Units } from './rule-table-settings';
import { tableMarkdown } from './rule-table-text';

const [place] = PLACES;
if (!place) throw new Error('there is no table');

const row = (rule: RuleId, units: Units, accuracyPercent: number): Row => ({
  rule,
  units,
  status: 'finished',
  accuracyPercent,
  testLoss: 0.25,
  updateAngleDeg: [46.6, null, 0],
  settledAngleDeg: null,
  stepsOfBp: 1.26,
  estimate: [1, 1],
});

const table: RuleTable = {
  place,
  epochs: 5,
  data: '',
  controls: [
    row('bp', 'tanh', 95),
    row('readout', 'tanh', 84),
    row('bp', 'relu', 96),
    row('readout', 'relu', 74),
  ],
  rows: [row('fa', 'tanh', 94), row('wta', 'relu', 80), row('hebb', 'relu', 40)],
  refusals: [],
};

describe('the table of rules', () => {
  it('holds a rule against BP and the last layer alone with the same units', () => {
    const lines = tableMarkdown(table).split('\n');
    expect(lines[2]).toMatch(
      /^\| FA \| tanh \| 94\.0 \| 95\.0 \| 84\.0 \| 0\.250 \| 47° – 0° \| 1\.3 × \| 1 × \| 97\.8/,
    );
    expect(lines[3]).toMatch(/^\| WTA \| relu \| 80\.0 \| 96\.0 \| 74\.0 \|/);
  });

  it('names what the last layer alone does as well', () => {
    expect(belowText(table)).toBe(
      'No better than the last layer alone with the same units: Hebb. Better than that, but no better than the last layer alone with the units that suit it best (84.0 %): WTA.',
    );
  });

  it('goes between its marks in the README and nowhere else', () => {
    const readme = readFileSync('README.md', 'utf8');
    const written = readmeWith(readme, [table]);
    expect(written).toContain('| Hebb · Plain Hebbian learning (relu) | 40.0 ▾ | 47° – 0° | 1.3 × | 1 × |');
    expect(written).not.toContain('| WTA · Winner takes all (relu) | 80.0 ▾ ');
    expect(written).toContain('that suit it best: MNIST (84.0): WTA.');
    expect(readmeWith(written, [table])).toBe(written);
    const around = (text: string) =>
      text.split(/<!-- Written by npm run table: start -->[\s\S]*?<!-- end -->/);
    expect(around(written)).toEqual(around(readme));
    expect(() => readmeWith('no marks', [table])).toThrow('no <!-- Written');
  });
});

describe('estimates of cost', () => {
  it('count tries, both ways, and steps of inference', () => {
    expect(estimateOf('nodePerturbation', ruleParams({ perturbationTries: 4 }))).toEqual([8, 8]);
    expect(
      estimateOf('weightPerturbation', ruleParams({ perturbationTries: 4, perturbationPaired: 0 })),
    ).toEqual([4, 4]);
    expect(estimateOf('pc', ruleParams({ inferenceSteps: 10 }))).toEqual([7, 7]);
  });

  it('are said as ranges where they are', () => {
    expect(estimateText(estimateOf('ep', ruleParams()))).toBe('15–35 ×');
    expect(estimateText(estimateOf('stdwi', ruleParams()))).toBe('simulation');
  });
});
