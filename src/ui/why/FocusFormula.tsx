import { useView } from '../../store/view';
import { useBenchContext } from '../bench/use-bench-context';
import { choiceOf } from './arm-choice';
import { Formula } from './Formula';
import { deltaTex } from './rule-tex';

/** The focused arm's formula, beside the caption while the Why panel is closed. */
export function FocusFormula() {
  const { arms, spec, layerCount } = useBenchContext();
  const focus = useView((state) => state.focus);
  const arm = arms.find(({ slot }) => slot === focus) ?? arms[0];
  const choice = arm && choiceOf(spec, arm);
  if (!arm || !choice || layerCount < 2) return null;
  return (
    <span className={`capf arm-${arm.slot + 1}`}>
      <span className="in-arm">{arm.name}</span>
      <Formula tex={deltaTex(choice, arm.slot, layerCount)} />
    </span>
  );
}
