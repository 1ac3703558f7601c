import { degreeWords, tenthPercent } from '../../charts/number-words';
import { COMPONENTS_TITLE } from '../../spec/inner-components';
import type { ArmView } from '../bench/use-arms';
import { FigureTable } from '../FigureTable';
import { cosineWords } from './components-model';
import type { ComponentsNow } from './use-components';

interface ComponentsTableProps {
  readonly arms: readonly ArmView[];
  readonly now: ComponentsNow;
}

/** What the pictures say in numbers: a row for each component. */
export function ComponentsTable({ arms, now }: ComponentsTableProps) {
  const shown = arms.flatMap(({ slot, name }) => {
    const view = now.bySlot[slot];
    return view ? [{ slot, name, view }] : [];
  });
  const columns = shown.flatMap(({ slot, name, view }) => {
    const units = view.weights.shape.at(-1) ?? 0;
    return [
      ['share', view.isCentred ? 'variance' : 'squares'],
      ['unit', 'closest unit'],
      ['angle', 'angle'],
      ['cosine', '|cos|'],
      ['near', `within 20°, of ${units}`],
    ].map(([key, words]) => ({ key: `${slot} ${key}`, name: `${name} ${words}` }));
  });
  const most = Math.max(0, ...shown.map(({ view }) => view.shares.length));
  const rows = Array.from({ length: most }, (_, place) => ({
    name: `PC ${place + 1}`,
    cells: shown.flatMap(({ view: { shares, closest } }) => {
      const own = closest[place];
      if (!own) return ['–', '–', '–', '–', '–'];
      return [
        tenthPercent(shares[place] ?? null),
        Number.isFinite(own.cosine) ? own.unit + 1 : '–',
        degreeWords(own.angleDeg),
        cosineWords(Math.abs(own.cosine)),
        own.near,
      ];
    }),
  }));
  return <FigureTable title={COMPONENTS_TITLE} corner="Component" columns={columns} rows={rows} />;
}
