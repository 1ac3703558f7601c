import { expect, test } from 'vitest';
import { RULE_IDS } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import { loadExcerpt, loadRuleSource } from './rule-source';
import { MOST_LINES } from './source-excerpt';

/** What the lines of a rule cannot do without. */
const TELLTALES: Readonly<Record<RuleId, RegExp>> = {
  bp: /carry: .*=> W/,
  fa: /carry: .*=> B/,
  dfa: /drawDirect/,
  usf: /sign\(W\)/,
  brsf: /abs\(M\), sign\(W\)[\s\S]*afterUpdate/,
  frsf: /abs\(M\), sign\(W\)/,
  kp: /afterUpdate[\s\S]*feedbackDecay/,
  wm: /mirrorDecay[\s\S]*seen/,
  signAgreement: /signFlips/,
  dial: /cos\(angle\)/,
  pc: /fromAbove[\s\S]*deltasOf/,
  ep: /nudged\(-nudge\)/,
  chl: /gradientProduct[\s\S]*contrast/,
  generec: /minus\.input[\s\S]*layerGradients/,
  dtp: /decode[\s\S]*targetRate/,
  sdtp: /decode[\s\S]*wanted/,
  hebb: /hebbDecay/,
  oja: /columnSums[\s\S]*hebbian/,
  hpca: /mixUnits[\s\S]*upToItself/,
  wta: /towardsMeans[\s\S]*winners/,
  softWta: /towardsMeans[\s\S]*softmax/,
  softHebb: /softmax[\s\S]*winners/,
  similarityMatching: /gram[\s\S]*invert|invert[\s\S]*gram/,
  nonNegativeSm: /relu/,
  forwardForward: /goodness, threshold[\s\S]*wrongLabels/,
  localLoss: /judged[\s\S]*passBack/,
  nodePerturbation: /disturb[\s\S]*mul\(normal/,
  weightPerturbation: /jitter[\s\S]*mul\(normal/,
  stdwi: /answerTrains[\s\S]*spikingRate/,
  guerguiev: /teachingStrength[\s\S]*dense\.transport/,
  sacramento: /dense\.transport[\s\S]*sigmoidChange\(v, change\)/,
  burstprop: /psi[\s\S]*sigmoidChange/,
  readout: /nothing/,
};

test.each(RULE_IDS)(
  'the lines that matter of %s are there, are few, and say what the rule does',
  async (rule) => {
    const lines = await loadExcerpt(rule);
    expect(lines).not.toBeNull();
    expect(lines?.length).toBeLessThanOrEqual(MOST_LINES);
    expect(lines?.join('\n')).toMatch(TELLTALES[rule]);
  },
);

test.each(RULE_IDS)('the file of %s names its equation and its source', async (rule) => {
  const { whole } = await loadRuleSource(rule);
  expect(whole).toMatch(/δ_l = /);
  expect(whole).toMatch(/^ \* .*\(\d{4}\)/m);
});
