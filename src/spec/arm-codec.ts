/**
 * Arms as the text of a link: `bp_fa~s0.03~r0.1_dfa~c4`. Rules in order, then options: the key letters of a rule's number and its
 * value, `r` own learning rate, `c` slot if not the next, `y2dfa` another rule for layer 2, `e3.17.-0.5` a painted entry.
 */
import { PAINT_LIMITS } from './arm-check';
import { createArm } from './default-spec';
import { readNumber, writeNumber } from './numbers';
import { paramsOf, RULE_IDS } from './rule-catalogue';
import { RULE_PARAM_IDS, RULE_PARAMS } from './rule-params';
import type { ArmSpec, LayerRule, PaintedEntry, RuleId, Slot } from './spec';

const SEPARATOR = { arms: '_', options: '~', painted: '.' } as const;

function writeArm(arm: ArmSpec, index: number): string {
  const parts: string[] = [arm.rule];
  if (arm.slot !== index) parts.push(`c${arm.slot + 1}`);
  for (const id of paramsOf(arm)) {
    const { urlKey, default: standard } = RULE_PARAMS[id];
    if (arm.params[id] !== standard) parts.push(urlKey + writeNumber(arm.params[id]));
  }
  for (const { layer, rule } of arm.layerRules) parts.push(`y${layer}${rule}`);
  for (const { layer, at, value } of arm.painted) {
    parts.push(`e${[layer, at, writeNumber(value)].join(SEPARATOR.painted)}`);
  }
  if (arm.learningRate !== null) parts.push(`r${writeNumber(arm.learningRate)}`);
  return parts.join(SEPARATOR.options);
}

/** The text of one to four arms. */
export function writeArms(arms: readonly ArmSpec[]): string {
  return arms.map(writeArm).join(SEPARATOR.arms);
}

const ruleOf = (text: string | undefined): RuleId | undefined => RULE_IDS.find((id) => id === text);

function readLayerRule(text: string): LayerRule | null {
  const [, layer, name] = /^(\d{1,2})([A-Za-z]+)$/.exec(text) ?? [];
  const rule = ruleOf(name);
  return layer !== undefined && rule ? { layer: Number(layer), rule } : null;
}

function readPainted(text: string): PaintedEntry | null {
  const [, layer, at, rest] = /^(\d{1,2})\.(\d{1,8})\.(.+)$/.exec(text) ?? [];
  const value = rest === undefined ? null : readNumber(rest);
  return value === null ? null : { layer: Number(layer), at: Number(at), value };
}

/** The arm with one more option, or null where the option cannot be read. Limits are for check.ts. */
function withOption(arm: ArmSpec, key: string, text: string): ArmSpec | null {
  if (key === 'y') {
    const entry = readLayerRule(text);
    return entry && { ...arm, layerRules: [...arm.layerRules, entry] };
  }
  if (key === 'e') {
    const entry = arm.painted.length < PAINT_LIMITS.maxEntries ? readPainted(text) : null;
    return entry && { ...arm, painted: [...arm.painted, entry] };
  }
  const value = readNumber(text);
  if (value === null) return null;
  if (key === 'r') return { ...arm, learningRate: value };
  if (key === 'c') {
    const isSlot = Number.isInteger(value) && value >= 1 && value <= 4;
    return isSlot ? { ...arm, slot: (value - 1) as Slot } : null;
  }
  const id = RULE_PARAM_IDS.find((candidate) => RULE_PARAMS[candidate].urlKey === key);
  return id ? { ...arm, params: { ...arm.params, [id]: value } } : null;
}

function readArm(text: string, index: number): ArmSpec | null {
  const [name, ...options] = text.split(SEPARATOR.options);
  const rule = ruleOf(name);
  let arm: ArmSpec | null = rule ? createArm(index as Slot, rule) : null;
  for (const option of options) {
    const key = /^[a-z]*/.exec(option)?.[0] ?? '';
    arm = arm && withOption(arm, key, option.slice(key.length));
  }
  return arm;
}

/** Reads arms; null where the text is none. Whether their numbers are within limits is another matter. */
export function readArms(text: string): readonly ArmSpec[] | null {
  const parts = text.split(SEPARATOR.arms, 5);
  if (parts.length > 4) return null;
  const arms: ArmSpec[] = [];
  for (const [index, part] of parts.entries()) {
    const arm = readArm(part, index);
    if (!arm || arms.some((other) => other.slot === arm.slot)) return null;
    arms.push(arm);
  }
  return arms;
}
