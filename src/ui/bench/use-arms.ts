import { useMemo } from 'react';
import type { LayerRule, RuleId, Slot } from '../../spec/spec';
import { type RuleMark, type RunState, useRun } from '../../store/run-state';
import { armNames } from '../arms/arm-names';

/** An arm as the bench shows it. */
export interface ArmView {
  readonly slot: Slot;
  readonly rule: RuleId;
  readonly layerRules: readonly LayerRule[];
  /** "FA"; "FA a" and "FA b" where two arms have the same rule. */
  readonly name: string;
  readonly marks: readonly RuleMark[];
  /** Step at which the arm diverged, or null. */
  readonly stoppedAt: number | null;
}

/** The arms of the running experiment in slot order, with the rules that train now. */
export function armsOf({ applied, arms }: Pick<RunState, 'applied' | 'arms'>): ArmView[] {
  const running = applied.arms.map((arm) => ({ ...arm, rule: arms[arm.slot]?.rule ?? arm.rule }));
  const names = armNames({ ...applied, arms: running });
  return running.map(({ slot, rule, layerRules }, index) => {
    const run = arms[slot];
    return {
      slot,
      rule,
      layerRules,
      name: names[index] ?? '',
      marks: run?.marks ?? [],
      stoppedAt: run?.status.kind === 'diverged' ? run.status.step : null,
    };
  });
}

/** Changes only when an arm comes, goes, stops or changes its rule, not with every frame. */
function fingerprint(state: RunState): string {
  return armsOf(state)
    .map(({ slot, name, layerRules, marks, stoppedAt }) =>
      [
        slot,
        name,
        layerRules.map(({ layer, rule }) => `${layer}${rule}`),
        marks.map(({ step }) => step),
        stoppedAt,
      ].join(),
    )
    .join(';');
}

/** The arms for React; the same array until something other than their progress changes. */
export function useArms(): readonly ArmView[] {
  const key = useRun(fingerprint);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that armsOf reads.
  return useMemo(() => armsOf(useRun.getState()), [key]);
}
