import { expect, it } from 'vitest';
import { formatTable } from './table';

it('lines up numbers on the right and names on the left', () => {
  const table = formatTable(
    ['who', 'steps/s'],
    [
      ['lab, wasm', '1200'],
      ['peer', '7'],
    ],
  );
  expect(table).toBe(
    [
      'who        steps/s', //
      '─────────  ───────',
      'lab, wasm     1200',
      'peer             7',
    ].join('\n'),
  );
});
