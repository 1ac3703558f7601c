import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ArmView } from '../bench/use-arms';
import { Formula } from './Formula';
import { inLayerOne } from './rule-tex';

/** What a synapse of layer 1 has to know under each rule, and whether it could know it where it is. */
export function NeedsTable({ arms }: { arms: readonly ArmView[] }) {
  const distinct = arms.filter((arm, index) => arms.findIndex(({ rule }) => rule === arm.rule) === index);
  const [first] = distinct;
  if (!first) return null;
  return (
    <table className="loc" data-columns={distinct.length}>
      <thead>
        <tr>
          <td />
          {distinct.map((arm) => (
            <th key={arm.slot} scope="col" className={`in-arm arm-${arm.slot + 1}`}>
              {arm.name.split(' ')[0]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RULE_CATALOGUE[first.rule].needs.map(({ what, tex }, row) => (
          <tr key={what}>
            <th scope="row">
              {what} {tex !== '' && <Formula tex={inLayerOne(tex)} />}
            </th>
            {distinct.map((arm) => {
              const need = RULE_CATALOGUE[arm.rule].needs[row];
              if (!need) return <td key={arm.slot} />;
              return (
                <td key={arm.slot} className={need.place === 'local' ? '' : 'no'}>
                  {need.carrier !== '' && <Formula tex={inLayerOne(need.carrier)} className="w" />}
                  {need.place}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
