/**
 * What the catalogue says of the rules is what they are.
 */
import { expect, test } from 'vitest';
import { LAYER_RULE_IDS, RULE_CATALOGUE, RULE_IDS } from '../spec/catalogue';
import { ruleParams } from '../spec/rule-params';
import { CARRIER_IDS, RULES } from './index';

test('the rules that single layers can have are those that say what carries the error', () => {
  expect([...LAYER_RULE_IDS].sort()).toEqual([...CARRIER_IDS].sort());
});

test('every rule goes by its own id, and says what its updates need where carriers do not', () => {
  expect(Object.keys(RULES).sort()).toEqual([...RULE_IDS].sort());
  for (const id of RULE_IDS) {
    expect(RULES[id].id).toBe(id);
    expect(RULE_CATALOGUE[id].id).toBe(id);
    if (RULES[id].kind !== 'whole') continue;
    expect(RULE_CATALOGUE[id].synapse, id).toBeDefined();
    expect(RULE_CATALOGUE[id].phases?.(ruleParams(), 3).length, id).toBeGreaterThan(0);
  }
});

test('what to try is whole sentences, and asks for no reset: numbers of a rule are live', () => {
  for (const { id, tryThis } of Object.values(RULE_CATALOGUE)) {
    expect(tryThis, id).toMatch(/^[A-Z].*[.?]$/);
    expect(tryThis, id).not.toMatch(/\bReset\b/i);
  }
});

test('limits are whole sentences', () => {
  for (const { limits = {} } of Object.values(RULE_CATALOGUE)) {
    for (const limit of Object.values(limits)) {
      expect(typeof limit === 'string' ? limit : limit.why).toMatch(/^[A-Z].*\.$/);
    }
  }
});
