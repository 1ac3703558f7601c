/**
 * The experiment as edited on the page. Every edit ends in a spec that can be run (spec/check.ts);
 * run.ts watches this store and applies what can be applied at once.
 */
import { create } from 'zustand';
import { type Issue, LAYERS_LABEL, repair } from '../spec/check';
import { expectedShape } from '../spec/dataset-shape';
import { type Change, changesBetween } from '../spec/diff';
import type { FieldKey, FieldValue } from '../spec/field';
import { FIELDS, setField } from '../spec/fields';
import { whyNoStack } from '../spec/layers';
import { createArm, PRESETS, type PresetId } from '../spec/presets';
import {
  type ArmSpec,
  type ExperimentSpec,
  type LayerSpec,
  type PaintedEntry,
  type RuleId,
  type RuleParamId,
  SLOTS,
  type Slot,
} from '../spec/spec';
import { type ArmMemory, changeRule } from './arm-memory';

export interface ExperimentState {
  readonly spec: ExperimentSpec;
  readonly presetId: PresetId;
  /** What a link contained that could not be used; shown until dismissed. */
  readonly linkIssues: readonly Issue[];
  /** Rules that gave way because an edit left nothing that they could do; shown until dismissed. */
  readonly ruleIssues: readonly Issue[];
  /** The hidden layers as they were before a change of the data left some of them out; they come back where they fit. */
  readonly layersBefore: readonly LayerSpec[] | null;
  /** What each arm was told under the rules that it had before. */
  readonly armsBefore: Readonly<Partial<Record<Slot, ArmMemory | undefined>>>;

  setField(key: FieldKey, value: FieldValue): void;
  /** Puts a field back to the preset's value. */
  restoreField(key: FieldKey): void;
  setLayers(hidden: readonly LayerSpec[]): void;
  addArm(rule: RuleId): void;
  duplicateArm(slot: Slot): void;
  removeArm(slot: Slot): void;
  setRule(slot: Slot, rule: RuleId): void;
  setArmParam(slot: Slot, param: RuleParamId, value: number): void;
  /** Another rule for a hidden layer (from 1); null takes the arm's own again. */
  setLayerRule(slot: Slot, layer: number, rule: RuleId | null): void;
  /** The feedback weights of the arm that are set by hand, in the order painted. */
  setPainted(slot: Slot, painted: readonly PaintedEntry[]): void;
  /** The arm's rule as it comes: every number at its default, no other rules, nothing painted, the common learning rate. */
  restoreArm(slot: Slot): void;
  /** null takes the common learning rate. */
  setArmRate(slot: Slot, learningRate: number | null): void;
  loadPreset(id: PresetId): void;
  /** Puts everything back to the preset. */
  restoreAll(): void;
  load(spec: ExperimentSpec, presetId: PresetId, issues: readonly Issue[]): void;
  dismissLinkIssues(): void;
  dismissRuleIssues(): void;
}

/** The experiment with one field set; layers that an earlier change left out come back as soon as they fit again. */
function withField(
  { spec, layersBefore }: Pick<ExperimentState, 'spec' | 'layersBefore'>,
  key: FieldKey,
  value: FieldValue,
): Pick<ExperimentState, 'spec' | 'layersBefore' | 'ruleIssues'> {
  const changed = setField(spec, key, value);
  const hidden = layersBefore ?? changed.network.hidden;
  const isWhole = whyNoStack(hidden, changed, expectedShape(changed.dataset)) === null;
  const wished = isWhole ? { ...changed, network: { ...changed.network, hidden } } : changed;
  const repaired = repair(wished);
  const hasLost = repaired.issues.some(({ label }) => label === LAYERS_LABEL);
  const before = hasLost ? (layersBefore ?? spec.network.hidden) : layersBefore;
  return {
    spec: repaired.spec,
    layersBefore: isWhole ? null : before,
    ruleIssues: repaired.issues.filter(({ ruleOf }) => ruleOf),
  };
}

const freeSlot = (arms: readonly ArmSpec[]): Slot | undefined =>
  SLOTS.find((slot) => !arms.some((arm) => arm.slot === slot));

