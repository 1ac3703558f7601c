/**
 * The formula of an arm in words: one sentence cut where the formula is cut, and a sentence for every option that changes it.
 */
import { plainNumber, shortPercent } from '../../charts/number-words';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import { RULE_PARAMS } from '../../spec/rule-params';
import type { RuleChoice, RuleId, RuleParamId, RuleParams } from '../../spec/spec';
import { type CutSentence, WHOLE_WORDS } from './whole-words';

/** Rules that say what carries the error. The others have sentences of their own. */
const TERMS: Readonly<Partial<Record<RuleId, (params: RuleParams) => string>>> = {
  bp: () => 'the forward weights themselves, transposed',
  fa: () => 'fixed random weights',
  dfa: () => 'fixed random weights of its own',
  usf: () => 'the signs of the forward weights, all of one size',
  brsf: () => 'the signs of the forward weights, with random sizes that are new in every step',
  frsf: () => 'the signs of the forward weights, with random sizes that stay',
  kp: () => 'weights of their own, which make every change that the forward weights make',
  stdwi: () => 'weights of their own, inferred from when the units above spike',
  wm: () => 'weights of their own, which noise has taught to mirror the forward ones',
  signAgreement: ({ signFlips }) =>
    `the signs of the forward weights, ${shortPercent(signFlips)} of them flipped, with random sizes that stay`,
  dial: ({ dialAngle }) => `the forward weights turned ${plainNumber(dialAngle)}° towards noise`,
};

/** The error of a hidden layer, in one sentence. */
export function inWords({ rule, params }: Pick<RuleChoice, 'rule' | 'params'>): CutSentence {
  if (rule === 'readout')
    return {
      before: 'The error of a hidden layer is',
      term: 'nothing',
      after: ': its weights stay as they are.',
    };
  const whole = WHOLE_WORDS[rule];
  if (whole) return whole;
  const slope =
    params.activationDerivative === 1
      ? ', times the slope of each unit.'
      : ', and that is all: the slope of the units is left out.';
  const source =
    rule === 'dfa'
      ? 'The error of a hidden layer is that of the outputs, sent straight to it through'
      : 'The error of a hidden layer is that of the layer above, sent down through';
  return { before: source, term: TERMS[rule]?.(params) ?? '', after: slope };
}

/** "layer 2", "layers 1 and 3", "layers 1 to 4". */
export function layerList(layers: readonly number[]): string {
  const [first = 0] = layers;
  const last = layers.at(-1) ?? first;
  if (layers.length === 1) return `layer ${first}`;
  if (layers.length > 2 && last - first === layers.length - 1) return `layers ${first} to ${last}`;
  return `layers ${layers.slice(0, -1).join(', ')} and ${last}`;
}

const PLACES = ['whole batches', 'single layers', 'single examples'] as const;
const BLOCKS = [
  'get the error 1 for every unit',
  'get nothing',
  'get noise as large as their error',
  'get ones as large as their error',
] as const;

function blockWords({ blockProbability, blockMode, blockPer }: RuleParams): string[] {
  if (blockProbability === 0) return [];
  const drawn = PLACES[blockPer] ?? PLACES[0];
  const instead = BLOCKS[blockMode] ?? BLOCKS[0];
  return [
    `With chance ${shortPercent(blockProbability)}, drawn for ${drawn}, hidden layers ${instead} instead.`,
  ];
}

function feedbackWords({ rule, params }: Pick<RuleChoice, 'rule' | 'params'>): string[] {
  const reads = (id: RuleParamId): boolean => RULE_CATALOGUE[rule].params.includes(id);
  const words: string[] = [];
  if (reads('feedbackScale') && params.feedbackScale !== 1)
    words.push(`The feedback is ${plainNumber(params.feedbackScale)} times as large as the rule makes it.`);
  if (reads('sparsity') && params.sparsity > 0)
    words.push(`${shortPercent(params.sparsity)} of its entries are 0, always the same ones.`);
  if (reads('rank') && params.rank > 0)
    words.push(
      `Its random part has rank ${params.rank}: all that it carries passes through so many numbers.`,
    );
  if (reads('channelBroadcast') && params.channelBroadcast === 1)
    words.push('All positions of a channel hear the same error.');
  return words;
}

