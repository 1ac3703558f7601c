import { changesNeedingReset } from '../../spec/diff';
import { PRESETS, type PresetId } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { reset } from '../../store/run';
import { useRun } from '../../store/run-state';
import { SHARED_VIEW_DEFAULTS, useView } from '../../store/view';

/** Opens a preset as if its link had been followed: its experiment, its view, at step 0. */
export function openPreset(id: PresetId): void {
  const { arms } = PRESETS[id].spec;
  const focus = arms.some(({ slot }) => slot === SHARED_VIEW_DEFAULTS.focus)
    ? SHARED_VIEW_DEFAULTS.focus
    : (arms[0]?.slot ?? SHARED_VIEW_DEFAULTS.focus);
  useView.getState().set({ ...SHARED_VIEW_DEFAULTS, focus });
  useExperiment.getState().loadPreset(id);
  restartIfRunning();
}

/** Puts every setting back to the preset's; what has run stays until the reset that it asks for. */
export function putAllBack(): void {
  useExperiment.getState().restoreAll();
}

function restartIfRunning(): void {
  const { liveStep, isPlaying, applied } = useRun.getState();
  const isOther = changesNeedingReset(applied, useExperiment.getState().spec).length > 0;
  if (isPlaying || liveStep > 0 || isOther) reset();
}
