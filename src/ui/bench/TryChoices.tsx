import { type Dataset, isPicture } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { DrawDigit } from './DrawDigit';
import { Picture, rowOf } from './Picture';

/** The test rows to choose from, and the pencil where a digit can be drawn. */
export function TryChoices({ dataset }: { dataset: Dataset }) {
  const tryRows = useRun((state) => state.tryRows);
  const choice = useView((state) => state.tryChoice);
  const [height, width, channels] = dataset.inputShape;
  const canDraw = height === 28 && width === 28 && channels === 1;
  return (
    <fieldset className="digits" aria-label={isPicture(dataset) ? 'Test images' : 'Test pairs'}>
      {Array.from(tryRows, (row, place) => {
        const label = dataset.test.labels?.[row];
        const name = label === undefined ? '' : `, ${dataset.classNames[label] ?? label}`;
        return (
          <button
            key={row}
            type="button"
            aria-pressed={choice === place}
            aria-label={`Test ${isPicture(dataset) ? 'image' : 'pair'} ${place + 1}${name}`}
            onClick={() => useView.getState().set({ tryChoice: place })}
          >
            {isPicture(dataset) ? <Picture dataset={dataset} row={rowOf(dataset.test, row)} /> : place + 1}
          </button>
        );
      })}
      {canDraw && <DrawDigit dataset={dataset} />}
    </fieldset>
  );
}