const bySlot = (arms: readonly ArmSpec[]): ArmSpec[] => [...arms].sort((a, b) => a.slot - b.slot);

export const useExperiment = create<ExperimentState>((set, get) => {
  const edit = (change: (spec: ExperimentSpec) => ExperimentSpec): void =>
    set((state) => {
      const { spec, issues } = repair(change(state.spec));
      return { spec, ruleIssues: issues.filter(({ ruleOf }) => ruleOf) };
    });
  const editArm = (slot: Slot, change: (arm: ArmSpec) => ArmSpec): void =>
    edit((spec) => ({ ...spec, arms: spec.arms.map((arm) => (arm.slot === slot ? change(arm) : arm)) }));
  const insertArm = (make: (slot: Slot) => ArmSpec): void =>
    edit((spec) => {
      const slot = freeSlot(spec.arms);
      return slot === undefined ? spec : { ...spec, arms: bySlot([...spec.arms, make(slot)]) };
    });

  const forget = (slot: Slot): void =>
    set((state) => ({ armsBefore: { ...state.armsBefore, [slot]: undefined } }));
  /** Nothing of what was edited before comes back. */
  const forgetAll = { layersBefore: null, armsBefore: {}, ruleIssues: [] } as const;

  return {
    spec: PRESETS.digits.spec,
    presetId: 'digits',
    linkIssues: [],
    ruleIssues: [],
    layersBefore: null,
    armsBefore: {},

    setField: (key, value) => set((state) => withField(state, key, value)),
    restoreField: (key) =>
      set((state) => withField(state, key, FIELDS[key].get(PRESETS[state.presetId].spec))),
    setLayers: (hidden) => {
      edit((spec) => ({ ...spec, network: { ...spec.network, hidden } }));
      set({ layersBefore: null });
    },
    addArm: (rule) => insertArm((slot) => createArm(slot, rule)),
    duplicateArm: (slot) => {
      const source = get().spec.arms.find((arm) => arm.slot === slot);
      if (source) insertArm((free) => ({ ...source, slot: free }));
    },
    removeArm: (slot) => {
      forget(slot);
      edit((spec) =>
        spec.arms.length > 1 ? { ...spec, arms: spec.arms.filter((arm) => arm.slot !== slot) } : spec,
      );
    },
    setRule: (slot, rule) => {
      const before = get().spec.arms.find((arm) => arm.slot === slot);
      if (!before) return;
      const { arm, memory } = changeRule(before, rule, get().armsBefore[slot]);
      editArm(slot, () => arm);
      set((state) => ({ armsBefore: { ...state.armsBefore, [slot]: memory } }));
    },
    setArmParam: (slot, param, value) =>
      editArm(slot, (arm) => ({ ...arm, params: { ...arm.params, [param]: value } })),
    setLayerRule: (slot, layer, rule) =>
      editArm(slot, (arm) => {
        const others = arm.layerRules.filter((each) => each.layer !== layer);
        const added = rule === null ? others : [...others, { layer, rule }];
        return { ...arm, layerRules: added.sort((a, b) => a.layer - b.layer) };
      }),
    setPainted: (slot, painted) => editArm(slot, (arm) => ({ ...arm, painted })),
    restoreArm: (slot) => {
      forget(slot);
      editArm(slot, ({ rule }) => createArm(slot, rule));
    },
    setArmRate: (slot, learningRate) => editArm(slot, (arm) => ({ ...arm, learningRate })),
    loadPreset: (id) => set({ spec: PRESETS[id].spec, presetId: id, linkIssues: [], ...forgetAll }),
    restoreAll: () => set((state) => ({ spec: PRESETS[state.presetId].spec, ...forgetAll })),
    load: (spec, presetId, issues) => set({ spec, presetId, linkIssues: issues, ...forgetAll }),
    dismissLinkIssues: () => set({ linkIssues: [] }),
    dismissRuleIssues: () => set({ ruleIssues: [] }),
  };
});

/** What differs from the preset. */
export function changesFromPreset(state: Pick<ExperimentState, 'spec' | 'presetId'>): Change[] {
  return changesBetween(PRESETS[state.presetId].spec, state.spec);
}
