/**
 * The single quantities of many rules, on every backend, and what the verifier says about bad ones.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { onBackends } from '../test/on-backends';
import { LOCAL_CHECKS, runLocal } from './verify-local';
import { constantOf, fieldOf, isLocal, readLocal } from './verify-local-read';

const TEXT = readFileSync(path.join(import.meta.dirname, '..', 'test', 'golden', 'rules-local.json'), 'utf8');
/** The file as plain data, to be spoilt. */
const copy = (): Record<string, unknown> => JSON.parse(TEXT);
const readKeys = (text: string) => {
  const read = readLocal(text, (name) => Object.hasOwn(LOCAL_CHECKS, name));
  if (read.kind === 'broken') throw new Error(read.why);
  return read.keys;
};
/** The file with this check alone. */
const only = (name: string, json = copy()): string => {
  const keys = readKeys(JSON.stringify(json)).filter((key) => key.name !== name);
  return JSON.stringify({ ...json, ...Object.fromEntries(keys.map(({ key }) => [key, undefined])) });
};

onBackends('local quantities', () => {
  for (const name of Object.keys(LOCAL_CHECKS)) {
    test(name, async () => {
      const [outcome, ...others] = await runLocal('rules-local', only(name));
      expect(outcome?.line).toMatch(new RegExp(`^PASS rules-local ${name} worst \\d\\.\\de-\\d+°? \\(`));
      expect(others).toEqual([]);
    });
  }
});

onBackends('wrong expectations fail', () => {
  for (const [name, spoil, where] of [
    ['fwd', (value) => Object.assign(value, { loss_mean: 1.25 }), 'loss: difference'],
    ['BP', (value) => firstNumber(value.delta), 'delta 1: difference'],
    ['FA', (value) => firstNumber(value.gK), 'gK 1: difference'],
    ['DFA', (value) => firstNumber(value.gb), 'gb 1: difference'],
    ['KP_one_step', (value) => firstNumber(value.Q), 'Q 1: difference'],
    ['angles_deg', (value) => Object.assign(value, { uSF_weight: [35.4453, 31.8, 44.8] }), 'uSF 1: 35.35°'],
    ['conv', (value) => firstNumber((value.same as { y: unknown }).y), 'same y: difference'],
    ['conv', (value) => delete (value.valid as { y?: unknown }).y, 'there is no y'],
  ] as readonly (readonly [string, (value: Record<string, unknown>) => unknown, string])[]) {
    test(`${name}: ${where}`, async () => {
      const json = copy();
      const key = Object.keys(json).find((each) => each.startsWith(name)) ?? '';
      spoil(json[key] as Record<string, unknown>);
      const [outcome] = await runLocal('a', only(name, json));
      expect(outcome?.passed).toBe(false);
      expect(outcome?.line).toContain(`FAIL a ${name} ${where}`);
    });
  }

  test('constants come from the parentheses of the key', async () => {
    const json = copy();
    json['KP_one_step(lr=.2,lam=.02,transport=Q)'] = json['KP_one_step(lr=.1,lam=.02,transport=Q)'];
    delete json['KP_one_step(lr=.1,lam=.02,transport=Q)'];
    const [outcome] = await runLocal('a', only('KP_one_step', json));
    expect(outcome?.line).toContain('FAIL a KP_one_step K 1: difference');
  });

  test('a check that nobody knows fails by its name; so do sizes that do not fit', async () => {
    const unknown = { ...copy(), 'Perceptron(rate=1)': [1] };
    const lines = (await runLocal('a', JSON.stringify(unknown))).map(({ line }) => line);
    expect(lines).toContain('FAIL a Perceptron is a check that the lab does not know');
    const [outcome] = await runLocal('a', only('BP', { ...copy(), sizes: [4, 5, 5, 3] }));
    expect(outcome?.line).toBe('FAIL a BP K and b should fit the sizes 4-5-5-3');
    expect((await runLocal('a', '{"schema": "golden-local/1"}')).map(({ passed }) => passed)).toEqual([
      false,
    ]);
  });
}, ['cpu']);

test('the file has twenty checks, and the rest are what they start from', () => {
  const keys = readKeys(TEXT);
  expect(keys).toHaveLength(20);
  expect(keys[0]?.name).toBe('fwd');
  expect(keys.at(-1)?.name).toBe('conv');
  expect(isLocal(TEXT)).toBe(true);
  expect(isLocal('{"schema": "golden-case/1"}')).toBe(false);
});

test('keys say what they fix', () => {
  const key = (text: string) => {
    const [found] = readKeys(JSON.stringify({ ...JSON.parse(only('nothing')), [text]: 1 })).filter(
      (each) => each.key === text,
    );
    if (!found) throw new Error(`no ${text}`);
    return found;
  };
  const equilibrium = key('EP(T1=20,T2=10,beta=-.1,rho=sigmoid(4(z-.5)))');
  expect(equilibrium.name).toBe('EP');
  expect([...equilibrium.constants]).toEqual([
    ['T1', '20'],
    ['T2', '10'],
    ['beta', '-.1'],
    ['rho', 'sigmoid(4(z-.5))'],
  ]);
  expect(constantOf(equilibrium, 'beta')).toBe(-0.1);
  expect(() => constantOf(equilibrium, 'rho')).toThrow('rho should be a number');
  expect(() => constantOf(equilibrium, 'lr')).toThrow('does not say what lr is');
  const forward = key('FF_layer1(theta=5,labels=1,1,0)');
  expect([...forward.constants]).toEqual([
    ['theta', '5'],
    ['labels', '1,1,0'],
  ]);
  const burst = key('Burstprop(p_b=.2,no_recurrent,feedback=Q)');
  expect([burst.flags, burst.constants.get('feedback')]).toEqual([['no_recurrent'], 'Q']);
  expect(key('DTP(lr0=.3,G_l(h)=tanh(h@Q_l^T))').constants.get('G_l(h)')).toBe('tanh(h@Q_l^T)');
  expect(key('Oja_linear_dK').constants.size).toBe(0);
  expect(fieldOf({ 'dK=2(xy-K)': [1], dM: [2] }, 'dK')).toEqual([1]);
  expect(() => fieldOf({ dKM: 1 }, 'dK')).toThrow('there is no dK');
});

/** Changes the first number in nested lists. */
function firstNumber(value: unknown): void {
  if (!Array.isArray(value)) throw new Error('no list');
  if (typeof value[0] === 'number') value[0] += 0.01;
  else firstNumber(value[0]);
}
