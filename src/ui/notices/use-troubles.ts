import { useEffect, useState } from 'react';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { type ArmRun, type Failure, useRun } from '../../store/run-state';
import { useArmNames } from '../arms/use-arm-names';

type Status = ArmRun['status'];

/** An arm that failed or diverged. */
export interface Trouble<Kind extends Status['kind']> {
  readonly arm: ArmSpec;
  readonly name: string;
  readonly status: Extract<Status, { kind: Kind }>;
  /** The same trouble keeps its key, so that dismissing it lasts. */
  readonly key: string;
}

/** An arm that lost its graphics device and goes on. */
export interface Moved {
  readonly name: string;
  readonly failure: Failure;
  readonly key: string;
}

export interface Troubles {
  readonly moved: readonly Moved[];
  readonly failed: readonly Trouble<'failed'>[];
  readonly diverged: readonly Trouble<'diverged'>[];
  dismiss(troubles: readonly { readonly key: string }[]): void;
}

function keyOf(slot: number, run: ArmRun | undefined): string {
  const status = run?.status;
  if (status?.kind === 'diverged') return `${slot} diverged ${status.step}`;
  const failure = status?.kind === 'failed' ? status.failure : run?.trouble;
  return failure ? `${slot} ${failure.code} ${failure.message}` : '';
}

/** The arms in trouble whose notices were not dismissed. */
export function useTroubles(): Troubles {
  const arms = useExperiment((state) => state.spec.arms);
  const keys = useRun((state) => arms.map(({ slot }) => keyOf(slot, state.arms[slot])).join('\n'));
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  // After a reset the same trouble is news again.
  useEffect(() => setDismissed((before) => before.filter((key) => keys.split('\n').includes(key))), [keys]);

  const runs = useRun.getState().arms;
  const names = useArmNames();
  const moved: Moved[] = [];
  const failed: Trouble<'failed'>[] = [];
  const diverged: Trouble<'diverged'>[] = [];
  arms.forEach((arm, index) => {
    const run = runs[arm.slot];
    const status = run?.status;
    const key = keyOf(arm.slot, run);
    const name = names[index] ?? '';
    if (dismissed.includes(key)) return;
    if (run?.trouble && status?.kind !== 'failed') moved.push({ name, failure: run.trouble, key });
    if (status?.kind === 'failed') failed.push({ arm, name, status, key });
    if (status?.kind === 'diverged') diverged.push({ arm, name, status, key });
  });
  return {
    moved,
    failed,
    diverged,
    dismiss: (gone) => setDismissed((before) => [...before, ...gone.map(({ key }) => key)]),
  };
}
