import { HOMES, type Quantity } from '../../spec/locality';
import { Formula } from './Formula';

/** Every quantity and where it lives; what is out of reach is said so. */
export function LensTable({ quantities }: { readonly quantities: readonly Quantity[] }) {
  return (
    <table className="loc">
      <thead className="vh">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Where it lives</th>
        </tr>
      </thead>
      <tbody>
        {quantities.map(({ what, tex, home }) => {
          const { name, reach, help } = HOMES[home];
          return (
            <tr key={what}>
              <th scope="row">
                {what} <Formula tex={tex} />
              </th>
              <td className={reach === 'not local' ? 'no' : ''} title={help}>
                {reach === 'not local' && <b>not local: </b>}
                {name}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
