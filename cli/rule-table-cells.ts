/**
 * What docs/rules.md and the README say of a row in the same words.
 */
import { RULE_CATALOGUE } from '../src/spec/rule-catalogue';
import type { RuleId } from '../src/spec/spec';
import type { CostEstimate } from './rule-table-costs';
import { PUBLISHED } from './rule-table-published';
import { anglesText, type Row, type RuleTable } from './rule-table-run';
import type { Units } from './rule-table-settings';

export const nameOf = (rule: RuleId): string => RULE_CATALOGUE[rule].short;

/** "NP · Node perturbation"; "SoftHebb". */
export function fullNameOf(rule: RuleId): string {
  const { short, name } = RULE_CATALOGUE[rule];
  return name === short ? short : `${short} · ${name}`;
}

/** BP or the last layer alone with such units. */
export const controlOf = (controls: readonly Row[], units: Units, rule: RuleId): Row | undefined =>
  controls.find((row) => row.rule === rule && row.units === units);

export function accuracyText(row: Row | undefined): string {
  if (!row) return '–';
  return row.status === 'diverged' ? 'diverged' : row.accuracyPercent.toFixed(1);
}

export const lossText = ({ testLoss }: Row): string =>
  Number.isFinite(testLoss) ? testLoss.toFixed(3) : '–';

export const anglesOf = ({ updateAngleDeg, settledAngleDeg }: Row): string =>
  settledAngleDeg
    ? `${anglesText(updateAngleDeg)}; settled ${anglesText(settledAngleDeg)}`
    : anglesText(updateAngleDeg);

/** "15–35 ×", or that it is a simulation. */
export function estimateText(estimate: CostEstimate): string {
  if (estimate === null) return 'simulation';
  const [from, to] = estimate;
  return from === to ? `${from} ×` : `${from}–${to} ×`;
}

/** With its source; italic where it is remembered; empty where there is none. */
export function publishedText(place: string, rule: RuleId): string {
  const published = PUBLISHED[rule]?.[place];
  if (!published) return '';
  const { figure, source, isRead } = published;
  return isRead ? `${figure} (${source})` : `*about ${figure} (${source})*`;
}

/** Whether a rule does no better than the last layer alone with the same units. */
export function isBelow({ controls }: RuleTable, row: Row): boolean {
  const control = controlOf(controls, row.units, 'readout');
  return control !== undefined && !(row.accuracyPercent > control.accuracyPercent);
}

/** Rules that beat the last layer alone with their own units, but not with those that suit it best. */
export function betweenOf(table: RuleTable): { readonly best: string; readonly rows: readonly Row[] } {
  const lastLayers = table.controls.filter(({ rule }) => rule === 'readout');
  const best = Math.max(...lastLayers.map(({ accuracyPercent }) => accuracyPercent));
  const rows = table.rows.filter((row) => !isBelow(table, row) && !(row.accuracyPercent > best));
  return { best: best.toFixed(1), rows };
}

/** Which rules do no better than the last layer alone: of their own units, and of those with which it does best. */
export function belowText(table: RuleTable): string {
  const { best, rows } = betweenOf(table);
  const below = table.rows.filter((row) => isBelow(table, row));
  const more =
    rows.length === 0
      ? ''
      : ` Better than that, but no better than the last layer alone with the units that suit it best (${best} %): ${listOf(rows)}.`;
  return `No better than the last layer alone with the same units: ${listOf(below)}.${more}`;
}

/** Names with commas between, or "none". */
export const listOf = (rows: readonly Row[]): string =>
  rows.map(({ rule }) => nameOf(rule)).join(', ') || 'none';
