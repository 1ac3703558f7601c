/**
 * A run as JSON: everything needed to draw its figures again, or to run it again.
 */
import { changesNeedingReset } from '../spec/diff';
import { SLOTS } from '../spec/spec';
import type { SeriesKey } from '../worker/protocol';
import { useExperiment } from './experiment';
import { currentLink } from './link';
import { useRun } from './run-state';
import { columnOf, curvesOf, seriesKeysOf, snapshotsOf } from './series';

/** Versions that decide the numbers; filled in by the build. */
export const VERSIONS = { lab: __LAB_VERSION__, tfjs: __TFJS_VERSION__ } as const;

/** NaN has no JSON: undefined dissimilarities are written as null. */
const finite = (values: Iterable<number>): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? value : null));

/**
 * The run of every arm: spec, link, versions, backend, series (steps and values, units as in the charts), rule changes
 * the last RDMs (1 − Pearson, upper triangle row-major, null where undefined), and the last curves of the rule's phases.
 */
export function exportRunJson(): string {
  const { applied, backend, arms, dataset, probeRows, stepsPerEpoch } = useRun.getState();
  return JSON.stringify(
    {
      schema: 'learning-rules-lab-run/1',
      spec: applied,
      link: currentLink(),
      hasUnappliedChanges: changesNeedingReset(applied, useExperiment.getState().spec).length > 0,
      versions: VERSIONS,
      backend,
      dataset: dataset && { name: dataset.name, train: dataset.train.count, test: dataset.test.count },
      stepsPerEpoch,
      probeRows: [...probeRows],
      arms: SLOTS.flatMap((slot) => {
        const arm = arms[slot];
        if (!arm) return [];
        const series = seriesKeysOf(slot).map((key) => {
          const column = columnOf(slot, key as SeriesKey);
          const length = column?.length ?? 0;
          const step = [...(column?.step.subarray(0, length) ?? [])];
          return [key, { step, value: finite(column?.value.subarray(0, length) ?? []) }];
        });
        const last = snapshotsOf(slot).at(-1);
        const told = curvesOf(slot);
        return [
          {
            slot,
            rule: arm.rule,
            step: arm.step,
            status: arm.status,
            tensors: arm.tensors,
            learningRate: arm.learningRate,
            ruleChanges: arm.marks,
            series: Object.fromEntries(series),
            curves: told && {
              step: told.step,
              values: Object.fromEntries(told.curves.map(({ name, values }) => [name, finite(values)])),
            },
            rdms: last && { step: last.step, layers: last.rdms.map(finite) },
          },
        ];
      }),
    },
    null,
    1,
  );
}
