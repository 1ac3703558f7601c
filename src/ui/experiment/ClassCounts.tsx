import type { Dataset } from '../../spec/dataset';
import { classCounts } from './pick-samples';

/** How many pictures each class has, training and test together. */
export function ClassCounts({ dataset }: { readonly dataset: Dataset }) {
  const counts = classCounts(dataset);
  return (
    <ul className="classes" aria-label="Pictures in each class">
      {dataset.classNames.map((name, label) => (
        <li key={name}>
          <span>{name}</span>
          <span className="n">{(counts[label] ?? 0).toLocaleString('en')}</span>
        </li>
      ))}
    </ul>
  );
}
