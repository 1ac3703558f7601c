/**
 * What an arm does differently from its rule as it comes: the words of its chip, and the tags that tell arms of one
 * rule apart in names.
 */
import { shortPercent } from '../../charts/number-words';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import { RULE_PARAMS } from '../../spec/rule-params';
import type { ArmSpec, ExperimentSpec, RuleId, RuleParamId, RuleParams } from '../../spec/spec';
import { formatNumber } from '../controls/number-format';
import { shownParams } from './arm-params';

/** One thing that differs. */
export interface Difference {
  /** What it is about: two arms are alike in it where both have the same words, or none. */
  readonly about: RuleParamId | 'layers' | 'painted' | 'rate';
  /** "50 % sparse" */
  readonly words: string;
  /** The same for the end of a line, where there is hardly room: "50 %". */
  readonly tag: string;
}

type Words = (value: number, params: RuleParams) => Pick<Difference, 'words' | 'tag'>;

const same = (words: string): Pick<Difference, 'words' | 'tag'> => ({ words, tag: words });
/** "fixed random", but "Z-IL". */
const choiceOf = (id: RuleParamId, value: number): string => {
  const name = RULE_PARAMS[id].choices?.[value]?.name ?? '';
  return name === name.toUpperCase() ? name : name.toLowerCase();
};

const BLOCKED = ['batches', 'layers', 'examples'] as const;

/** Numbers whose words are not just their name and value. */
const WORDS: Readonly<Partial<Record<RuleParamId, Words>>> = {
  feedbackScale: (value) => same(`×${formatNumber(value)}`),
  sparsity: (value) => ({ words: `${shortPercent(value)} sparse`, tag: shortPercent(value) }),
  rank: (value) => same(value === 0 ? 'full rank' : `rank ${value}`),
  channelBroadcast: (value) => ({
    words: value === 1 ? 'one error per channel' : 'one error per unit',
    tag: value === 1 ? 'channels' : 'units',
  }),
  signFlips: (value) => ({ words: `${shortPercent(value)} flipped`, tag: shortPercent(value) }),
  dialAngle: (value) => same(`${formatNumber(value)}°`),
  feedbackDecay: (value) => ({ words: `decay ${formatNumber(value)}`, tag: formatNumber(value) }),
  mirrorRate: (value) => ({ words: `mirror rate ${formatNumber(value)}`, tag: formatNumber(value) }),
  mirrorDecay: (value) => ({ words: `mirror decay ${formatNumber(value)}`, tag: formatNumber(value) }),
  mirrorNoise: (value) => ({
    words: `${choiceOf('mirrorNoise', value)} noise`,
    tag: choiceOf('mirrorNoise', value),
  }),
  mirrorAmplitude: (value) => ({ words: `noise size ${formatNumber(value)}`, tag: formatNumber(value) }),
  mirrorCentred: (value) => same(value === 1 ? 'centred' : 'not centred'),
  mirrorBias: (value) => same(value === 1 ? 'biases on' : 'biases off'),
  mirrorSum: (value) => same(value === 1 ? 'batch sum' : 'batch mean'),
  mirrorWarmup: (value) => ({
    words: value === 1 ? '1 epoch of mirroring first' : `${value} epochs of mirroring first`,
    tag: `after ${value}`,
  }),
  hebbCentred: (value) => ({
    words: value === 1 ? 'input centred' : 'input not centred',
    tag: value === 1 ? 'centred' : 'as is',
  }),
  perturbationPaired: (value) => same(value === 1 ? 'both ways' : 'one way'),
  activationDerivative: (value) => same(value === 1 ? 'with φ′' : 'no φ′'),
  blockProbability: (value, { blockMode, blockPer }) => ({
    words: `${choiceOf('blockMode', blockMode)} in ${shortPercent(value)} of ${BLOCKED[blockPer] ?? 'batches'}`,
    tag: shortPercent(value),
  }),
  // Part of the words above; on their own they tell two arms with the same chance apart.
  blockMode: (value) => ({ words: '', tag: choiceOf('blockMode', value) }),
  blockPer: (value) => ({ words: '', tag: BLOCKED[value] ?? '' }),
  normConstraint: (value) => ({
    words: value === 0 ? 'free norm' : value === 1 ? 'norm held' : 'feedback norm follows',
    tag: ['free', 'held', 'follows'][value] ?? '',
  }),
  gradientClip: (value) => same(value === 0 ? 'no clip' : `clip ${formatNumber(value)}`),
  manhattan: (value) => ({
    words: value === 1 ? 'sign updates' : 'full updates',
    tag: value === 1 ? 'signs' : 'full',
  }),
};

/** Name and value; of a choice the choice alone. */
function plainWords(id: RuleParamId, value: number): Pick<Difference, 'words' | 'tag'> {
  const { kind, label, zero } = RULE_PARAMS[id];
  if (kind === 'choice') return same(choiceOf(id, value));
  const name = `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  if (kind === 'switch') return same(value === 1 ? name : `no ${name}`);
  const tag = value === 0 && zero !== undefined ? zero : formatNumber(value);
  return { words: `${name} ${tag}`, tag };
}

/** What counts for an arm beyond its own settings. */
export interface ArmContext {
  readonly rateMode: ExperimentSpec['rateMode'];
  readonly optimiser: { readonly learningRate: number };
}

/** A rule of a single layer in a word: "FA", or "frozen" where nothing trains the layer. */
export function layerRuleName(rule: RuleId): string {
  return rule === 'readout' ? 'frozen' : RULE_CATALOGUE[rule].short;
}

function layerDifference({ layerRules }: Pick<ArmSpec, 'layerRules'>): Difference {
  const write = (before: string): string =>
    layerRules.map(({ layer, rule }) => `${before}${layer}: ${layerRuleName(rule)}`).join(', ');
  return { about: 'layers', words: write('layer '), tag: write('') };
}

/** Everything in which the arm is not its rule as it comes: rules of single layers, numbers as its settings have them, the rest. */
export function differencesOf(arm: ArmSpec, { rateMode, optimiser }: ArmContext): Difference[] {
  const { learningRate, layerRules, painted, params } = arm;
  const differences: Difference[] = layerRules.length > 0 ? [layerDifference(arm)] : [];
  for (const { id, default: standard } of shownParams(arm)) {
    if (params[id] === standard) continue;
    const words = WORDS[id]?.(params[id], params) ?? plainWords(id, params[id]);
    differences.push({ about: id, ...words });
  }
  if (painted.length > 0) {
    const words = painted.length === 1 ? '1 entry painted' : `${painted.length} entries painted`;
    differences.push({ about: 'painted', words, tag: 'painted' });
  }
  if (rateMode === 'perRule' && learningRate !== null && learningRate !== optimiser.learningRate) {
    const rate = formatNumber(learningRate);
    differences.push({ about: 'rate', words: `rate ${rate}`, tag: `η ${rate}` });
  }
  return differences;
}

/** "×0.03 · 50 % sparse · no φ′"; empty without differences. */
export function joinWords(differences: readonly Difference[]): string {
  return differences
    .map(({ words }) => words)
    .filter((words) => words !== '')
    .join(' · ');
}

/** The line on an arm's chip: what differs, and its learning rate wherever arms have their own. */
export function armChipWords(arm: ArmSpec, context: ArmContext): string {
  const { rateMode, optimiser } = context;
  const words = joinWords(differencesOf(arm, context).filter(({ about }) => about !== 'rate'));
  if (rateMode === 'same') return words;
  const rate = `rate ${formatNumber(arm.learningRate ?? optimiser.learningRate)}`;
  return words === '' ? rate : `${words} · ${rate}`;
}
