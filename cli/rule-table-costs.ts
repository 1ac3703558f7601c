/**
 * What a step of a rule should cost beside one of backpropagation, from the multiplications that it makes: a pass forward, a
 * pass back and the products of the gradients count the same, so that backpropagation is three of them.
 */
import type { RuleId, RuleParams } from '../src/spec/spec';

/** In steps of backpropagation, from–to where it depends on the network; null where it is a simulation beside training. */
export type CostEstimate = readonly [from: number, to: number] | null;

const just = (cost: number): CostEstimate => [cost, cost];

/** Each try passes forward once, and once more with the opposite noise. */
const perTry = ({ perturbationTries, perturbationPaired }: RuleParams): CostEstimate =>
  just(perturbationTries * (1 + perturbationPaired));

type Estimate = CostEstimate | ((params: RuleParams) => CostEstimate);

const ESTIMATES: Readonly<Record<RuleId, Estimate>> = {
  bp: just(1),
  fa: just(1),
  dfa: just(0.7),
  usf: just(1),
  brsf: just(1),
  frsf: just(1),
  signAgreement: just(1),
  dial: just(1),
  kp: just(1),
  wm: just(1.7),
  stdwi: null,
  readout: just(0.35),
  dtp: just(2.7),
  sdtp: just(2.7),
  // For 20 steps of inference, a pass down and one up each
  pc: ({ inferenceSteps }) => just((14 * inferenceSteps) / 20),
  ep: [15, 35],
  chl: just(20),
  generec: just(20),
  guerguiev: just(0.7),
  sacramento: [5, 6],
  burstprop: just(1.4),
  hebb: just(0.7),
  oja: just(0.7),
  hpca: just(0.7),
  wta: just(0.7),
  softWta: just(0.7),
  softHebb: just(0.7),
  similarityMatching: just(0.7),
  nonNegativeSm: just(0.7),
  forwardForward: just(1.3),
  localLoss: just(1),
  nodePerturbation: perTry,
  weightPerturbation: perTry,
};

/** The estimate of a rule with these numbers. */
export function estimateOf(rule: RuleId, params: RuleParams): CostEstimate {
  const estimate = ESTIMATES[rule];
  return typeof estimate === 'function' ? estimate(params) : estimate;
}
