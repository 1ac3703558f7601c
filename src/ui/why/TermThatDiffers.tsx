import type { Slot } from '../../spec/spec';
import type { BenchContext } from '../bench/line-sources';
import type { ArmView } from '../bench/use-arms';
import { Formula } from './Formula';
import { formulaBox } from './formula-box';

interface TermThatDiffersProps {
  readonly context: BenchContext;
  /** The arm that Why is about. */
  readonly arm: ArmView;
}

const tone = (slot: Slot | null): string => (slot === null ? 'mut' : `in-arm arm-${slot + 1}`);

/** The formulas of the experiment's rules one below the other, what the arm in focus adds to its own, and the update. */
export function TermThatDiffers({ context, arm }: TermThatDiffersProps) {
  const { layerCount } = context;
  if (layerCount < 2)
    return <p>Without a hidden layer there is nothing to carry down: all rules are the same.</p>;
  return (
    <div className={layerCount > 2 ? 'fx deep' : 'fx'}>
      {formulaBox(context, arm.slot).map(({ id, label, slot, tex, isPart, isLong }) => (
        <div className={`f${isPart ? ' part' : ''}${isLong ? ' long' : ''}`} key={id}>
          <span className={tone(slot)}>{label}</span>
          <Formula tex={tex} />
        </div>
      ))}
    </div>
  );
}
