/**
 * What is written about a learning rule: idea, formula, needs, source. The entries stand in rules-*.ts.
 */
import type { Quantity, QuantityId } from './locality';
import type { Activation, LossId, PoolLayerSpec, RuleId, RuleParamId, RuleParams } from './spec';

/** A formula cut at the one term that distinguishes a rule; TeX. */
export interface RuleFormula {
  readonly before: string;
  readonly term: string;
  readonly after: string;
}

export interface Paper {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly venue: string;
  readonly url: string;
}

/** What a rule can do with a setting, and a whole sentence on why no more. */
export interface Only<Id> {
  readonly allowed: readonly Id[];
  readonly why: string;
}

/** What a rule cannot do, each with a whole sentence that says why; whatever is left out it can. */
export interface RuleLimits {
  readonly convolution?: string;
  readonly pooling?: Only<PoolLayerSpec['kind']>;
  /** How many layers with weights there may be before the output layer. */
  readonly hiddenCount?: { readonly least: number; readonly most: number; readonly why: string };
  /** The input as the target. */
  readonly autoencoder?: string;
  /** Targets that are numbers, not classes. */
  readonly regression?: string;
  readonly losses?: Only<LossId>;
  /** Of the hidden layers. */
  readonly activations?: Only<Activation>;
  /** As it is built: linear under losses that take logits. */
  readonly outputActivation?: Only<Activation>;
  readonly batchNorm?: string;
  readonly dropout?: string;
}

/** What the updates of a whole rule need, each a quantity and where it lives. TeX for layer l, as in locality.ts. */
export interface SynapseNeeds {
  /** Of a hidden layer: its input and its slope too, where they matter. */
  readonly hidden: readonly Need[];
  /** Of the hidden layer right below the output, where that differs. */
  readonly highest?: readonly Need[];
  /** Of the output layer, where that does not learn by its exact error. */
  readonly output?: readonly Need[];
  /** Which layers move by the optimiser; the others by plasticity of their own. */
  readonly optimised: 'all' | 'output' | 'none';
}

/** A phase of one step, in order: together they are drawn as a timeline. */
export interface Phase {
  /** Two or three words: "Free phase". */
  readonly name: string;
  /** A sentence on what happens in it. */
  readonly what: string;
  /** How long it is beside the others, 1 or more: a pass is 1, settling the number of its steps. */
  readonly length: number;
  /** What its length counts, of which there may be several: "sweeps". */
  readonly unit?: string;
  /** TeX of what changes at its end, none where nothing learns: "W", "Q_l". */
  readonly changes?: readonly string[];
}

/** The phases that an arm with these numbers has, in a network of so many layers with weights. */
export type PhasesOf = (params: RuleParams, layers: number) => readonly Phase[];

/** Something that an update needs, under some of an arm's numbers at least. */
export interface Need extends Quantity {
  /** Whether the update needs it with these numbers; always if left out. */
  readonly applies?: (params: RuleParams) => boolean;
}

export interface RuleEntry {
  readonly id: RuleId;
  readonly short: string;
  readonly name: string;
  readonly idea: string;
  /** The delta of a hidden layer l. */
  readonly formula: RuleFormula;
  /** What the optimiser is given for a hidden layer, where that is not its input times delta; TeX. */
  readonly product?: (params: RuleParams) => string;
  /** How what carries the error changes by itself, for layer l + 1; TeX, null where it does not. */
  readonly feedbackLaw: string | null;
  /** A sentence on the rates that it wants, where those of BP would not do. */
  readonly rates?: string;
  /** What brings the error to a hidden layer, piece by piece; the lens on a layer is `localityOf` in locality.ts. */
  readonly carriedBy: readonly QuantityId[];
  readonly tryThis: string;
  readonly paper: Paper;
  readonly furtherPapers: readonly Paper[];
  /** The numbers that it reads, in the order of their controls. */
  readonly params: readonly RuleParamId[];
  /** Whether a matrix of W's shape carries the error, so that both can be compared, layer by layer. */
  readonly hasWeightAngle: boolean;
  /** True where it is more than what carries the error: it is no rule for a single layer, and has none beside it. */
  readonly isWhole?: true;
  /** Whole rules: what their updates need, in place of `carriedBy`. */
  readonly synapse?: SynapseNeeds;
  /** What one step consists of; left out where that is one pass up and one down. */
  readonly phases?: PhasesOf;
  /** What it cannot do; nothing if left out. */
  readonly limits?: RuleLimits;
}

/** Ablations of the error's way down, which every rule has that sends one. */
export const ABLATIONS: readonly RuleParamId[] = [
  'activationDerivative',
  'blockProbability',
  'blockMode',
  'blockPer',
];

/** What is done to the update of any rule. */
export const UPDATES: readonly RuleParamId[] = ['normConstraint', 'gradientClip', 'manhattan'];

/** A pass up and down, after which feedback learns by itself. */
export const UP_AND_DOWN: Phase = {
  name: 'Up and down',
  what: 'The forward pass, and the error back through the feedback weights.',
  length: 1,
  changes: ['W'],
};

/** The delta above, carried down through `term` and bent by the slope. */
export function carriedDown(term: string): RuleFormula {
  return { before: '\\delta_l = (\\delta_{l+1}\\,', term, after: ") \\odot \\varphi'(a_l)" };
}
