/**
 * What is running: data, arms and transport, as React sees it. run.ts is the only writer.
 */
import { create } from 'zustand';
import type { Dataset } from '../spec/dataset';
import { PRESETS } from '../spec/presets';
import type { ExperimentSpec, LayerRule, RuleId, Slot } from '../spec/spec';
import type { BackendInfo, DataOrigin, Failure, RunStatus, WarmUpProgress } from '../worker/protocol';

export type { AngleReading, ComponentsView, Failure, LayerView, ShapedValues } from '../worker/protocol';

export type Speed = 'slow' | 'normal' | 'max';

/** Training steps per second at each speed; 0 is without limit. */
export const SPEED_LIMITS: Readonly<Record<Speed, number>> = { slow: 4, normal: 250, max: 0 };

/** The rule of an arm, or that of a layer, changed while it ran. */
export interface RuleMark {
  readonly step: number;
  readonly from: RuleId;
  readonly to: RuleId;
  /** The rules of single layers before and after, where those changed. */
  readonly fromLayers?: readonly LayerRule[];
  readonly toLayers?: readonly LayerRule[];
}

export interface ArmRun {
  readonly slot: Slot;
  /** The rule that trains now. */
  readonly rule: RuleId;
  readonly status: RunStatus | { readonly kind: 'opening' };
  readonly step: number;
  readonly stepsPerSecond: number;
  /** Of the step that comes next, with what the schedule makes of it; null before the arm is open. */
  readonly learningRate: number | null;
  /** How far the rule is with what it learns before the first step, or null where there is nothing. */
  readonly warmUp: WarmUpProgress | null;
  readonly marks: readonly RuleMark[];
  readonly tensors: number;
  /** What the arm came through and goes on after. */
  readonly trouble?: Failure | null;
}

export interface RunState {
  /** The experiment that the arms were opened with, live changes included. */
  readonly applied: ExperimentSpec;
  readonly dataset: Dataset | null;
  /** What is being loaded, in words, or null. */
  readonly loading: string | null;
  readonly dataFailure: Failure | null;
  /** Sentences about what was left out while the data was read. */
  readonly notes: readonly string[];
  /** Where the data came from. */
  readonly origin: DataOrigin;
  /** Rows of the test split: RDM stimuli sorted by class, and the Try-it rows. */
  readonly probeRows: Uint32Array;
  readonly tryRows: Uint32Array;
  readonly arms: Readonly<Partial<Record<Slot, ArmRun>>>;
  readonly backend: BackendInfo | null;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** The furthest step of any arm. */
  readonly liveStep: number;
}

export const useRun = create<RunState>(() => ({
  applied: PRESETS.digits.spec,
  dataset: null,
  loading: null,
  dataFailure: null,
  notes: [],
  origin: 'made',
  probeRows: new Uint32Array(0),
  tryRows: new Uint32Array(0),
  arms: {},
  backend: null,
  isPlaying: false,
  speed: 'normal',
  stepsPerEpoch: 1,
  totalSteps: 1,
  liveStep: 0,
}));
