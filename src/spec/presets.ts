/**
 * Named experiments: the default page and the starting points of the menu.
 * A link names its preset and carries only what differs from it.
 */
import { PRESET_GROUPS, type Preset, type PresetGroup, type PresetId } from './preset';
import { ABLATION_PRESETS } from './presets-ablations';
import { CARRIER_PRESETS } from './presets-carriers';
import { LOCAL_PRESETS } from './presets-local';
import { PAPER_PRESETS } from './presets-papers';
import { PROJECT_PRESETS } from './presets-projects';
import { STARTING_PRESETS } from './presets-start';

export { createArm, DEFAULT_SPEC } from './default-spec';
export { CHART_IDS, type ChartId, type Preset, type PresetId } from './preset';

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  ...STARTING_PRESETS,
  ...CARRIER_PRESETS,
  ...LOCAL_PRESETS,
  ...PAPER_PRESETS,
  ...ABLATION_PRESETS,
  ...PROJECT_PRESETS,
};

/** The presets of each heading, in the menu's order. */
export const PRESETS_BY_GROUP: readonly { readonly group: PresetGroup; readonly ids: readonly PresetId[] }[] =
  PRESET_GROUPS.map((group) => ({
    group,
    ids: Object.values(PRESETS)
      .filter((preset) => preset.group === group)
      .map(({ id }) => id),
  }));

export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];
