/**
 * The formulas of an arm as TeX, with the one term that differs wrapped for highlighting: what an arm's options do to
 * its rule's formula is done here.
 */
import { plainNumber } from '../../charts/number-words';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ExperimentSpec, RuleChoice, RuleId, RuleParams, Slot } from '../../spec/spec';

/** A formula for layer l as one for layer 1. */
export function inLayerOne(tex: string): string {
  return tex.replaceAll('{l-1}', '0').replaceAll('{l+1}', '2').replaceAll('_l', '_1');
}

const forDepth = (tex: string, layerCount: number): string => (layerCount <= 2 ? inLayerOne(tex) : tex);

const inArm = (tex: string, slot: Slot): string => `\\htmlClass{hl arm-${slot + 1}}{${tex}}`;

/** One letter with an index: W, B. Anything longer gets a line of its own below the formula. */
const isOneMatrix = (term: string): boolean => /^[A-Z]_(\{l\+1\}|l|\d)(\^\\top)?$/.test(term);

/** The letter that stands for what carries the error under a rule, for layer l. */
export function carrierLetter(rule: RuleId): string {
  const { term } = RULE_CATALOGUE[rule].formula;
  if (rule === 'readout' || RULE_CATALOGUE[rule].isWhole) return '';
  return isOneMatrix(term) ? term.replace('^\\top', '') : 'B_{l+1}';
}

/** The delta of a hidden layer under a rule and its options; the rule's own term carries the arm's tint. */
export function deltaTex(
  { rule, params }: Pick<RuleChoice, 'rule' | 'params'>,
  slot: Slot,
  layerCount: number,
): string {
  const { before: usual, term, after } = RULE_CATALOGUE[rule].formula;
  const before = rule === 'ep' && params.nudgeSides !== 0 ? usual.replace('2\\beta', '\\beta') : usual;
  if (carrierLetter(rule) === '') return forDepth(`${before}${inArm(term, slot)}${after}`, layerCount);
  const carrier = inArm(`${carrierLetter(rule)}^\\top`, slot);
  if (params.activationDerivative === 1) return forDepth(`${before}${carrier}${after}`, layerCount);
  // δ_l = δ_{l+1} Bᵀ, the slope struck out.
  const struck = after.replace(/^\)/, '').replace(/\\odot.*$/, (slope) => `\\,\\cancel{${slope}}`);
  return forDepth(`${before.replace('(', '')}${carrier}${struck}`, layerCount);
}

/** The right-hand side of what carries the error where the formula shows a letter; empty for the letter itself. */
function definitionOf(rule: RuleId, params: RuleParams): string {
  const { term } = RULE_CATALOGUE[rule].formula;
  if (isOneMatrix(term)) return '';
  const bare = term.replace('^\\top', '');
  const inner = /^\((.*)\)$/.exec(bare)?.[1] ?? bare;
  return inner.replaceAll('\\theta', `${plainNumber(params.dialAngle)}^\\circ`);
}

/** What carries the error, spelt out: "B_2 = 0.03 Z_2 ⊙ …"; null where the letter says it all. */
export function carrierTex(
  { rule, params }: Pick<RuleChoice, 'rule' | 'params'>,
  layerCount: number,
): string | null {
  const { params: read, isWhole } = RULE_CATALOGUE[rule];
  if (isWhole) return null;
  const letter = carrierLetter(rule);
  const index = letter.replace(/^[A-Z]/, '');
  const isScaled = read.includes('feedbackScale') && params.feedbackScale !== 1;
  const isSparse = read.includes('sparsity') && params.sparsity > 0;
  const isThin = read.includes('rank') && params.rank > 0;
  const definition = definitionOf(rule, params);
  const isThinAlone = isThin && definition === '';
  if (definition === '' && !isScaled && !isSparse && !isThinAlone) return null;
  const core = definition === '' ? (isThinAlone ? `U${index} V${index}` : `R${index}`) : definition;
  const isSum = core.includes(' + ');
  const mask = isSparse ? `Z${index} \\odot ` : '';
  const factor = isScaled ? `${plainNumber(params.feedbackScale)}\\,` : '';
  const whole = isSum && (isSparse || isScaled) ? `(${core})` : core;
  // Weights that learn only begin so.
  const start = RULE_CATALOGUE[rule].feedbackLaw !== null && definition === '' ? '^{\\text{start}}' : '';
  return forDepth(
    `${letter.replace(/^[A-Z]/, (name) => `${name}${start}`)} = ${factor}${mask}${whole}`,
    layerCount,
  );
}

/** How what carries the error changes by itself, a line each; none where it does not. */
export function lawsTex({ rule, params }: Pick<RuleChoice, 'rule' | 'params'>, layerCount: number): string[] {
  const law = RULE_CATALOGUE[rule].feedbackLaw;
  if (law === null) return [];
  const isBare = rule === 'kp' && params.feedbackDecay === 0;
  const isRandom = rule === 'pc' && params.pcFeedback === 1;
  const carried = isRandom ? law.replace('W_{l+1}^\\top', 'Q_{l+1}^\\top') : law;
  const written = isBare ? carried.replace('(1 - \\lambda)\\, ', '') : carried;
  const laws = written.split(',\\quad ').map((tex) => forDepth(tex, layerCount));
  // With one hidden layer there is the first target alone, and no decoder.
  return rule === 'dtp' && layerCount === 2 ? laws.slice(0, 1) : laws;
}

const BLOCKED = ['1', '0', '\\|\\delta_l\\|\\,\\xi', '\\|\\delta_l\\|\\,\\mathbf{1}'] as const;

/** What a hidden layer hears when its backward pass is missing, or null where it never is. */
export function blockTex({ params }: Pick<RuleChoice, 'params'>, layerCount: number): string | null {
  if (params.blockProbability === 0) return null;
  return forDepth(`\\delta_l = ${BLOCKED[params.blockMode] ?? '1'}`, layerCount);
}

/** The update that follows from the delta, under the experiment's optimiser and what the arm does to its gradient. */
export function updateTex(
  { optimiser, schedule }: Pick<ExperimentSpec, 'optimiser' | 'schedule'>,
  { rule, params }: Pick<RuleChoice, 'rule' | 'params'>,
  layerCount: number,
): string {
  const { product: ownProduct, synapse } = RULE_CATALOGUE[rule];
  const product = ownProduct?.(params) ?? 'h_{l-1}^\\top \\delta_l';
  const clipped = params.gradientClip > 0 ? `\\mathrm{clip}(${product})` : product;
  const given = params.manhattan === 1 ? `\\mathrm{sign}(${product})` : clipped;
  const isPlain = optimiser.weightDecay === 0;
  const start = '\\Delta W_l =';
  const rate = schedule.id === 'constant' && schedule.warmup === 0 ? '\\eta' : '\\eta_t';
  const names = { momentum: 'Momentum', rmsprop: 'RMSprop', adam: 'Adam' } as const;
  const right =
    optimiser.id === 'sgd'
      ? `-${rate}\\, ${isPlain ? given : `(${given} + \\lambda W_l)`}`
      : `\\mathrm{${names[optimiser.id]}}(${given})`;
  const update = `${start} ${right}`;
  // Hidden layers that move by themselves leave the last one to the optimiser.
  if (synapse?.optimised === 'output') return update.replaceAll('_l', '_L').replaceAll('{l-1}', '{L-1}');
  return forDepth(update, layerCount);
}
