import { pixelPaths } from '../../charts/export';
import { type Cell, tableToCsv } from '../../charts/export-csv';
import { degreeWords, epochWords, tenthPercent } from '../../charts/number-words';
import { type SvgNode, svgNode } from '../../charts/svg';
import { LIGHT } from '../../charts/theme';
import { tileLayout, tilePixels } from '../../charts/tiles';
import { COMPONENTS_TITLE } from '../../spec/inner-components';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from '../bench/export-figure';
import type { ArmView } from '../bench/use-arms';
import type { Depth, PictureShape } from '../network/layer-pictures';
import { componentPictures, summaryWords } from './components-model';
import type { ComponentsNow } from './use-components';

interface Shown {
  readonly arms: readonly ArmView[];
  readonly now: ComponentsNow;
  readonly shape: PictureShape | null;
  readonly depth: Depth;
}

/** Pixels of a column of the figure, of a line of words, and around pictures. */
const COLUMN = 92;
const LINE = 16;
const GAP = 14;

const text = (x: number, y: number, words: string, isBold = false): SvgNode =>
  svgNode('text', { x, y, 'font-size': 12, fill: LIGHT.ink, ...(isBold && { 'font-weight': 600 }) }, words);

/** Menu items that save components and units as they are now. */
export function componentsExports(shown: Shown): FigureFile[] {
  const { arms, now, shape, depth } = shown;
  const seen = arms.flatMap((arm) => {
    const view = now.bySlot[arm.slot];
    return view ? [{ arm, view }] : [];
  });
  const figure = () => {
    const nodes: SvgNode[] = [];
    let y = 0;
    let width = 480;
    for (const { arm, view } of seen) {
      nodes.push(text(0, y + 12, `${arm.name}. ${summaryWords(view)}`, true));
      const { pairs } = componentPictures(view, shape, depth);
      let height = 0;
      pairs.forEach(({ name, share, unit, angleDeg, tiles }, place) => {
        const room = { width: 1, height: 4000 };
        const layout = tileLayout({ tiles, room, page: 0, unit: 1, devicePixelRatio: 1 });
        const image = tilePixels(tiles, layout, LIGHT);
        const x = place * COLUMN;
        const top = y + LINE + 6;
        nodes.push(
          text(x, top + 12, `${name}, ${tenthPercent(share)}`),
          svgNode('g', { transform: `translate(${x} ${top + LINE})` }, pixelPaths(image, LIGHT.bg)),
          text(x, top + LINE + image.height + 14, `Unit ${unit ?? '–'}, ${degreeWords(angleDeg)}`),
        );
        height = Math.max(height, image.height);
      });
      y += height + 4 * LINE + GAP;
      width = Math.max(width, pairs.length * COLUMN);
    }
    const [first] = seen;
    const epoch = epochWords(first?.view.step ?? 0, useRun.getState().stepsPerEpoch);
    const unit = `layer ${now.layer} at epoch ${epoch}, at length 1, orange negative, blue positive`;
    return { title: COMPONENTS_TITLE, unit, size: { width, height: y }, nodes };
  };
  const header = ['arm', 'layer', 'component', 'share', 'closest unit', 'cosine', 'angle in degrees', 'near'];
  const csv = () =>
    tableToCsv(
      header,
      seen.flatMap(({ arm, view }) =>
        view.closest.map(({ unit, cosine, angleDeg, near }, place): Cell[] => {
          const own = Number.isFinite(cosine) ? unit + 1 : null;
          return [
            arm.name,
            now.layer,
            place + 1,
            view.shares[place] ?? null,
            own,
            Math.abs(cosine),
            angleDeg,
            near,
          ];
        }),
      ),
    );
  return figureFiles(`components-layer-${now.layer}`, figure, csv);
}
