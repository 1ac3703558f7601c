/**
 * The table of rules as the README shows it, between two marks that the command finds again.
 */
import type { RuleId } from '../src/spec/spec';
import {
  accuracyText,
  anglesOf,
  betweenOf,
  controlOf,
  estimateText,
  fullNameOf,
  isBelow,
  listOf,
  publishedText,
} from './rule-table-cells';
import type { Row, RuleTable } from './rule-table-run';
import { EPOCHS, type PlaceId, UNITS } from './rule-table-settings';

const START = '<!-- Written by npm run table: start -->';
const END = '<!-- end -->';

/** The README with its table written anew. Throws where the marks are missing. */
export function readmeWith(readme: string, tables: readonly RuleTable[]): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END, start);
  if (start < 0 || end < 0) throw new Error(`readmeWith: no ${START} … ${END} in the README`);
  return `${readme.slice(0, start + START.length)}\n${readmeTable(tables)}\n${readme.slice(end)}`;
}

const HEADINGS: Readonly<Record<PlaceId, string>> = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  cnn: 'convolutions',
};

function readmeTable(tables: readonly RuleTable[]): string {
  const [first] = tables;
  if (!first) throw new Error('readmeTable: no table');
  const controls = (['bp', 'readout'] as const).flatMap((rule) =>
    UNITS.map((units) => {
      const cells = tables.map((table) => accuracyText(controlOf(table.controls, units, rule)));
      const published = units === 'tanh' ? shortened(publishedText('mnist', rule)) : '';
      return `| **${fullNameOf(rule)}** (${units}) | ${cells.join(' | ')} | | | | ${published} |`;
    }),
  );
  const lines = first.rows.map((row) => {
    const cells = tables.map((table) => cellOf(table, row.rule));
    return `| ${fullNameOf(row.rule)} (${row.units}) | ${cells.join(' | ')} | ${anglesOf(row)} | ${row.stepsOfBp.toFixed(1)} × | ${estimateText(row.estimate)} | ${shortened(publishedText('mnist', row.rule))} |`;
  });
  return [
    `| ${EPOCHS} epochs | ${tables.map(({ place }) => HEADINGS[place.id]).join(' | ')} | update angles | time | estimate | published |`,
    `|---|${tables.map(() => '--:|').join('')}---|--:|--:|---|`,
    ...controls,
    ...lines,
    '',
    betweenText(tables),
  ].join('\n');
}

/** Accuracy, marked where the last layer alone does as well. */
function cellOf(table: RuleTable, rule: RuleId): string {
  const row = table.rows.find((one: Row) => one.rule === rule);
  if (!row) return '–';
  return isBelow(table, row) ? `${accuracyText(row)} ▾` : accuracyText(row);
}

/** Without what a source says of its network, which docs/rules.md has. */
const shortened = (text: string): string =>
  text.replace(/, code’s (log|demonstration|documentation): [^)]*/, '');

/** Units are part of what a rule comes with; where the last layer alone does better with others, that is said. */
function betweenText(tables: readonly RuleTable[]): string {
  const places = tables.flatMap((table) => {
    const { best, rows } = betweenOf(table);
    return rows.length === 0 ? [] : [`${HEADINGS[table.place.id]} (${best}): ${listOf(rows)}`];
  });
  return `Better than that, but not than the last layer alone with the units that suit it best: ${places.join('; ') || 'none'}.`;
}
