/**
 * RDMs at the moment shown: which snapshot, which groups of stimuli, which colour scale, and what a panel says in words.
 */
import { percentileScale, rawRange, sharedMax, type ValueScale } from '../../charts/colour';
import type { Slot } from '../../spec/spec';
import { type RdmSummary, summariseRdm } from '../../store/rdm-summary';
import { useRun } from '../../store/run-state';
import { type Snapshot, snapshotNear } from '../../store/series';
import { useView } from '../../store/view';
import { viewStepNow } from '../use-view-step';

/** Class of each probe stimulus, or null without classes. `[count]` */
export function probeLabels(): Uint8Array | null {
  const { dataset, probeRows } = useRun.getState();
  const labels = dataset?.test.labels;
  return labels ? Uint8Array.from(probeRows, (row) => labels[row] ?? 0) : null;
}

/** Stimuli per class in order; one group without classes. */
export function probeGroups(): number[] {
  const labels = probeLabels();
  const count = useRun.getState().probeRows.length;
  if (!labels) return [count];
  const groups: number[] = [];
  labels.forEach((label, index) => {
    if (index > 0 && labels[index - 1] === label) groups[groups.length - 1] = (groups.at(-1) ?? 0) + 1;
    else groups.push(1);
  });
  return groups;
}

/** Name of the class of each group. */
export function groupNames(): string[] {
  const { dataset } = useRun.getState();
  const labels = probeLabels();
  if (!labels || !dataset) return [];
  return [...new Set(labels)].map((label) => dataset.classNames[label] ?? String(label));
}

/** The first stimulus of each group, as a row of the test split. */
export function groupRows(): number[] {
  const { probeRows } = useRun.getState();
  let first = 0;
  return probeGroups().map((size) => {
    const row = probeRows[first] ?? 0;
    first += size;
    return row;
  });
}

/** What an arm looked like at the moment shown; undefined before its first measurement. */
export function shownSnapshot(slot: Slot): Snapshot | undefined {
  return snapshotNear(slot, viewStepNow());
}

/** Upper triangle of an arm's RDM of a layer (from 1) at the moment shown, or null. */
export function shownTriangle(slot: Slot, layer: number): Float32Array | null {
  const triangle = shownSnapshot(slot)?.rdms[layer - 1];
  return triangle && triangle.length > 0 ? triangle : null;
}

let highest = 1;
let highestAt = -1;
let measured = new WeakSet<Float32Array>();

/** The maximum shared by all panels and steps: it grows with what has been shown and starts afresh after a reset. */
export function sharedMaximum(panels: readonly Float32Array[]): number {
  const { liveStep } = useRun.getState();
  if (liveStep < highestAt) {
    highest = 1;
    measured = new WeakSet();
  }
  highestAt = liveStep;
  const unseen = panels.filter((panel) => !measured.has(panel));
  for (const panel of unseen) measured.add(panel);
  if (unseen.length > 0) highest = sharedMax(unseen, highest);
  return highest;
}

/** How the values of a panel become colours. `panels` are all that are on screen. */
export function panelScale(triangle: Float32Array, panels: readonly Float32Array[]): ValueScale {
  switch (useView.getState().rdmScale) {
    case 'shared':
      return { kind: 'linear', max: sharedMaximum(panels) };
    case 'panel':
      return { kind: 'linear', max: rawRange(triangle)?.[1] ?? 1 };
    case 'percentile':
      return percentileScale(triangle);
  }
}

const means = new WeakMap<Float32Array, RdmSummary>();

/** Summary of a panel of the running experiment, computed once per triangle. */
export function meansOf(triangle: Float32Array): RdmSummary {
  let found = means.get(triangle);
  if (!found) {
    found = summariseRdm(triangle, probeLabels(), useRun.getState().probeRows.length);
    means.set(triangle, found);
  }
  return found;
}