const NOISES = ['Gaussian noise', 'uniform noise around 0', 'uniform noise above 0'] as const;

/** Rules whose network answers what it settles on. */
const settledWords = (sweeps: number): string =>
  `It answers what it settles on by itself, after ${sweeps} ${sweeps === 1 ? 'sweep' : 'sweeps'}: that is what test accuracy, Try it and RDMs are of.`;

function ownWords({ rule, params }: Pick<RuleChoice, 'rule' | 'params'>): string[] {
  if (rule === 'kp')
    return [
      params.feedbackDecay === 0
        ? 'Nothing decays, so what tells W and B apart stays for ever.'
        : `Both lose ${shortPercent(params.feedbackDecay)} of themselves at every step (λ = ${plainNumber(params.feedbackDecay)}).`,
    ];
  if (rule === 'pc')
    return params.pcFeedback === 1
      ? ['Errors come down through fixed random weights: the forward weights have to come to meet them.']
      : [];
  if (rule === 'ep')
    return [
      ...(params.nudgeSides === 0 ? [] : ['The free phase stands for the one nudged away.']),
      settledWords(2 * params.freeSteps),
      'What it follows is the gradient of that answer, not of a forward pass: its update angle may be anything.',
    ];
  if (rule === 'chl' || rule === 'generec') return [settledWords(params.sweeps)];
  if (rule !== 'wm') return [];
  const { mirrorNoise, mirrorAmplitude, mirrorRate, mirrorDecay, mirrorWarmup } = params;
  const size = `${mirrorNoise === 0 ? 'σ' : 'width'} ${plainNumber(mirrorAmplitude)}`;
  const first = mirrorWarmup === 0 ? '' : ` ${mirrorWarmup} epochs of mirroring come first.`;
  const noise = NOISES[mirrorNoise] ?? NOISES[0];
  return [
    `It mirrors ${noise}, ${size}, rate ${plainNumber(mirrorRate)}, decay ${plainNumber(mirrorDecay)}.${first}`,
  ];
}

function updateWords({ params }: Pick<RuleChoice, 'params'>): string[] {
  const words: string[] = [];
  if (params.gradientClip > 0)
    words.push(
      `Gradients longer than ${plainNumber(params.gradientClip)}, all layers together, are cut to that length.`,
    );
  if (params.manhattan === 1) words.push('Only the sign of each gradient counts.');
  const norm = RULE_PARAMS.normConstraint.choices?.[params.normConstraint];
  if (params.normConstraint > 0 && norm) words.push(norm.help);
  return words;
}

function layerRuleWords({ rule, layerRules }: Pick<RuleChoice, 'rule' | 'layerRules'>): string[] {
  const others = [...new Set(layerRules.map((entry) => entry.rule))].filter((other) => other !== rule);
  return others.map((other) => {
    const layers = layerRules.filter((entry) => entry.rule === other).map(({ layer }) => layer);
    const list = layerList(layers);
    const who = `${list.charAt(0).toUpperCase()}${list.slice(1)}`;
    const isOne = layers.length === 1;
    if (other === 'readout') return `${who} ${isOne ? 'is' : 'are'} frozen.`;
    return `${who} ${isOne ? 'gets its' : 'get their'} error by ${RULE_CATALOGUE[other].short}.`;
  });
}

function paintedWords({ painted }: Pick<RuleChoice, 'painted'>): string[] {
  const count = new Set(painted.map(({ layer, at }) => `${layer}/${at}`)).size;
  if (count === 0) return [];
  return [count === 1 ? '1 feedback weight is set by hand.' : `${count} feedback weights are set by hand.`];
}

/** What the arm's options change, a sentence each; none for the plain rule. */
export function optionWords(choice: RuleChoice): string[] {
  return [
    ...ownWords(choice),
    ...layerRuleWords(choice),
    ...feedbackWords(choice),
    ...paintedWords(choice),
    ...blockWords(choice.params),
    ...updateWords(choice),
  ];
}
