/**
 * All learning rules. A new one is a file beside this and a line here; the compiler asks for it once its id is in the
 * specification.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LearningRule, RuleOptions } from '../engine/learning-rule';
import type { Network, PerLayer } from '../engine/network';
import type { RuleChoice, RuleId } from '../spec/spec';
import { type ArmRule, type ArmState, castOf, stateFrom } from './arm-state';
import { bp } from './bp';
import { brsf } from './brsf';
import { burstprop } from './burstprop';
import { chl } from './chl';
import { composeRule } from './create-rule';
import { dfa } from './dfa';
import { dial } from './dial';
import { dtp } from './dtp';
import { ep } from './ep';
import { fa } from './fa';
import { forwardForward } from './forward-forward';
import { frsf } from './frsf';
import { generec } from './generec';
import { guerguiev } from './guerguiev';
import { hebb } from './hebb';
import { hpca } from './hpca';
import { kp } from './kp';
import { localLoss } from './local-loss';
import { nodePerturbation } from './node-perturbation';
import { nonNegativeSm } from './non-negative-sm';
import { oja } from './oja';
import { pc } from './pc';
import { readout } from './readout';
import { sacramento } from './sacramento';
import { sdtp } from './sdtp';
import { signAgreement } from './sign-agreement';
import { similarityMatching } from './similarity-matching';
import { softHebb } from './soft-hebb';
import { softWta } from './soft-wta';
import { stdwi } from './stdwi';
import { usf } from './usf';
import { weightPerturbation } from './weight-perturbation';
import { createWhole } from './whole-rule';
import { wm } from './wm';
import { wta } from './wta';

export type { ArmRule, ArmState } from './arm-state';
export type { WholeRule } from './whole-rule';

/** Total table: what each rule says about carrying errors, or how it makes an arm's rule all by itself. */
export const RULES: Readonly<Record<RuleId, ArmRule>> = {
  bp,
  fa,
  dfa,
  usf,
  brsf,
  frsf,
  kp,
  wm,
  signAgreement,
  dial,
  pc,
  ep,
  chl,
  generec,
  dtp,
  sdtp,
  guerguiev,
  sacramento,
  burstprop,
  hebb,
  oja,
  hpca,
  wta,
  softWta,
  softHebb,
  similarityMatching,
  nonNegativeSm,
  forwardForward,
  localLoss,
  nodePerturbation,
  weightPerturbation,
  stdwi,
  readout,
};

/** The learning rule of an arm. It holds no tensors itself: what it remembers is the state that its `init` makes. */
export function createRule(choice: RuleChoice): LearningRule {
  const rule = RULES[choice.rule];
  return rule.kind === 'whole' ? createWhole(rule, choice) : composeRule(choice, RULES);
}

/** The rules that say what carries the error, in the order of the table: the only ones that single layers can have. */
export const CARRIER_IDS: readonly RuleId[] = Object.values(RULES)
  .filter(({ kind }) => kind !== 'whole')
  .map(({ id }) => id);

/**
 * The state of an arm whose own weights are not drawn but given: B_l (frsf: M_l) of W_l's shape, or D_l for direct feedback;
 * null leaves what would be drawn. What is given stays the caller's. The holder disposes the state. Throws for whole rules.
 */
export function createState(
  choice: RuleChoice,
  network: Network,
  options: RuleOptions,
  given: PerLayer<Tensor | null>,
): ArmState {
  return stateFrom(castOf(choice, RULES), network, options, given);
}
