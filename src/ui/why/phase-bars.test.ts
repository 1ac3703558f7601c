import { expect, test } from 'vitest';
import { RULE_CATALOGUE, RULE_IDS } from '../../spec/catalogue';
import { ruleParams } from '../../spec/rule-params';
import type { RuleId, RuleParams } from '../../spec/spec';
import { lengthWords, phaseBars } from './phase-bars';

test('phases follow one another and fill the step', () => {
  expect(phaseBars([{ length: 30 }, { length: 10 }, { length: 10 }])).toEqual([
    { startPercent: 0, widthPercent: 60 },
    { startPercent: 60, widthPercent: 20 },
    { startPercent: 80, widthPercent: 20 },
  ]);
});

test('a pass beside a long settling can still be seen', () => {
  const [pass, settling] = phaseBars([{ length: 1 }, { length: 99 }]);
  expect(pass?.widthPercent).toBeGreaterThan(5);
  expect(settling?.startPercent).toBe(pass?.widthPercent);
  expect((settling?.startPercent ?? 0) + (settling?.widthPercent ?? 0)).toBeCloseTo(100, 9);
});

test('one of a unit is one', () => {
  expect(lengthWords(1, 'sweeps')).toBe('1 sweep');
  expect(lengthWords(1, 'passes')).toBe('1 pass');
  expect(lengthWords(8, 'passes')).toBe('8 passes');
  expect(lengthWords(1, 'ms')).toBe('1 ms');
});

/** "Free phase 30 sweeps W": names, lengths and what changes, of an arm with three layers. */
const phasesOf = (rule: RuleId, params: Partial<RuleParams> = {}): string[] =>
  (RULE_CATALOGUE[rule].phases?.(ruleParams(params), 3) ?? []).map(({ name, length, unit, changes }) =>
    [name, unit ? lengthWords(length, unit) : length, ...(changes ?? [])].join(' '),
  );

test('phases are as long as the arm’s own numbers say', () => {
  expect(phasesOf('pc', { inferenceSteps: 7 })).toEqual(['Forward pass 1', 'Inference 7 steps W']);
  // Z-IL takes a step per hidden layer, whatever T.
  expect(phasesOf('pc', { inferenceSteps: 7, pcVariant: 1 })[1]).toBe('Inference 2 steps W');
  expect(phasesOf('ep', { freeSteps: 60, nudgedSteps: 15 })).toEqual([
    'Free phase 60 sweeps',
    'Nudged phase 15 sweeps',
    'Nudged away 15 sweeps W',
  ]);
  expect(phasesOf('ep', { freeSteps: 60, nudgedSteps: 15, nudgeSides: 1 })).toEqual([
    'Free phase 60 sweeps',
    'Nudged phase 15 sweeps W',
  ]);
  for (const rule of ['chl', 'generec'] as const)
    expect(phasesOf(rule, { sweeps: 4 })).toEqual(['Minus phase 4 sweeps', 'Plus phase 4 sweeps W']);
  for (const rule of ['dtp', 'sdtp'] as const)
    expect(phasesOf(rule, { decoderSteps: 5 })[2]).toBe('Reconstruction 5 turns V');
  expect(phasesOf('nonNegativeSm', { settlingRounds: 1 })[0]).toBe('Settling 1 round');
  expect(phasesOf('nodePerturbation', { perturbationTries: 4 })).toEqual([
    'Quiet pass 1',
    'With noise 4 passes',
    'Against it 4 passes W',
  ]);
  expect(phasesOf('stdwi', { spikingTime: 80 })).toEqual(['Up and down 1 W', 'Spiking 80 ms B']);
  expect(phasesOf('wm')).toEqual(['Up and down 1 W', 'Mirroring 1 B']);
  expect(phasesOf('weightPerturbation', { perturbationTries: 4, perturbationPaired: 0 })).toEqual([
    'Quiet pass 1',
    'With jitter 4 passes W',
  ]);
});

test('what does not happen under an arm’s numbers has no phase, and what does not learn does not change', () => {
  expect(phasesOf('forwardForward')).toHaveLength(3);
  expect(phasesOf('forwardForward', { goodnessAnswer: 1 })).toHaveLength(2);
  expect(phasesOf('burstprop', { burstCancelling: 1, burstFeedback: 1 }).slice(1)).toEqual([
    'Bursts down 1 R',
    'Taught bursts 1 W Y',
  ]);
  expect(phasesOf('burstprop', { burstCancelling: 0, burstFeedback: 0 }).slice(1)).toEqual([
    'Bursts down 1',
    'Taught bursts 1 W',
  ]);
  expect(phasesOf('sacramento', { microTied: 1, microTopDown: 1 })[2]).toBe('At rest 2 W Q');
  expect(phasesOf('guerguiev', { plateauFeedback: 1 })[1]).toBe('Target phase 1 W Y');
});

test('every step ends with something learnt, and no phase takes no time', () => {
  for (const rule of RULE_IDS) {
    const phases = RULE_CATALOGUE[rule].phases?.(ruleParams(), 3);
    if (!phases) continue;
    expect(
      phases.some(({ changes }) => changes?.includes('W') || changes?.length),
      rule,
    ).toBeTruthy();
    expect(Math.min(...phases.map(({ length }) => length)), rule).toBeGreaterThanOrEqual(1);
  }
});
