import { expect, test } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/presets';
import { deltaTex, inLayerOne, updateTex } from './rule-tex';

test('only the carrier of the error is highlighted, in the colour of the arm', () => {
  expect(deltaTex('fa', 1, 2)).toContain('\\htmlClass{hl arm-2}{B_2^\\top}');
  expect(deltaTex('dfa', 2, 3)).toContain('\\htmlClass{hl arm-3}{B_l^\\top}');
});

test('the shared line is what the optimiser really does', () => {
  expect(updateTex(DEFAULT_SPEC, 2)).toBe('\\Delta W_{1} = -\\eta\\, h_{0}^\\top \\delta_{1}');
  const adam = { optimiser: { ...DEFAULT_SPEC.optimiser, id: 'adam' as const } };
  expect(updateTex(adam, 3)).toBe('\\Delta W_{l} = \\mathrm{Adam}(h_{l-1}^\\top \\delta_{l})');
});

test('layer l becomes layer 1', () => {
  expect(inLayerOne('h_{l-1}')).toBe('h_{0}');
  expect(inLayerOne("\\varphi'(a_l)")).toBe("\\varphi'(a_1)");
  expect(inLayerOne('W_{l+1}')).toBe('W_{2}');
});
