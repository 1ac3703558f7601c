import { expect, test } from 'vitest';
import { LAYER_RULE_IDS, RULE_CATALOGUE, RULE_IDS } from '../../spec/catalogue';
import { DEFAULT_SPEC } from '../../spec/presets';
import { ruleParams } from '../../spec/rule-params';
import type { RuleId, RuleParams } from '../../spec/spec';
import { blockTex, carrierTex, deltaTex, inLayerOne, lawsTex, updateTex } from './rule-tex';

const own = (rule: RuleId, params: Partial<RuleParams> = {}) => ({ rule, params: ruleParams(params) });

test('only the carrier of the error is highlighted, in the colour of the arm', () => {
  expect(deltaTex(own('fa'), 1, 2)).toContain('\\htmlClass{hl arm-2}{B_2^\\top}');
  expect(deltaTex(own('dfa'), 2, 3)).toContain('\\htmlClass{hl arm-3}{B_l^\\top}');
  expect(deltaTex(own('readout'), 0, 2)).toBe('\\delta_1 = \\htmlClass{hl arm-1}{0}');
});

test('every rule has one letter in its formula; what it stands for has a line of its own', () => {
  for (const rule of LAYER_RULE_IDS) {
    const highlighted = /htmlClass\{[^}]*\}\{(.*?)\}([ )]|$)/.exec(deltaTex(own(rule), 0, 2))?.[1];
    expect(highlighted, rule).toMatch(/^([WB]_[12]\^\\top|0)$/);
  }
  expect(carrierTex(own('fa'), 2)).toBeNull();
  expect(carrierTex(own('bp'), 2)).toBeNull();
  expect(carrierTex(own('usf'), 3)).toBe('B_{l+1} = s_{l+1}\\,(\\mathrm{sign}\\,W_{l+1})');
  expect(carrierTex(own('dial', { dialAngle: 30 }), 2)).toContain('\\cos30^\\circ');
});

test('a whole rule keeps its own term, highlighted', () => {
  for (const rule of RULE_IDS.filter((id) => RULE_CATALOGUE[id].isWhole)) {
    const { before, term } = RULE_CATALOGUE[rule].formula;
    expect(deltaTex(own(rule), 0, 3)).toContain(`${before}\\htmlClass{hl arm-1}{${term}}`);
    expect(carrierTex(own(rule), 3)).toBeNull();
  }
});

test('scale, sparsity and rank stand in what carries the error', () => {
  expect(carrierTex(own('fa', { feedbackScale: 0.03 }), 2)).toBe('B_2 = 0.03\\,R_2');
  expect(carrierTex(own('dfa', { sparsity: 0.5, rank: 3 }), 3)).toBe('B_l = Z_l \\odot U_l V_l');
  expect(carrierTex(own('frsf', { sparsity: 0.5 }), 2)).toContain('= Z_2 \\odot |M_2| \\odot');
  expect(carrierTex(own('dial', { feedbackScale: 2 }), 2)).toMatch(/= 2\\,\(.* \+ .*\)$/);
  expect(carrierTex(own('kp', { feedbackScale: 2 }), 2)).toContain('\\text{start}');
  expect(carrierTex(own('bp', { feedbackScale: 2, sparsity: 0.5 }), 2)).toBeNull();
});

test('without the slope it is struck out, not forgotten', () => {
  const tex = deltaTex(own('fa', { activationDerivative: 0 }), 1, 2);
  expect(tex).toBe(
    "\\delta_1 = \\delta_2\\,\\htmlClass{hl arm-2}{B_2^\\top} \\,\\cancel{\\odot \\varphi'(a_1)}",
  );
});

