import type { FilmModel } from '../../charts/film-frames';
import { useRun } from '../../store/run-state';
import { snapshotsOf } from '../../store/series';
import { useView } from '../../store/view';
import { timeAxis } from './line-model';
import { probeGroups, sharedMaximum } from './rdm-data';
import type { ArmView } from './use-arms';

/** The film strip of a layer at this moment: whole epochs only, or null where there is nothing to compare. */
export function filmModel(arms: readonly ArmView[], layer: number): FilmModel | null {
  const { stepsPerEpoch, liveStep, probeRows } = useRun.getState();
  if (probeRows.length < 3) return null;
  const rows = arms.map(({ slot, name: arm }) => ({
    slot,
    arm,
    frames: snapshotsOf(slot).flatMap(({ step, rdms }) => {
      const triangle = rdms[layer - 1];
      return step % stepsPerEpoch === 0 && triangle && triangle.length > 0 ? [{ step, triangle }] : [];
    }),
  }));
  const newest = rows.flatMap((row) => row.frames.slice(-1).map((frame) => frame.triangle));
  return {
    x: timeAxis(),
    rows,
    count: probeRows.length,
    groups: probeGroups(),
    scale: { kind: 'linear', max: sharedMaximum(newest) },
    playhead: useView.getState().playhead ?? liveStep,
  };
}
