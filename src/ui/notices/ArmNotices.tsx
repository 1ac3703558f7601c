import { useState } from 'react';
import { FIELDS } from '../../spec/fields';
import { type ArmSpec, learningRateOf } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { reset, restartArm } from '../../store/run';
import { type ArmRun, useRun } from '../../store/run-state';
import { armNames } from '../arms/arm-names';
import { formatNumber } from '../controls/number-format';
import { Notice } from './Notice';
import { divergenceWords, tenthOf } from './notice-words';

interface Trouble {
  readonly arm: ArmSpec;
  readonly name: string;
  readonly status: ArmRun['status'];
  /** The same trouble keeps its key, so that dismissing it lasts. */
  readonly key: string;
}

const keyOf = (slot: number, status: ArmRun['status']): string => {
  if (status.kind === 'diverged') return `${slot} diverged ${status.step}`;
  return status.kind === 'failed' ? `${slot} ${status.failure.code} ${status.failure.message}` : '';
};

/** Arms that failed or diverged and whose notice was not dismissed, failures first. */
export function useTroubles(): { troubles: Trouble[]; dismiss(key: string): void } {
  const arms = useExperiment((state) => state.spec.arms);
  const keys = useRun((state) =>
    arms.map(({ slot }) => keyOf(slot, state.arms[slot]?.status ?? { kind: 'ready' })).join('\n'),
  );
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const names = armNames(arms);
  const runs = useRun.getState().arms;
  const troubles = keys.split('\n').flatMap((key, index): Trouble[] => {
    const arm = arms[index];
    const status = arm && runs[arm.slot]?.status;
    if (!arm || !status || key === '' || dismissed.includes(key)) return [];
    return [{ arm, name: names[index] ?? '', status, key }];
  });
  troubles.sort((a, b) => Number(b.status.kind === 'failed') - Number(a.status.kind === 'failed'));
  return { troubles, dismiss: (key) => setDismissed((before) => [...before, key]) };
}

interface ArmNoticeProps {
  readonly trouble: Trouble;
  onDismiss(): void;
}

/** What happened to an arm, and the way on. */
export function ArmNotice({ trouble: { arm, name, status }, onDismiss }: ArmNoticeProps) {
  if (status.kind === 'failed') {
    const { message, remedy } = status.failure;
    return (
      <Notice kind="bad" title={`${name}: ${message}`} text={remedy} onDismiss={onDismiss}>
        <button type="button" className="btn line" onClick={() => restartArm(arm.slot)}>
          Restart {name}
        </button>
      </Notice>
    );
  }
  if (status.kind !== 'diverged') return null;
  return (
    <Notice kind="warn" {...divergenceWords(name, status)} onDismiss={onDismiss}>
      <SmallerRate arm={arm} />
    </Notice>
  );
}

function SmallerRate({ arm }: { readonly arm: ArmSpec }) {
  const { spec, setField, setArmRate } = useExperiment.getState();
  const field = FIELDS.learningRate;
  const least = field.kind === 'number' ? field.min : 0;
  const rate = Math.max(least, tenthOf(learningRateOf(spec, arm)));
  const apply = (): void => {
    if (spec.rateMode === 'perRule') setArmRate(arm.slot, rate);
    else setField('learningRate', rate);
    reset();
  };
  return (
    <button type="button" className="btn line" onClick={apply}>
      Set {formatNumber(rate)} and reset
    </button>
  );
}