test('feedback that learns has laws, without the decay that is 0', () => {
  expect(lawsTex(own('kp'), 2)).toEqual(['B_2 \\leftarrow (1 - \\lambda)\\, B_2 + \\Delta W_2']);
  expect(lawsTex(own('kp', { feedbackDecay: 0 }), 2)).toEqual(['B_2 \\leftarrow B_2 + \\Delta W_2']);
  expect(lawsTex(own('wm'), 2)).toHaveLength(2);
  expect(lawsTex(own('fa'), 2)).toEqual([]);
  expect(lawsTex(own('dtp'), 3)).toHaveLength(3);
  expect(lawsTex(own('dtp'), 2)).toEqual([expect.stringContaining('W_L^\\top')]);
  const [, movement = ''] = lawsTex(own('pc', { pcFeedback: 1 }), 3);
  expect(movement).toContain('Q_{l+1}^\\top');
  expect(lawsTex(own('pc'), 3)[1]).toBe(movement.replace('Q', 'W'));
});

test('a missing backward pass has a line for what stands in', () => {
  expect(blockTex(own('bp'), 2)).toBeNull();
  expect(blockTex(own('bp', { blockProbability: 0.3 }), 2)).toBe('\\delta_1 = 1');
  expect(blockTex(own('bp', { blockProbability: 0.3, blockMode: 1 }), 3)).toBe('\\delta_l = 0');
});

test('the update is what the optimiser really does', () => {
  const plain = own('bp');
  expect(updateTex(DEFAULT_SPEC, plain, 2)).toBe('\\Delta W_1 = -\\eta\\, h_0^\\top \\delta_1');
  const adam = { ...DEFAULT_SPEC, optimiser: { ...DEFAULT_SPEC.optimiser, id: 'adam' as const } };
  expect(updateTex(adam, plain, 3)).toBe('\\Delta W_l = \\mathrm{Adam}(h_{l-1}^\\top \\delta_l)');
  const decayed = { ...DEFAULT_SPEC, optimiser: { ...DEFAULT_SPEC.optimiser, weightDecay: 0.1 } };
  expect(updateTex(decayed, own('bp', { manhattan: 1 }), 3)).toBe(
    '\\Delta W_l = -\\eta\\, (\\mathrm{sign}(h_{l-1}^\\top \\delta_l) + \\lambda W_l)',
  );
  const cosine = { ...DEFAULT_SPEC, schedule: { ...DEFAULT_SPEC.schedule, id: 'cosine' as const } };
  expect(updateTex(cosine, own('bp', { gradientClip: 1 }), 3)).toContain('-\\eta_t\\, \\mathrm{clip}(');
});

test('the update of rules with phases is what they hold against each other', () => {
  expect(updateTex(DEFAULT_SPEC, own('chl'), 2)).toContain('a_0^{-\\top} a_1^- - a_0^{+\\top} a_1^+');
  expect(updateTex(DEFAULT_SPEC, own('ep', { nudgeSides: 1 }), 3)).toContain('\\tfrac{1}{\\beta}');
  expect(deltaTex(own('ep', { nudgeSides: 1 }), 0, 3)).toContain('\\tfrac{1}{\\beta}');
  expect(deltaTex(own('ep'), 0, 3)).toContain('\\tfrac{1}{2\\beta}');
  expect(updateTex(DEFAULT_SPEC, own('generec', { generecForm: 2 }), 3)).toBe(
    updateTex(DEFAULT_SPEC, own('chl'), 3),
  );
  expect(updateTex(DEFAULT_SPEC, own('pc'), 3)).toBe(
    '\\Delta W_l = -\\eta\\, \\varphi(x_{l-1})^\\top \\delta_l',
  );
  // Of Hebbian rules the optimiser moves the output alone.
  expect(updateTex(DEFAULT_SPEC, own('oja'), 2)).toBe('\\Delta W_L = -\\eta\\, h_{L-1}^\\top \\delta_L');
});

test('layer l becomes layer 1', () => {
  expect(inLayerOne('h_{l-1}')).toBe('h_0');
  expect(inLayerOne("\\varphi'(a_l)")).toBe("\\varphi'(a_1)");
  expect(inLayerOne('W_{l+1}')).toBe('W_2');
});
