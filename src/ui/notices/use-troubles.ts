import { useEffect, useState } from 'react';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { type ArmRun, useRun } from '../../store/run-state';
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

export interface Troubles {
  readonly failed: readonly Trouble<'failed'>[];
  readonly diverged: readonly Trouble<'diverged'>[];
  dismiss(troubles: readonly { readonly key: string }[]): void;
}

function keyOf(slot: number, status: Status | undefined): string {
  if (status?.kind === 'diverged') return `${slot} diverged ${status.step}`;
  return status?.kind === 'failed' ? `${slot} ${status.failure.code} ${status.failure.message}` : '';
}

/** The arms in trouble whose notices were not dismissed. */
export function useTroubles(): Troubles {
  const arms = useExperiment((state) => state.spec.arms);
  const keys = useRun((state) => arms.map(({ slot }) => keyOf(slot, state.arms[slot]?.status)).join('\n'));
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  // After a reset the same trouble is news again.
  useEffect(() => setDismissed((before) => before.filter((key) => keys.split('\n').includes(key))), [keys]);

  const runs = useRun.getState().arms;
  const names = useArmNames();
  const failed: Trouble<'failed'>[] = [];
  const diverged: Trouble<'diverged'>[] = [];
  arms.forEach((arm, index) => {
    const status = runs[arm.slot]?.status;
    const key = keyOf(arm.slot, status);
    const name = names[index] ?? '';
    if (dismissed.includes(key)) return;
    if (status?.kind === 'failed') failed.push({ arm, name, status, key });
    if (status?.kind === 'diverged') diverged.push({ arm, name, status, key });
  });
  return {
    failed,
    diverged,
    dismiss: (gone) => setDismissed((before) => [...before, ...gone.map(({ key }) => key)]),
  };
}
