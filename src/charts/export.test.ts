import { expect, test } from 'vitest';
import { type Figure, toSvg } from './export';

const figure: Figure = { title: 'Loss', unit: 'nats', size: { width: 300, height: 100 }, nodes: [] };
const heightOf = (svg: string): number => Number(/height="(\d+)"/.exec(svg)?.[1]);
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? '');

test('a note stands under the drawing, in as many rows as it needs', () => {
  const bare = heightOf(toSvg(figure));
  const short = toSvg({ ...figure, note: 'same rate for all: 0.1' });
  expect(textsOf(short)).toEqual(['same rate for all: 0.1']);
  expect(heightOf(short) - bare).toBe(18);

  const note =
    'tuned per rule: BP 0.1 · FA 0.01 · DFA 0.02 · KP 0.1, × 0.1 every 10 epochs, warm-up over 2 epochs';
  const long = toSvg({ ...figure, note });
  const rows = textsOf(long);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.join(' ')).toBe(note);
  expect(heightOf(long) - bare).toBe(18 * rows.length);
});
