import { describe, expect, it } from 'vitest';
import type { ArmRun } from '../../store/run-state';
import { armLine, scoreText } from './arm-words';

const run: ArmRun = {
  slot: 1,
  rule: 'fa',
  status: { kind: 'running' },
  step: 500,
  stepsPerSecond: 100,
  learningRate: 0.1,
  warmUp: null,
  marks: [],
  tensors: 0,
};

describe('armLine', () => {
  it('names the rule while nothing has happened', () => {
    expect(armLine('fa', run, 125)).toEqual({ text: 'Feedback alignment', tone: 'plain', isName: true });
    expect(armLine('dfa', undefined, 125).text).toBe('Direct feedback alignment');
  });

  it('says where a diverged arm stopped', () => {
    const diverged: ArmRun = { ...run, status: { kind: 'diverged', step: 1412, what: 'loss' } };
    expect(armLine('fa', diverged, 125)).toEqual({
      text: 'Stopped at step 1,412',
      tone: 'bad',
      isName: false,
    });
  });

  it('remembers the last rule', () => {
    const switched: ArmRun = { ...run, rule: 'bp', marks: [{ step: 525, from: 'fa', to: 'bp' }] };
    expect(armLine('bp', switched, 125).text).toBe('was FA until epoch 4.2');
    const layers = { toLayers: [{ layer: 1, rule: 'bp' as const }], fromLayers: [] };
    const mixed: ArmRun = { ...run, marks: [{ step: 525, from: 'fa', to: 'fa', ...layers }] };
    expect(armLine('fa', mixed, 125).text).toBe('layers changed at epoch 4.2');
  });

  it('says how far a rule is that learns before the first step', () => {
    const mirroring: ArmRun = { ...run, rule: 'wm', step: 0, warmUp: { done: 40, total: 1250 } };
    expect(armLine('wm', mirroring, 125).text).toBe('Mirroring, 40 of 1,250 steps');
    const done: ArmRun = { ...mirroring, warmUp: { done: 1250, total: 1250 } };
    expect(armLine('wm', done, 125).isName).toBe(true);
  });
});

describe('numbers', () => {
  it('writes accuracies in percent and errors to three digits', () => {
    expect(scoreText(0.965, false)).toBe('96.5 %');
    expect(scoreText(0.01234, true)).toBe('0.0123');
    expect(scoreText(0.000012, true)).toBe('1.2e-5');
    expect(scoreText(Number.NaN, false)).toBe('–');
  });
});
