/**
 * What a settable field is: a lens on the experiment with its limits and its words.
 * The table itself stands in fields.ts.
 */
import type { ExperimentSpec } from './spec';

export type FieldKey =
  | 'dataset'
  | 'images'
  | 'noise'
  | 'testEvery'
  | 'testImages'
  | 'coarse'
  | 'mid'
  | 'fine'
  | 'flip'
  | 'pictureSide'
  | 'hasColour'
  | 'target'
  | 'outputActivation'
  | 'init'
  | 'initSigma'
  | 'loss'
  | 'optimiser'
  | 'learningRate'
  | 'schedule'
  | 'scheduleEvery'
  | 'scheduleFactor'
  | 'warmup'
  | 'momentum'
  | 'decay'
  | 'beta1'
  | 'beta2'
  | 'epsilon'
  | 'weightDecay'
  | 'batch'
  | 'epochs'
  | 'seed'
  | 'rateMode'
  | 'probeAngles'
  | 'probeRdms'
  | 'probeNorms'
  | 'probeMaps';

export type FieldValue = number | string | boolean;

interface FieldBase<Value extends FieldValue> {
  readonly key: FieldKey;
  readonly urlKey: string;
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly default: Value;
  /** Takes effect while training; everything else needs a reset. */
  readonly isLive: boolean;
  get(spec: ExperimentSpec): Value;
  set(spec: ExperimentSpec, value: Value): ExperimentSpec;
  /** Whether the field means anything for this spec (momentum only with the momentum optimiser). */
  applies(spec: ExperimentSpec): boolean;
}

export interface NumberField extends FieldBase<number> {
  readonly kind: 'number' | 'integer';
  readonly min: number;
  readonly max: number;
  /** 'log0' is logarithmic with an extra stop at 0. */
  readonly scale: 'linear' | 'log' | 'log0';
  /** Arrow-key step on a linear scale. */
  readonly step: number;
}

export interface ChoiceField extends FieldBase<string> {
  readonly kind: 'choice';
  readonly choices: readonly { readonly id: string; readonly name: string; readonly help: string }[];
}

export interface BooleanField extends FieldBase<boolean> {
  readonly kind: 'boolean';
}

export type Field = NumberField | ChoiceField | BooleanField;
