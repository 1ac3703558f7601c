import { Check, X } from 'lucide-react';
import { wholePercent } from '../../charts/number-words';
import { LineSample } from '../LineSample';
import { bestClass, rmsDifference } from './try-data';
import type { ArmView } from './use-arms';

interface VerdictProps {
  readonly arm: ArmView;
  readonly outputs: Float32Array | null;
  readonly classNames: readonly string[];
  /** Class of the input, or null where there is none. */
  readonly label: number | null;
  readonly target: Float32Array | null;
  /** Of the difference from the target. */
  readonly decimals?: number;
}

/** "BP says 4, 44 %", right or wrong; for regression how far off. */
export function Verdict({ arm, outputs, classNames, label, target, decimals = 2 }: VerdictProps) {
  const best = outputs && classNames.length > 0 ? bestClass(outputs) : null;
  return (
    <span>
      <LineSample slot={arm.slot} isSmall />
      {best && (
        <>
          {arm.name} says <b>{classNames[best.label] ?? best.label}</b> <em>{wholePercent(best.share)}</em>
          {label !== null && (best.label === label ? <Check aria-label="right" /> : <X aria-label="wrong" />)}
        </>
      )}
      {!best && outputs && target && (
        <>
          {arm.name} is off by <b>{rmsDifference(outputs, target).toFixed(decimals)}</b>
        </>
      )}
      {!outputs && `${arm.name} –`}
    </span>
  );
}
