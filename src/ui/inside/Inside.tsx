import { INNER_FIGURES } from '../../spec/inner-catalogue';
import { hasComponents } from '../../spec/inner-rules';
import { innerFiguresOfArm } from '../bench/inner-arms';
import type { BenchContext } from '../bench/line-sources';
import { useLiveTick } from '../live-tick';
import '../css/inside.css';
import { Components } from './Components';
import { InnerFigure } from './InnerFigure';
import { insideFigures, isWithinStep, measuredIn } from './inside-model';
import { WithinFigure } from './WithinFigure';

/** "BP", "BP and FA", "BP, FA and DFA". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Which step the curves below are about: the last one that was measured, wherever the page stands. */
function WithinHead({ context }: { context: BenchContext }) {
  const measured = measuredIn(context.arms);
  return (
    <h3 className="part">
      Within one step of training<span className="u">{measured}</span>
    </h3>
  );
}

/** What rules have of their own: named angles and numbers over training, curves within the step measured last. */
export function Inside({ context }: { context: BenchContext }) {
  useLiveTick();
  const ids = insideFigures(context.arms);
  const within = ids.filter((id) => isWithinStep(INNER_FIGURES[id]));
  const without = context.arms.filter((arm) => innerFiguresOfArm(arm).length === 0).map(({ name }) => name);
  return (
    <div className="inside">
      {context.arms.some(({ rule }) => hasComponents(rule)) && <Components context={context} />}
      {ids
        .filter((id) => !within.includes(id))
        .map((id) => (
          <InnerFigure key={id} id={id} context={context} />
        ))}
      {within.length > 0 && <WithinHead context={context} />}
      {within.map((id) => (
        <WithinFigure key={id} id={id} context={context} />
      ))}
      {without.length > 0 && (
        <p className="tells">
          {listed(without)} {without.length === 1 ? 'has' : 'have'} nothing more to show than the curves.
        </p>
      )}
    </div>
  );
}
