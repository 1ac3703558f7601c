/**
 * The rules as menus offer them: a few to a heading, by what carries the error down.
 */
import type { RuleId } from '../../spec/spec';

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly RuleId[];
}

/** Every rule once, the usual ones first. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  { name: 'Exact', rules: ['bp'] },
  { name: 'Fixed random feedback', rules: ['fa', 'dfa'] },
  { name: 'Feedback that learns', rules: ['kp', 'wm', 'stdwi'] },
  { name: 'Signs of the weights', rules: ['usf', 'brsf', 'frsf', 'signAgreement'] },
  { name: 'Phases', rules: ['pc', 'ep', 'chl', 'generec'] },
  { name: 'Targets', rules: ['dtp', 'sdtp'] },
  { name: 'Dendrites', rules: ['guerguiev', 'sacramento', 'burstprop'] },
  {
    name: 'Hebbian',
    rules: ['hebb', 'oja', 'hpca', 'wta', 'softWta', 'softHebb', 'similarityMatching', 'nonNegativeSm'],
  },
  {
    name: 'Signals without a way back',
    rules: ['forwardForward', 'localLoss', 'nodePerturbation', 'weightPerturbation'],
  },
  { name: 'For comparison', rules: ['dial', 'readout'] },
];
