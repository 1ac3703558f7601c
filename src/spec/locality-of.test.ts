import { describe, expect, it } from 'vitest';
import { readLayers } from './layer-codec';
import { HOMES, type Quantity } from './locality';
import { localityOf } from './locality-of';
import { createArm, DEFAULT_SPEC } from './presets';
import { RULE_CATALOGUE, RULE_IDS } from './rule-catalogue';
import type { SynapseNeeds } from './rule-entry';
import { ruleParams } from './rule-params';
import type { ExperimentSpec, RuleChoice, RuleId, RuleParams } from './spec';

const spec: ExperimentSpec = {
  ...DEFAULT_SPEC,
  network: { ...DEFAULT_SPEC.network, hidden: readLayers('c6k5r.m2.64t') ?? [] },
};
const choiceOf = (rule: RuleId, params: Partial<RuleParams> = {}): RuleChoice => ({
  ...createArm(0, rule),
  params: ruleParams(params),
});
const isNotLocal = ({ home }: Quantity): boolean => HOMES[home].reach === 'not local';
/** What a dense hidden layer needs that is nowhere near it. */
const remote = (rule: RuleId, params: Partial<RuleParams> = {}): string[] =>
  localityOf(spec, choiceOf(rule, params), 2)
    .filter(isNotLocal)
    .map(({ tex }) => tex);

describe('the locality lens', () => {
  it('finds weight transport where it is, and nowhere else', () => {
    expect(remote('bp')).toEqual(['W_{3}']);
    for (const rule of ['usf', 'brsf', 'frsf', 'signAgreement'] as const)
      expect(remote(rule), rule).toEqual(['\\mathrm{sign}(W_{3})']);
    expect(remote('dial')).toEqual(['W_{3}', '\\|W_{3}\\|']);
    for (const rule of ['fa', 'dfa', 'kp', 'wm', 'readout'] as const) expect(remote(rule), rule).toEqual([]);
  });

  it('sees that the output layer hears the teacher, whatever the rule', () => {
    for (const rule of RULE_IDS) {
      if (RULE_CATALOGUE[rule].synapse?.output) continue;
      const quantities = localityOf(spec, choiceOf(rule), 3);
      expect(quantities.slice(0, 4).map(({ tex, home }) => [tex, home])).toEqual([
        ['h_{2}', 'presynaptic'],
        ['p', 'postsynaptic'],
        ['y', 'teacher'],
        ['a_{3}', 'otherUnits'],
      ]);
    }
    const squared = localityOf({ ...spec, loss: 'mse' }, choiceOf('bp'), 3);
    expect(squared.filter(isNotLocal)).toEqual([]);
  });

  it('follows the options of the arm and the rule of the layer', () => {
    const tex = (params: Partial<RuleParams>): string[] =>
      localityOf(spec, choiceOf('fa', params), 2).map((quantity) => quantity.tex);
    expect(tex({})).toContain("\\varphi'(a_{2})");
    expect(tex({ activationDerivative: 0 })).not.toContain("\\varphi'(a_{2})");
    expect(tex({ blockProbability: 0.5, blockMode: 1 })).not.toContain('\\|\\delta_{2}\\|');
    expect(tex({ blockProbability: 0.5, blockMode: 2 })).toContain('\\|\\delta_{2}\\|');
    expect(remote('fa', { gradientClip: 1, normConstraint: 1 })).toEqual(['\\|g\\|', '\\|W_{2}\\|']);
    const mixed = { ...choiceOf('bp'), layerRules: [{ layer: 2, rule: 'dfa' as const }] };
    expect(localityOf(spec, mixed, 2).map(({ home }) => home)).toContain('outputUnits');
    expect(localityOf(spec, { ...mixed, layerRules: [{ layer: 2, rule: 'readout' }] }, 2)).toEqual([]);
  });

  it('takes what a whole rule says of its own synapses', () => {
    const entry: Partial<Record<'synapse', SynapseNeeds>> = RULE_CATALOGUE.fa;
    const ownTrace = { what: 'its own trace', tex: 'e_l', home: 'synapse' } as const;
    const needs = (layer: number, options: Partial<ExperimentSpec> = {}) =>
      localityOf({ ...spec, ...options }, choiceOf('fa'), layer).map(({ tex }) => tex);
    entry.synapse = { hidden: [ownTrace], optimised: 'output' };
    expect(needs(2)).toEqual(['e_{2}', '\\textstyle\\sum_{\\text{batch}}']);
    expect(needs(2, { training: { batch: 1, epochs: 1 } })).toEqual(['e_{2}']);
    expect(needs(1)).toContain('\\textstyle\\sum_{\\text{positions}}');
    const adam = { optimiser: { ...spec.optimiser, id: 'adam' } } as const;
    expect(needs(2, adam)).not.toContain('\\langle g \\rangle');
    expect(needs(3, adam)).toEqual(expect.arrayContaining(['h_{2}', 'y', '\\langle g \\rangle']));
    entry.synapse = { hidden: [], output: [ownTrace], optimised: 'none' };
    expect(needs(3, adam)).toEqual(['e_{3}', '\\textstyle\\sum_{\\text{batch}}']);
    delete entry.synapse;
  });

  it('sees where the first target comes from, and that the others come from decoders', () => {
    const deep = { ...spec, network: { ...spec.network, hidden: readLayers('32t.16t') ?? [] } };
    const needs = (rule: RuleId, layer: number, params: Partial<RuleParams> = {}): string[] =>
      localityOf(deep, choiceOf(rule, params), layer).map(({ tex }) => tex);
    const remotely = (rule: RuleId, layer: number): string[] =>
      localityOf(deep, choiceOf(rule), layer)
        .filter(isNotLocal)
        .map(({ tex }) => tex);
    // Difference target propagation carries one error back through the last layer, and none below it.
    expect(remotely('dtp', 2)).toEqual(['W_{3}']);
    expect(needs('dtp', 2)).toContain('\\delta_{3}');
    expect(needs('dtp', 2)).not.toContain('V_{3}');
    expect(remotely('dtp', 1)).toEqual([]);
    expect(needs('dtp', 1)).toEqual(expect.arrayContaining(['\\hat h_{2}', 'V_{2}', '\\xi_{1}']));
    // The simplified form decodes the right answer itself.
    expect(remotely('sdtp', 2)).toEqual([]);
    expect(needs('sdtp', 2)).toEqual(expect.arrayContaining(['y', 'V_{3}', '\\xi_{2}']));
    expect(needs('sdtp', 2)).not.toContain('c,\\ U');
    expect(needs('sdtp', 2, { auxiliaryUnits: 16 })).toContain('c,\\ U');
  });

  it('follows a whole rule’s own numbers', () => {
    expect(remote('pc')).toEqual(['W_{3}']);
    expect(remote('pc', { pcFeedback: 1 })).toEqual([]);
    expect(remote('guerguiev')).toEqual([]);
    expect(remote('guerguiev', { plateauFeedback: 2 })).toEqual(['W_{3} \\cdots W_{3}']);
    expect(remote('sacramento')).toEqual([]);
    expect(remote('sacramento', { microTopDown: 2 })).toEqual(['W_{3}']);
    expect(remote('sacramento', { microTied: 1 })).toEqual(['W_{3}']);
  });

  it('sees that a convolution shares its weights', () => {
    const homes = localityOf(spec, choiceOf('fa'), 1).map(({ home }) => home);
    expect(homes).toContain('copies');
    expect(localityOf(spec, choiceOf('fa'), 2).map(({ home }) => home)).not.toContain('copies');
  });
});
