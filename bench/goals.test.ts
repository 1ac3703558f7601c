import { describe, expect, it } from 'vitest';
import { CASES } from './cases';
import { CONTESTANTS } from './contestants';
import { PROBE_GOAL, probePercent, RATIO_GOALS, type RatioGoal, ratioLine, ratioOf } from './goals';

const goal: RatioGoal = {
  name: 'wasm-vs-peer',
  caseId: 'net',
  lab: 'lab',
  peer: 'peer',
  of: 'msPerStep',
  from: 5,
  to: Number.POSITIVE_INFINITY,
};

describe('ratioOf', () => {
  it('says how many times as fast the lab is, round by round', () => {
    const lab = { msPerStep: [1, 2, 4], scriptMsPerStep: [1, 1, 1], cpuMsPerStep: [] };
    const peer = { msPerStep: [6, 12, 24], scriptMsPerStep: [3, 3, 3], cpuMsPerStep: [] };
    expect(ratioOf(goal, { net: { lab, peer } })).toBe(6);
    expect(ratioOf({ ...goal, of: 'scriptMsPerStep' }, { net: { lab, peer } })).toBe(3);
  });

  it('is null where one of the two did not run', () => {
    const lab = { msPerStep: [1], scriptMsPerStep: [null], cpuMsPerStep: [] };
    expect(ratioOf(goal, { net: { lab } })).toBeNull();
    expect(ratioOf(goal, {})).toBeNull();
    expect(ratioOf({ ...goal, of: 'scriptMsPerStep' }, { net: { lab, peer: lab } })).toBeNull();
  });
});

describe('ratioLine', () => {
  it('has the form that scripts read', () => {
    expect(ratioLine(goal, 6.004)).toBe('ratio wasm-vs-peer 6.00 goal 5 met');
    expect(ratioLine(goal, 4.98)).toBe('ratio wasm-vs-peer 4.98 goal 5 missed');
  });

  it('judges the number that it prints', () => {
    expect(ratioLine(goal, 4.996)).toBe('ratio wasm-vs-peer 5.00 goal 5 met');
  });

  it('knows goals with an upper bound', () => {
    expect(ratioLine({ name: 'fa', from: 0.95, to: 1.1 }, 1.05)).toBe('ratio fa 1.05 goal 0.95-1.1 met');
    expect(ratioLine({ name: 'fa', from: 0.95, to: 1.1 }, 1.2)).toBe('ratio fa 1.20 goal 0.95-1.1 missed');
    expect(ratioLine(PROBE_GOAL, 12)).toBe('ratio probe-percent 12.0 goal 10 missed');
    expect(ratioLine(PROBE_GOAL, -0.4)).toBe('ratio probe-percent -0.400 goal 10 met');
  });
});

it('counts what measuring adds to training, in percent', () => {
  const samples = (...msPerStep: number[]) => ({ msPerStep, scriptMsPerStep: [], cpuMsPerStep: [] });
  expect(probePercent(samples(1.1, 2.4, 1.1), samples(1, 2, 1))).toBeCloseTo(10, 6);
  expect(probePercent(samples(1), undefined)).toBeNull();
});

it('names only contestants and networks that exist, and no goal twice', () => {
  const ids = CONTESTANTS.map(({ id }) => id);
  const networks = CASES.map(({ id }) => id);
  for (const { lab, peer, caseId } of RATIO_GOALS) {
    expect(ids).toContain(lab);
    expect(ids).toContain(peer);
    expect(networks).toContain(caseId);
  }
  expect(new Set(RATIO_GOALS.map(({ name }) => name)).size).toBe(RATIO_GOALS.length);
});
