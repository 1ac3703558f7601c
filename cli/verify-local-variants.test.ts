/**
 * Local quantities of other networks than the one of `rules-local.json`: deeper, shallower, other sizes, activations, numbers;
 * and files that are wrong in one place: exactly that check fails, with a sentence.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { onBackends } from '../test/on-backends';
import { runLocal } from './verify-local';

const GOLDEN = path.join(import.meta.dirname, '..', 'test', 'golden');
const textOf = (name: string): string => readFileSync(path.join(GOLDEN, name), 'utf8');
const linesOf = async (text: string): Promise<readonly string[]> =>
  (await runLocal('a', text)).map(({ line }) => line);
const failing = async (json: object): Promise<readonly string[]> =>
  (await linesOf(JSON.stringify(json))).filter((line) => line.startsWith('FAIL'));

type Json = Record<string, unknown>;
const TEXT = textOf('rules-local.json');
const copy = (): Json => JSON.parse(TEXT) as Json;
const INPUTS = Object.keys(copy()).slice(0, 9);
const CHECKS = Object.keys(copy()).slice(9);
/** Fields of `conv` that are not computed. */
const GIVEN = ['x_NHWC_flat_per_sample', 'shape', 'K_hwio_flat', 'Q_hwio_flat'];
const FEEDBACK = 'Q_feedback_same_shape_as_K';
const DIRECT = 'B_direct[hidden] (n_out x n_hidden)';

const passes = async (name: string): Promise<void> => {
  const lines = await linesOf(textOf(path.join('local', name)));
  expect(lines).toHaveLength(20);
  expect(lines.filter((line) => !line.startsWith('PASS'))).toEqual([]);
};

onBackends('local quantities of other networks', () => {
  for (const name of readdirSync(path.join(GOLDEN, 'local'))) test(name, () => passes(name));
}, ['cpu', 'wasm']);
onBackends('local quantities of a deep network', () => {
  test('deep', () => passes('deep.json'));
}, ['webgpu']);

