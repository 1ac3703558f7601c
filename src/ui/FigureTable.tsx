import type { ReactNode } from 'react';

interface FigureTableProps {
  /** Of the figure that the table stands for. */
  readonly title: string;
  /** What the rows are: "Epoch". */
  readonly corner: string;
  readonly columns: readonly { readonly key: string; readonly name: string }[];
  /** A cell for every column, in its order. */
  readonly rows: readonly { readonly name: string | number; readonly cells: readonly ReactNode[] }[];
}

/** A figure's values as a table that scrolls in its place. */
export function FigureTable({ title, corner, columns, rows }: FigureTableProps) {
  return (
    <section
      className="tablebox"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={`${title} as a table`}
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ key, name }) => (
              <th scope="col" key={key}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ key }, column) => (
                <td key={key}>{cells[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
