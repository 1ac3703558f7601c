import { expect, it } from 'vitest';
import { curvesCsv } from './curves-csv';

it('writes a row per sample, with layer and epoch, and leaves out what lies behind the end of a column', () => {
  const csv = curvesCsv(
    [
      { slot: 0, arm: 'BP', key: 'trainLoss', step: [1, 2, 3], value: [2.5, Number.NaN, 9], length: 2 },
      { slot: 1, arm: 'FA', key: 'updateAngle/1', step: [125], value: [89.5], length: 1 },
    ],
    125,
  );
  expect(csv.split('\n')).toEqual([
    'arm,rule,series,layer,step,epoch,value',
    '1,BP,trainLoss,,1,0.008,2.5',
    '1,BP,trainLoss,,2,0.016,',
    '2,FA,updateAngle,1,125,1,89.5',
    '',
  ]);
});
