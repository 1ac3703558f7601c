import { RULE_CATALOGUE } from '../../spec/catalogue';
import { exportRunJson } from '../../store/export';
import { useRun } from '../../store/run-state';
import { columnOf, seriesKeysOf } from '../../store/series';
import { downloadText, fileName } from '../download';
import { type CurveTable, curvesCsv } from './curves-csv';

type Key = Parameters<typeof columnOf>[1];

/** Downloads the run as JSON. */
export function saveRunJson(): void {
  downloadText(exportRunJson(), fileName('run', 'json'), 'application/json');
}

/** Downloads every curve of every arm as one CSV. */
export function saveCurvesCsv(): void {
  const { applied, arms, stepsPerEpoch } = useRun.getState();
  const curves = applied.arms.flatMap(({ slot, rule }): CurveTable[] =>
    seriesKeysOf(slot).flatMap((key) => {
      const column = columnOf(slot, key as Key);
      const short = RULE_CATALOGUE[arms[slot]?.rule ?? rule].short;
      return column ? [{ slot, arm: short, key, ...column }] : [];
    }),
  );
  downloadText(curvesCsv(curves, stepsPerEpoch), fileName('curves', 'csv'), 'text/csv');
}

export interface ExportAction {
  readonly name: string;
  readonly about: string;
  run(): void;
}

export const EXPORTS: readonly ExportAction[] = [
  { name: 'Run as JSON', about: 'Settings, versions, backend, all curves, last RDMs.', run: saveRunJson },
  { name: 'All curves as CSV', about: 'One row per arm, series and step.', run: saveCurvesCsv },
];
