import { useView } from '../../store/view';
import { useBenchContext } from '../bench/use-bench-context';
import { Formula } from './Formula';
import { deltaTex } from './rule-tex';

/** The focused arm's formula, beside the caption while the Why panel is closed. */
export function FocusFormula() {
  const { arms, layerCount } = useBenchContext();
  const focus = useView((state) => state.focus);
  const arm = arms.find(({ slot }) => slot === focus) ?? arms[0];
  if (!arm || layerCount < 2) return null;
  return (
    <span className={`capf arm-${arm.slot + 1}`}>
      <span className="in-arm">{arm.name}</span>
      <Formula tex={deltaTex(arm.rule, arm.slot, layerCount)} />
    </span>
  );
}
