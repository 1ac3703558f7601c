import { describe, expect, it } from 'vitest';
import { setField } from '../../spec/fields';
import { DEFAULT_SPEC } from '../../spec/presets';
import { ruleParams } from '../../spec/rule-params';
import { changeWords } from './change-words';

describe('changeWords', () => {
  it('names values as the controls do', () => {
    const spec = setField(setField(DEFAULT_SPEC, 'learningRate', 0.00001), 'optimiser', 'adam');
    expect(changeWords('learningRate', DEFAULT_SPEC, spec)).toEqual({
      label: 'Learning rate',
      from: '0.1',
      to: '1e-5',
    });
    expect(changeWords('optimiser', DEFAULT_SPEC, spec)).toEqual({
      label: 'Optimiser',
      from: 'SGD',
      to: 'Adam',
    });
  });

  it('describes layers and arms', () => {
    const [bp, fa] = DEFAULT_SPEC.arms;
    if (!bp || !fa) throw new Error('the default has two arms');
    const spec = {
      ...DEFAULT_SPEC,
      network: { ...DEFAULT_SPEC.network, hidden: [] },
      arms: [
        { ...bp, learningRate: 0.05 },
        { ...fa, params: ruleParams({ feedbackScale: 0.03, sparsity: 0.5 }) },
      ],
    };
    expect(changeWords('layers', DEFAULT_SPEC, spec)).toEqual({
      label: 'Hidden layers',
      from: '64 tanh',
      to: 'no hidden layer',
    });
    expect(changeWords('arms', DEFAULT_SPEC, spec)).toEqual({
      label: 'Rules',
      from: 'BP, FA',
      to: 'BP (rate 0.05), FA (×0.03 · 50 % sparse)',
    });
  });
});
