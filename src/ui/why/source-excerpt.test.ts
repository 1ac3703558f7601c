import { expect, test } from 'vitest';
import { cutDeclaration, excerptOf } from './source-excerpt';

const SOURCE = `/** About the file. */
import { a } from './a';

// Half of it.
export const rule: Rule = {
  id: 'x',
  // B = (W)
  carry: ({ W }) => W.map((each) => half(each)), // ( not counted
  step(context) {
    return '(' + context;
  },
};

/** Halves. */
function half(
  W: Tensor,
): Tensor {
  return W;
}
`;

test('a member is cut out whole, with the comment above it and without its indent', () => {
  expect(cutDeclaration(SOURCE, 'carry')).toEqual([
    '// B = (W)',
    'carry: ({ W }) => W.map((each) => half(each)), // ( not counted',
  ]);
  expect(cutDeclaration(SOURCE, 'step')).toEqual(['step(context) {', "  return '(' + context;", '},']);
});

test('a function is found where it is declared, not where it is called', () => {
  expect(cutDeclaration(SOURCE, 'half')).toEqual([
    '/** Halves. */',
    'function half(',
    '  W: Tensor,',
    '): Tensor {',
    '  return W;',
    '}',
  ]);
});

test('a name that the file does not declare gives nothing', () => {
  expect(cutDeclaration(SOURCE, 'context')).toBeNull();
  expect(excerptOf(SOURCE, ['carry', 'gone'])).toBeNull();
});

test('several parts stand one below the other', () => {
  expect(excerptOf(SOURCE, ['step', 'carry'])?.slice(2, 5)).toEqual(['},', '', '// B = (W)']);
});
