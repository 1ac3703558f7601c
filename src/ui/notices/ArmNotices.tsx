import { FIELDS } from '../../spec/fields';
import { type ArmSpec, learningRateOf } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { reset, restartArm } from '../../store/run';
import { formatNumber } from '../controls/number-format';
import { Notice } from './Notice';
import { divergenceWords, tenthOf } from './notice-words';
import type { Moved, Trouble } from './use-troubles';

interface FailureNoticeProps {
  readonly trouble: Trouble<'failed'>;
  onDismiss(): void;
}

/** An arm whose worker failed; it can be restarted alone. */
export function FailureNotice({ trouble: { arm, name, status }, onDismiss }: FailureNoticeProps) {
  const { message, remedy } = status.failure;
  return (
    <Notice kind="bad" title={`${name}: ${message}`} text={remedy} onDismiss={onDismiss}>
      <button type="button" className="btn line" onClick={() => restartArm(arm.slot)}>
        Restart {name}
      </button>
    </Notice>
  );
}

interface MovedNoticeProps {
  readonly moved: readonly Moved[];
  onDismiss(): void;
}

/** Arms that lost their graphics device and go on without it, in one notice. */
export function MovedNotice({ moved, onDismiss }: MovedNoticeProps) {
  const [first] = moved;
  if (!first) return null;
  const names = moved.map(({ name }) => name).join(', ');
  const { message, remedy } = first.failure;
  return <Notice kind="warn" title={`${names}: ${message}`} text={remedy} onDismiss={onDismiss} />;
}

interface DivergenceNoticeProps {
  readonly troubles: readonly Trouble<'diverged'>[];
  onDismiss(): void;
}

/** Arms whose loss or weights became infinite, in one notice. */
export function DivergenceNotice({ troubles, onDismiss }: DivergenceNoticeProps) {
  const stops = troubles.map(({ name, status }) => ({ name, step: status.step, what: status.what }));
  return (
    <Notice kind="warn" {...divergenceWords(stops)} onDismiss={onDismiss}>
      <SmallerRate arms={troubles.map(({ arm }) => arm)} />
    </Notice>
  );
}

function smallerRate(arm: ArmSpec): number {
  const field = FIELDS.learningRate;
  const least = field.kind === 'number' ? field.min : 0;
  return Math.max(least, tenthOf(learningRateOf(useExperiment.getState().spec, arm)));
}

function SmallerRate({ arms }: { readonly arms: readonly ArmSpec[] }) {
  const isOwn = useExperiment((state) => state.spec.rateMode === 'perRule');
  const rate = useExperiment(() => (arms[0] ? smallerRate(arms[0]) : 0));
  const apply = (): void => {
    const { setField, setArmRate } = useExperiment.getState();
    if (isOwn) for (const arm of arms) setArmRate(arm.slot, smallerRate(arm));
    else setField('learningRate', rate);
    reset();
  };
  const words = isOwn && arms.length > 1 ? 'Divide their rates by 10' : `Set ${formatNumber(rate)}`;
  return (
    <button type="button" className="btn line" onClick={apply}>
      {words} and reset
    </button>
  );
}
