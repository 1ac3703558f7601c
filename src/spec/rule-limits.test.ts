/**
 * What a rule cannot do is refused with the sentence of its entry, wherever an experiment comes from.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { checkArm } from './arm-check';
import { repair } from './check';
import { decodeSpec } from './codec';
import { readLayers } from './layer-codec';
import { createArm, DEFAULT_SPEC } from './presets';
import { RULE_CATALOGUE } from './rule-catalogue';
import type { RuleEntry, RuleLimits } from './rule-entry';
import { whyNotLayerRule, whyNotRule, whyOutside } from './rule-limits';
import { ruleParams } from './rule-params';
import type { ArmSpec, ExperimentSpec } from './spec';

const layered = (hidden: string, rest: Partial<ExperimentSpec> = {}): ExperimentSpec => ({
  ...DEFAULT_SPEC,
  ...rest,
  network: { ...DEFAULT_SPEC.network, ...rest.network, hidden: readLayers(hidden) ?? [] },
});

const LIMITS: Required<RuleLimits> = {
  convolution: 'No maps.',
  pooling: { allowed: ['avgpool2d'], why: 'Averages only.' },
  hiddenCount: { least: 1, most: 2, why: 'One or two hidden layers.' },
  autoencoder: 'Needs labels.',
  regression: 'Needs classes.',
  losses: { allowed: ['softmax-cross-entropy', 'mse'], why: 'Not with this loss.' },
  activations: { allowed: ['tanh', 'sigmoid'], why: 'Needs a bounded slope.' },
  outputActivation: { allowed: ['linear'], why: 'Needs a linear output.' },
  batchNorm: 'No batches.',
  dropout: 'No dropout.',
};
const { convolution: _, ...WITH_MAPS } = LIMITS;

describe('limits', () => {
  it('are crossed by what they name, and by nothing else', () => {
    expect(whyOutside(layered('64t'), LIMITS)).toBeNull();
    expect(whyOutside(layered('64t.8s'), LIMITS)).toBeNull();
    expect(whyOutside(layered('c4k3t.8t'), LIMITS)).toBe('No maps.');
    expect(whyOutside(layered('c4k3t.g2.8t'), WITH_MAPS)).toBeNull();
    expect(whyOutside(layered('c4k3t.m2.8t'), WITH_MAPS)).toBe('Averages only.');
    expect(whyOutside(layered(''), LIMITS)).toBe('One or two hidden layers.');
    expect(whyOutside(layered('8t.8t.8t'), LIMITS)).toBe('One or two hidden layers.');
    expect(whyOutside(layered('64t', { target: 'input', loss: 'mse' }), LIMITS)).toBe('Needs labels.');
    const numbers = { loss: 'mse', dataset: { ...DEFAULT_SPEC.dataset, id: 'linear-map' } } as const;
    expect(whyOutside(layered('64t', numbers), LIMITS)).toBe('Needs classes.');
    expect(whyOutside(layered('64t', { loss: 'mae' }), LIMITS)).toBe('Not with this loss.');
    expect(whyOutside(layered('64t.64r'), LIMITS)).toBe('Needs a bounded slope.');
    expect(whyOutside(layered('64t.n'), LIMITS)).toBe('No batches.');
    expect(whyOutside(layered('64t.o20'), LIMITS)).toBe('No dropout.');
    // Losses that take logits make the output linear whatever is asked for.
    const bent = { network: { ...DEFAULT_SPEC.network, outputActivation: 'tanh' } } as const;
    expect(whyOutside(layered('64t', { ...bent, loss: 'mse' }), LIMITS)).toBe('Needs a linear output.');
    expect(whyOutside(layered('64t', bent), LIMITS)).toBeNull();
    for (const hidden of ['c4k3r.m2.n.o20.8r', '']) expect(whyOutside(layered(hidden), {})).toBeNull();
  });
});

describe('a rule with limits', () => {
  const given = { ...RULE_CATALOGUE.fa };
  const bound = (patch: Partial<RuleEntry>): void => void Object.assign(RULE_CATALOGUE.fa, patch);
  afterEach(() => {
    const entry = RULE_CATALOGUE.fa as Partial<Record<keyof RuleEntry, unknown>>;
    delete entry.limits;
    delete entry.isWhole;
    expect(RULE_CATALOGUE.fa).toEqual(given);
  });
  const arm: ArmSpec = { ...createArm(1, 'fa'), params: ruleParams({ feedbackScale: 2 }), learningRate: 0.3 };

  it('gives way to backpropagation where it cannot be used, with its sentence', () => {
    bound({ limits: { dropout: 'Feedback needs every unit.' } });
    const spec = layered('64t.o20.8t', { arms: [createArm(0, 'bp'), arm] });
    expect(whyNotRule(spec, 'fa')).toBe('Feedback needs every unit.');
    expect(whyNotRule(spec, 'bp')).toBeNull();
    const { arm: checked, issues } = checkArm(spec, arm);
    expect(checked).toEqual({ ...createArm(1, 'bp'), learningRate: 0.3 });
    expect(issues).toEqual([
      {
        where: 'rule',
        label: 'The rule',
        why: 'cannot be used here: Feedback needs every unit',
        should: 'Feedback needs every unit',
        ruleOf: 'arm',
      },
    ]);
    expect(repair(spec).issues).toEqual([
      { label: 'FA', why: 'cannot be used here: Feedback needs every unit', ruleOf: 'arm' },
    ]);
    const link = decodeSpec([
      ['h', '64t.o20.8t'],
      ['a', 'bp_fa~s2'],
    ]);
    expect(link.spec.arms.map(({ rule }) => rule)).toEqual(['bp', 'bp']);
    expect(link.issues).toHaveLength(1);
    expect(checkArm(layered('64t', { arms: [arm] }), arm).arm).toBe(arm);
  });

  it('for pairs of neurons brings no error through a convolution, as rule of a layer either', () => {
    const arm: ArmSpec = { ...createArm(0, 'fa'), layerRules: [{ layer: 1, rule: 'stdwi' }] };
    // Layer 1 hears through the kernels of layer 2, layer 2 through the output's weights.
    const kernels = layered('c4k3r.c4k3r', { arms: [arm] });
    expect(whyNotLayerRule(kernels, 'stdwi', 1)).toMatch(/copies of a kernel are no pairs/);
    expect(whyNotLayerRule(kernels, 'stdwi', 2)).toBeNull();
    const { arm: repaired, issues } = checkArm(kernels, arm);
    expect(repaired.layerRules).toEqual([]);
    expect(issues).toMatchObject([
      { where: 'layerRules', why: expect.stringMatching(/^cannot be used here: W/) },
    ]);
    const second: ArmSpec = { ...arm, layerRules: [{ layer: 2, rule: 'stdwi' }] };
    expect(checkArm(kernels, second)).toEqual({ arm: second, issues: [] });
    expect(checkArm(layered('c4k3r.m2.16r'), arm).issues).toEqual([]);
    const link = decodeSpec([
      ['h', 'c4k3r.c4k3r'],
      ['a', 'fa~y1stdwi'],
    ]);
    expect(link.issues).toMatchObject([{ label: 'Rules of layers of FA', ruleOf: 'layer' }]);
  });

  it('that is whole has no rules of single layers beside it and is none itself', () => {
    const mixed = (rule: ArmSpec['rule'], other: ArmSpec['rule']): ArmSpec => ({
      ...createArm(0, rule),
      layerRules: [{ layer: 1, rule: other }],
    });
    const spec = layered('64t.8t');
    expect(checkArm(spec, mixed('bp', 'fa')).issues).toEqual([]);
    bound({ isWhole: true });
    const { arm: alone, issues } = checkArm(spec, mixed('fa', 'dfa'));
    expect(alone.layerRules).toEqual([]);
    expect(issues.map(({ why }) => why)).toEqual(['do not go with FA']);
    expect(checkArm(spec, mixed('bp', 'fa')).issues.map(({ why }) => why)).toEqual([
      'name FA, which is no rule for a single layer',
    ]);
  });
});
