/**
 * Which rules have something of their own to show over training, and what, in the order of the page. What each is, says
 * inner-catalogue.ts, which is loaded when it is wanted.
 */
import type { RuleId } from './spec';

/** What one chart of a rule's inner life is about. */
export type InnerFigureId =
  | 'decoderTranspose'
  | 'decoderInverse'
  | 'targetAngle'
  | 'targetDistance'
  | 'reconstructionError'
  | 'errorWeights'
  | 'predictionError'
  | 'phaseDifference'
  | 'settledAngle'
  | 'energy'
  | 'predictionEnergy'
  | 'movement'
  | 'apicalFeedback'
  | 'interneurons'
  | 'inhibition'
  | 'apical'
  | 'apicalCourse'
  | 'interneuronError'
  | 'plateau'
  | 'plateauChange'
  | 'burstProbability'
  | 'burstAngle'
  | 'goodness'
  | 'goodnessLoss'
  | 'localPrediction'
  | 'localSimilarity'
  | 'lossDifference'
  | 'componentAngle'
  | 'firstComponent'
  | 'unitSimilarity'
  | 'winnerEntropy'
  | 'activeShare'
  | 'unitNorm';

const TARGETS: readonly InnerFigureId[] = [
  'decoderTranspose',
  'decoderInverse',
  'targetAngle',
  'targetDistance',
  'reconstructionError',
];
const HEBBIAN: readonly InnerFigureId[] = [
  'componentAngle',
  'firstComponent',
  'unitSimilarity',
  'winnerEntropy',
  'activeShare',
  'unitNorm',
];

/** The charts of each rule that has any. */
export const INNER_OF: Readonly<Partial<Record<RuleId, readonly InnerFigureId[]>>> = {
  dtp: TARGETS,
  sdtp: TARGETS,
  pc: ['errorWeights', 'predictionError', 'predictionEnergy'],
  ep: ['settledAngle', 'phaseDifference', 'energy', 'movement'],
  chl: ['phaseDifference', 'movement'],
  generec: ['phaseDifference', 'movement'],
  guerguiev: ['apicalFeedback', 'apical', 'plateau', 'plateauChange'],
  sacramento: ['apicalFeedback', 'interneurons', 'inhibition', 'apical', 'interneuronError', 'apicalCourse'],
  burstprop: ['apical', 'burstProbability', 'burstAngle'],
  forwardForward: ['goodness', 'goodnessLoss'],
  localLoss: ['localPrediction', 'localSimilarity'],
  nodePerturbation: ['lossDifference'],
  weightPerturbation: ['lossDifference'],
  hebb: HEBBIAN,
  oja: HEBBIAN,
  hpca: HEBBIAN,
  wta: HEBBIAN,
  softWta: HEBBIAN,
  softHebb: HEBBIAN,
  similarityMatching: HEBBIAN,
  nonNegativeSm: HEBBIAN,
};

/** What the rules of an arm have to show, now or before a switch; the order of the first rule that has it. */
export function innerFiguresOf(rules: readonly RuleId[]): InnerFigureId[] {
  return [...new Set(rules.flatMap((rule) => INNER_OF[rule] ?? []))];
}

/** Whether units of a rule's hidden layers learn from the layer's input alone, so that its principal components say something. */
export function hasComponents(rule: RuleId): boolean {
  return INNER_OF[rule] === HEBBIAN;
}
