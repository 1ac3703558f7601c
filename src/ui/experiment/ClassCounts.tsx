import { countWords } from '../../charts/number-words';
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
          <span className="n">{countWords(counts[label] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
