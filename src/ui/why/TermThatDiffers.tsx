import type { BenchContext } from '../bench/line-sources';
import { Formula } from './Formula';
import { deltaTex, updateTex } from './rule-tex';

const ALL = ['', 'both', 'all', 'all'];

/** The formulas of the experiment's rules one below the other, and the line that they share. */
export function TermThatDiffers({ context }: { context: BenchContext }) {
  const { arms, spec, layerCount } = context;
  const distinct = arms.filter((arm, index) => arms.findIndex(({ rule }) => rule === arm.rule) === index);
  if (layerCount < 2)
    return <p>Without a hidden layer there is nothing to carry down: all rules are the same.</p>;
  return (
    <div className={layerCount > 2 ? 'fx deep' : 'fx'}>
      {distinct.map((arm) => (
        <div className="f" key={arm.slot}>
          <span className={`in-arm arm-${arm.slot + 1}`}>{arm.name.split(' ')[0]}</span>
          <Formula tex={deltaTex(arm.rule, arm.slot, layerCount)} />
        </div>
      ))}
      <div className="f">
        <span className="mut">{ALL[distinct.length - 1]}</span>
        <Formula tex={updateTex(spec, layerCount)} />
      </div>
    </div>
  );
}
