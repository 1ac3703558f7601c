/**
 * The lines of the formula box: every rule of the experiment once, under the arm in focus what its options and layer rules add,
 * and the update that follows.
 */
import { shortPercent } from '../../charts/number-words';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ExperimentSpec, RuleChoice, Slot } from '../../spec/spec';
import type { ArmView } from '../bench/use-arms';
import { choiceOf, ruleGroups } from './arm-choice';
import { blockTex, carrierTex, deltaTex, lawsTex, updateTex } from './rule-tex';
import { layerList } from './rule-words';

export interface FormulaLine {
  readonly id: string;
  readonly label: string;
  /** The arm in whose colour the label stands; null for what belongs to several or to the line above. */
  readonly slot: Slot | null;
  readonly tex: string;
  /** Belongs to the line above it. */
  readonly isPart: boolean;
  /** The label is too long to stand beside the formula. */
  readonly isLong?: boolean;
}

interface BoxContext {
  readonly spec: ExperimentSpec;
  readonly arms: readonly ArmView[];
  readonly layerCount: number;
}

interface ArmChoice {
  readonly arm: ArmView;
  readonly choice: RuleChoice;
}

const ALL = ['', '', 'both', 'all', 'all'];

/** What the formula of one rule leaves open, in lines of its own. */
function partsOf(choice: RuleChoice, layerCount: number): string[] {
  const definition = carrierTex(choice, layerCount);
  return [...(definition === null ? [] : [definition]), ...lawsTex(choice, layerCount)];
}

/** The arm in focus in full: a formula for every rule of its layers, with its parts. */
function focusLines({ arm, choice }: ArmChoice, layerCount: number): FormulaLine[] {
  const groups = ruleGroups(choice, layerCount);
  const part = (id: string, label: string, tex: string): FormulaLine => ({
    id,
    label,
    slot: null,
    tex,
    isPart: true,
  });
  const lines = groups.flatMap(({ rule, layers }) => {
    const own = { ...choice, rule };
    const { short } = RULE_CATALOGUE[rule];
    const line: FormulaLine = {
      id: rule,
      label: groups.length === 1 ? arm.name : `${short}, ${layerList(layers)}`,
      slot: arm.slot,
      tex: deltaTex(own, arm.slot, layerCount),
      isPart: false,
      isLong: groups.length > 1,
    };
    return [line, ...partsOf(own, layerCount).map((tex, index) => part(`${rule} ${index}`, '', tex))];
  });
  const blocked = blockTex(choice, layerCount);
  const chance = shortPercent(choice.params.blockProbability);
  return blocked === null ? lines : [...lines, part('block', `or, ${chance}`, blocked)];
}

/** All lines, the arms in their order; arms with the same formula share one. */
export function formulaBox({ spec, arms, layerCount }: BoxContext, focus: Slot): FormulaLine[] {
  const all = arms.flatMap((arm): ArmChoice[] => {
    const choice = choiceOf(spec, arm);
    return choice ? [{ arm, choice }] : [];
  });
  const bare = ({ choice }: ArmChoice): string =>
    deltaTex(choice, 0, layerCount) + partsOf(choice, layerCount).join();
  const chosen = all.find(({ arm }) => arm.slot === focus);
  const shown = all.filter((each, index) => {
    if (each === chosen) return true;
    const isSame = (other: ArmChoice): boolean => bare(other) === bare(each);
    return !(chosen && isSame(chosen)) && all.findIndex(isSame) === index;
  });
  const lines = shown.flatMap((each) =>
    each === chosen
      ? focusLines(each, layerCount)
      : [
          {
            id: `arm ${each.arm.slot}`,
            label: each.arm.name,
            slot: each.arm.slot,
            tex: deltaTex(each.choice, each.arm.slot, layerCount),
            isPart: false,
          },
        ],
  );
  const updates = all.map(({ choice }) => updateTex(spec, choice, layerCount));
  const own = chosen ? updateTex(spec, chosen.choice, layerCount) : updates[0];
  const isShared = updates.every((update) => update === own);
  const update: FormulaLine = {
    id: 'update',
    label: isShared ? (ALL[all.length] ?? 'all') : (chosen?.arm.name ?? ''),
    slot: isShared ? null : focus,
    tex: own ?? '',
    isPart: false,
  };
  return withRoom([...lines, update]);
}

/** The longest name beside a formula, "GeneRec", and the most glyphs of a formula beside a name. */
const MOST_LETTERS = 7;
const MOST_GLYPHS = 22;

/** About how many glyphs a formula shows. */
function glyphsOf(tex: string): number {
  const bare = tex.replace(/\\htmlClass\{[^}]*\}/g, '').replace(/\\([a-zA-Z]+|,)/g, 'x');
  return bare.replace(/[{}_^\s]/g, '').length;
}

/** Where one name or formula is too long, every name stands above its formula. */
function withRoom(lines: readonly FormulaLine[]): FormulaLine[] {
  const isLong = lines.some(
    ({ label, tex, isPart }) => !isPart && (label.length > MOST_LETTERS || glyphsOf(tex) > MOST_GLYPHS),
  );
  return lines.map((line) => (isLong && !line.isPart ? { ...line, isLong } : line));
}
