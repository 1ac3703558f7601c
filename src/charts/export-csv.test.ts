import { describe, expect, it } from 'vitest';
import { rdmToCsv, tableToCsv, toCsv } from './export-csv';
import type { ChartLine } from './line-chart-model';

function line(arm: string, kind: ChartLine['kind'], samples: [number, number][]): ChartLine {
  const step = Uint32Array.from(samples, ([s]) => s);
  const value = Float32Array.from(samples, ([, v]) => v);
  return { slot: 0, arm, part: 'layer 1', kind, step, value, length: samples.length };
}

const lines = [
  line('BP', 'test', [
    [0, 2.5],
    [10, 0.5],
  ]),
  line('FA, new', 'train', [
    [5, Number.NaN],
    [10, 0.25],
    [15, 1],
  ]),
];

describe('toCsv', () => {
  it('has a column per line and a row per step in wide form', () => {
    expect(toCsv(lines, 10)).toBe(
      'step,epoch,BP layer 1,"FA, new layer 1 (train)"\r\n0,0,2.5,\r\n5,0.5,,\r\n10,1,0.5,0.25\r\n15,1.5,,1\r\n',
    );
  });
  it('has a row per sample in long form', () => {
    const rows = toCsv(lines, 10, 'long').split('\r\n');
    expect(rows[0]).toBe('arm,part,kind,step,epoch,value');
    expect(rows[2]).toBe('BP,layer 1,test,10,1,0.5');
    expect(rows[3]).toBe('"FA, new",layer 1,train,5,0.5,');
    expect(rows).toHaveLength(7);
  });
});

describe('tables', () => {
  it('doubles quotes and leaves missing values empty', () => {
    expect(tableToCsv(['a "b"'], [[1 / 3], [null], [Number.POSITIVE_INFINITY]])).toBe(
      '"a ""b"""\r\n0.33333333\r\n\r\n\r\n',
    );
  });
  it('writes an RDM as a symmetric square with a zero diagonal', () => {
    const csv = rdmToCsv(Float32Array.from([0.25, 0.5, Number.NaN]), ['a', 'b', 'c']);
    expect(csv).toBe(',a,b,c\r\na,0,0.25,0.5\r\nb,0.25,0,\r\nc,0.5,,0\r\n');
  });
});
