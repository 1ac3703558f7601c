/**
 * What is written about a learning rule: idea, formula, needs, source. The entries stand in rules-*.ts.
 */
import type { QuantityId } from './locality';
import type { RuleId, RuleParamId } from './spec';

/** A formula cut at the one term that distinguishes a rule; TeX. */
export interface RuleFormula {
  readonly before: string;
  readonly term: string;
  readonly after: string;
}

/** What a synapse of a layer needs to know, and whether it lives where the synapse is. */
export interface SynapseNeed {
  /** Words and TeX: "its input" + "h_0". */
  readonly what: string;
  readonly tex: string;
  readonly place: 'local' | 'not local';
  /** What fills the row "what carries the error"; TeX, else empty. */
  readonly carrier: string;
}

export interface Paper {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly venue: string;
  readonly url: string;
}

export interface RuleEntry {
  readonly id: RuleId;
  readonly short: string;
  readonly name: string;
  readonly idea: string;
  /** The delta of a hidden layer l, and of layer 1 in a two-layer network. */
  readonly formula: RuleFormula;
  readonly formulaTwoLayers: RuleFormula;
  /** How what carries the error changes by itself, for layer l + 1; TeX, null where it does not. */
  readonly feedbackLaw: string | null;
  /** Three rows: its input, its slope, what carries the error. */
  readonly needs: readonly SynapseNeed[];
  /** What brings the error to a hidden layer, piece by piece; the lens on a layer is `localityOf` in locality.ts. */
  readonly carriedBy: readonly QuantityId[];
  readonly tryThis: string;
  readonly paper: Paper;
  readonly furtherPapers: readonly Paper[];
  /** The numbers that it reads, in the order of their controls. */
  readonly params: readonly RuleParamId[];
  /** Whether a matrix of W's shape carries the error, so that both can be compared, layer by layer. */
  readonly hasWeightAngle: boolean;
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

const SLOPED = ") \\odot \\varphi'(a_l)";

/** The same term in both formulas: the delta above, carried down and bent by the slope. `term` is written for layer l. */
export function carriedDown(term: string): Pick<RuleEntry, 'formula' | 'formulaTwoLayers'> {
  return {
    formula: { before: '\\delta_l = (\\delta_{l+1}\\,', term, after: SLOPED },
    formulaTwoLayers: {
      before: '\\delta_1 = (\\delta_2\\,',
      term: term.replaceAll('{l+1}', '2'),
      after: SLOPED.replace('_l', '_1'),
    },
  };
}

/** The three rows of what a synapse has to know, by what carries the error and whether that is known there. */
export function needing(carrier: string, place: SynapseNeed['place']): readonly SynapseNeed[] {
  return [
    { what: 'its input', tex: 'h_{l-1}', place: 'local', carrier: '' },
    { what: 'its slope', tex: "\\varphi'(a_l)", place: 'local', carrier: '' },
    { what: 'what carries the error', tex: '', place, carrier },
  ];
}
