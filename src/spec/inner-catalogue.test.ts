import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INNER_FIGURES } from './inner-catalogue';
import { INNER_OF, type InnerFigureId, innerFiguresOf } from './inner-rules';
import { RULE_IDS } from './rule-catalogue';

const RULES = new URL('../rules/', import.meta.url);
const sources = readdirSync(RULES)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, RULES), 'utf8'))
  .filter((text) => /innerOf|anglesOf|InnerScalar|NamedAngle/.test(text));

/** Names under which rules tell something of themselves, as their programs have them. */
const told = new Set(
  sources.flatMap((text) => [
    ...[...text.matchAll(/\bname: '(\w+)'/g)].map(([, name]) => name ?? ''),
    ...[...text.matchAll(/\btold\('(\w+)'/g)].map(([, name]) => name ?? ''),
    // What Hebbian layers tell, keys of a record.
    ...[...text.matchAll(/const named: [^=]*= \{([^}]*)\}/g)].flatMap(([, body = '']) =>
      [...body.matchAll(/^\s+(\w+):/gm)].map(([, name]) => name ?? ''),
    ),
  ]),
);

const ids = Object.keys(INNER_FIGURES) as InnerFigureId[];
const shown = new Set(ids.flatMap((id) => INNER_FIGURES[id].quantities.map(({ name }) => name)));

describe('the inner life of rules', () => {
  test('everything that a rule tells has a chart, and charts have what some rule tells', () => {
    expect(told.size).toBeGreaterThan(25);
    // Principal components are found by whoever runs a rule (session-components.ts), not by the rule itself.
    const byTheRun = [1, 2, 3].map((place) => `componentAngle${place}`);
    expect([...told, ...byTheRun].sort()).toEqual([...shown].sort());
  });

  test('every chart belongs to some rule', () => {
    expect(new Set(RULE_IDS.flatMap((rule) => INNER_OF[rule] ?? []))).toEqual(new Set(ids));
  });

  test('a thin line is named by the unit, and nothing else is', () => {
    for (const id of ids) {
      const { unit, quantities } = INNER_FIGURES[id];
      const thin = quantities.filter(({ isThin }) => isThin);
      expect(unit.includes('thin line'), id).toBe(thin.length > 0);
      expect(
        thin.every(({ part }) => part !== undefined),
        id,
      ).toBe(true);
      // Lines of one weight say which they are.
      const said = quantities.filter(({ isSaid, part }) => isSaid && part !== undefined);
      expect(quantities.length - thin.length - said.length, id).toBe(said.length > 0 ? 0 : 1);
    }
  });

  test('sentences are whole ones', () => {
    for (const id of ids) expect(INNER_FIGURES[id].what, id).toMatch(/^[A-Z].*\.$/);
  });

  test('rules without an inner life have no charts; after a switch both rules count', () => {
    expect(innerFiguresOf(['bp', 'fa'])).toEqual([]);
    expect(innerFiguresOf(['chl', 'ep'])).toEqual(['phaseDifference', 'movement', 'settledAngle', 'energy']);
  });
});
