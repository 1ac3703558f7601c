import { expect, test } from 'vitest';
import { areTicks, shortNames, tickNames, withArticle } from './class-names';

const FASHION = ['T-shirt/top', 'Trouser', 'Pullover', 'Ankle boot'];
const SPIRALS = ['Arm A', 'Arm B', 'Arm C'];

test('names stand in sentences with their article', () => {
  expect(['4', '8', '11', '80', 'Sandal', 'Ankle boot', 'T-shirt/top', 'Arm B'].map(withArticle)).toEqual([
    'a 4',
    'an 8',
    'an 11',
    'an 80',
    'a sandal',
    'an ankle boot',
    'a T-shirt/top',
    'Arm B',
  ]);
});

test('short names keep what tells classes apart', () => {
  expect(shortNames(FASHION)).toEqual(['T-shirt', 'Trouser', 'Pullover', 'boot']);
  expect(shortNames(SPIRALS)).toEqual(['A', 'B', 'C']);
  expect(shortNames(['red car', 'blue car', 'bus'])).toEqual(['red car', 'blue car', 'bus']);
});

test('digits and series are ticks, words are not', () => {
  expect(areTicks(['0', '1', '10'])).toBe(true);
  expect(areTicks(SPIRALS)).toBe(true);
  expect(areTicks(FASHION)).toBe(false);
  expect(tickNames(FASHION)[1]).toBe('Tr');
});