onBackends('a file that is wrong in one place', () => {
  test.each(CHECKS)(
    '%s fails where its largest number is a hundredth off, and nothing else does',
    async (key) => {
      const places = placesIn(copy()[key]);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        const json = only(key);
        Object.assign(json, { [key]: changed(json[key], place, grown) });
        const [line, ...others] = await failing(json);
        expect(line, place.join(' ')).toContain(`FAIL a ${key.replace(/\(.*/, '')} `);
        expect(others).toEqual([]);
      }
      const [[first = []]] = [places];
      const everything = { ...copy(), [key]: changed(copy()[key], first, grown) };
      expect(await failing(everything)).toHaveLength(1);
    },
  );

  test.each(CHECKS.filter((key) => placesIn(copy()[key]).some(({ length }) => length > 1 && key !== 'conv')))(
    '%s fails where a layer is missing',
    async (key) => {
      for (const [field, value] of Object.entries(only(key)[key] as Json)) {
        if (!Array.isArray(value)) continue;
        for (const fewer of [value.slice(1), []]) {
          const lines = await failing({ ...only(key), [key]: { ...(copy()[key] as Json), [field]: fewer } });
          expect(lines, field).toHaveLength(1);
        }
      }
    },
  );

  test.each([
    ['fwd', { b: [[0], [0], [0]] }, 'K and b should fit the sizes 4-5-4-3'],
    [
      'fwd',
      {
        x: [
          [1, 2, 3],
          [1, 2, 3, 4, 5],
          [1, 2, 3, 4],
        ],
      },
      'rows of x should hold 4 numbers, rows of y 3',
    ],
    ['BP', { y: [[1], [0], [0]] }, 'rows of x should hold 4 numbers, rows of y 3'],
    ['FA', { [FEEDBACK]: undefined }, 'there is no Q'],
    ['frSF', { [FEEDBACK]: [[[1]], [[1]], [[1]]] }, 'Q should have the shapes of K'],
    ['KP_one_step', { [FEEDBACK]: undefined }, 'there is no Q'],
    ['angles_deg', { [FEEDBACK]: undefined }, 'there is no Q'],
    ['Burstprop', { [FEEDBACK]: undefined }, 'there is no Q'],
    ['DTP', { [FEEDBACK]: undefined }, 'there is no Q'],
    ['DFA', { [DIRECT]: undefined }, 'there is no B'],
    ['DFA', { [DIRECT]: [[[1]], [[1]]] }, 'B should be [n_out, n_hidden] for every hidden layer'],
    ['BP', { BP: null }, 'there is no delta'],
    ['BP', { BP: { delta: [1, 2, 3], gK: null, gb: [] } }, 'should be a list, got null'],
  ] as const)('%s with %j: %s', async (name, change, why) => {
    const key = CHECKS.find((each) => each.replace(/\(.*/, '') === name) ?? '';
    expect(await failing({ ...only(key), ...change })).toEqual([`FAIL a ${name} ${why}`]);
  });

  test.each([
    ['PC(T=2.5,gamma=.1,S=1)', 'PC(T=2.5,gamma=.1,S=1): T should be a whole number from 1 to 10000'],
    ['PC(T=1e9,gamma=.1,S=1)', 'PC(T=1e9,gamma=.1,S=1): T should be a whole number from 1 to 10000'],
    ['EP(T1=20,T2=10,beta=0)', 'beta should not be 0'],
    ['SM(M=J)', 'M should be I+ and a number'],
    ['FF_layer1(theta=5,labels=1,0)', 'labels should be 3 numbers'],
    ['DTP(lr0=.3,G_l(h)=sinh(h@Q_l^T))', 'decoders that end with sinh(h@Q_l^T) are unknown'],
  ])('%s', async (key, why) => {
    const name = key.replace(/\(.*/, '');
    const old = CHECKS.find((each) => each.startsWith(`${name}(`)) ?? '';
    const { [old]: value, ...rest } = only(old);
    expect(await failing({ ...rest, [key]: value })).toEqual([`FAIL a ${name} ${why}`]);
  });

  test('keys may stand in any order, remarks among them', async () => {
    const backwards = Object.fromEntries(Object.entries(copy()).reverse());
    const lines = await linesOf(JSON.stringify({ remark: 'backwards', ...backwards, seed_of: 'none' }));
    expect(lines).toHaveLength(20);
    expect(lines.filter((line) => line.startsWith('FAIL'))).toEqual([]);
  });
}, ['cpu']);

/** The file with this check alone. */
function only(key: string): Json {
  const json = copy();
  return Object.fromEntries([...INPUTS, key].map((each) => [each, json[each]]));
}

type Place = readonly (string | number)[];

const depthOf = (value: unknown): number => (Array.isArray(value) ? 1 + depthOf(value[0]) : 0);
const isRagged = (value: unknown): boolean =>
  depthOf(value) === 2 && new Set((value as unknown[][]).map(({ length }) => length)).size > 1;

/** Where the tensors and numbers stand that a check compares. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value === 'number' || ([1, 2].includes(depthOf(value)) && !isRagged(value))) return [[]];
  return Object.entries(value as object)
    .filter(([name, inside]) => !GIVEN.includes(name) && typeof inside !== 'boolean')
    .flatMap(([name, inside]) => placesIn(inside).map((place): Place => [name, ...place]));
}

/** The same with what stands at a place replaced. */
function changed(value: unknown, [first, ...rest]: Place, by: (inside: unknown) => unknown): unknown {
  if (first === undefined) return by(value);
  const inside = (value as Json)[first];
  if (!Array.isArray(value)) return { ...(value as Json), [first]: changed(inside, rest, by) };
  return value.with(Number(first), changed(inside, rest, by));
}

/** A hundredth more in the largest number. */
function grown(value: unknown): unknown {
  const largest = Math.max(...[value].flat(9).map((each) => Math.abs(Number(each))));
  const grow = (each: unknown): unknown =>
    Array.isArray(each)
      ? each.map(grow)
      : Math.abs(Number(each)) === largest
        ? 1.01 * Number(each) || 0.01
        : each;
  return grow(value);
}
