/**
 * Names of the arms wherever they are drawn: the rule's short name, and where two arms share a rule the one thing that
 * tells them apart ("FA", "FA ×0.03"), or a letter where no one thing does or its words are too long.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ArmSpec, ExperimentSpec } from '../../spec/spec';
import { type ArmContext, type Difference, differencesOf } from './arm-differences';

/** What fits at the end of a line, beside a short name and with a long one. */
const MAX_TAG_LENGTH = 7;
const MAX_NAME_LENGTH = 12;

type Tags = ReadonlyMap<Difference['about'], string>;

const tagsOf = (arm: ArmSpec, context: ArmContext): Tags =>
  new Map(differencesOf(arm, context).map(({ about, tag }) => [about, tag]));

/** The tag of each arm in the first thing that no two of them share; null where there is none. */
function tellApart(arms: readonly Tags[], short: string): string[] | null {
  const topics = new Set(arms.flatMap((tags) => [...tags.keys()]));
  for (const topic of topics) {
    const tags = arms.map((each) => each.get(topic) ?? '');
    const most = Math.min(MAX_TAG_LENGTH, MAX_NAME_LENGTH - short.length - 1);
    const isShort = tags.every((tag) => tag.length <= most);
    if (isShort && new Set(tags).size === tags.length) return tags;
  }
  return null;
}

/** One name per arm, in order: "BP", "FA", "FA ×0.03"; "FA a" and "FA b" where they are alike. */
export function armNames({
  arms,
  ...context
}: Pick<ExperimentSpec, 'arms' | 'rateMode' | 'optimiser'>): string[] {
  return arms.map((arm) => {
    const { short } = RULE_CATALOGUE[arm.rule];
    const twins = arms.filter(({ rule }) => rule === arm.rule);
    const place = twins.indexOf(arm);
    if (twins.length === 1) return short;
    const tags = tellApart(
      twins.map((twin) => tagsOf(twin, context)),
      short,
    );
    return `${short} ${tags ? (tags[place] ?? '') : 'abcd'[place]}`.trim();
  });
}
