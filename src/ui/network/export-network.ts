import { pixelPaths } from '../../charts/export';
import { type Cell, tableToCsv } from '../../charts/export-csv';
import { epochWords } from '../../charts/number-words';
import { matrixPixels } from '../../charts/signed-map';
import { type SvgNode, svgNode } from '../../charts/svg';
import { LIGHT } from '../../charts/theme';
import { tileLayout, tilePixels } from '../../charts/tiles';
import type { ShapedValues } from '../../store/run-state';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from '../bench/export-figure';
import type { ArmView } from '../bench/use-arms';
import { activationTiles, type Depth, type PictureShape, weightMatrix, weightTiles } from './layer-pictures';
import { rangeWords } from './network-words';
import type { LayerViews, SeenLayer } from './use-layer-views';

interface Shown {
  readonly arms: readonly ArmView[];
  readonly views: LayerViews;
  readonly shape: PictureShape | null;
  readonly depth: Depth;
}

interface Part {
  readonly name: string;
  readonly values: ShapedValues;
}

const WIDTH = 640;
const LINE = 18;
const GAP = 14;

const DIRECT = 'feedback weights from the outputs';

const partsOf = ({ weights, feedback, direct, activations }: SeenLayer): Part[] => [
  { name: 'forward weights', values: weights },
  ...(feedback ? [{ name: 'feedback weights', values: feedback }] : []),
  ...(direct ? [{ name: DIRECT, values: direct }] : []),
  { name: 'activations', values: activations },
];

/** The pixels of a part at paper size, and its range. */
function pictureOf({ name, values }: Part, { shape, depth }: Shown) {
  const isAnswer = name === 'activations';
  const picture = name === DIRECT ? null : shape;
  const tiles = isAnswer ? activationTiles(values, false) : picture && weightTiles(values, picture, depth);
  if (tiles) {
    const room = { width: WIDTH, height: 4000 };
    const layout = tileLayout({ tiles, room, page: 0, unit: 1, devicePixelRatio: 1 });
    return { image: tilePixels(tiles, layout, LIGHT), range: rangeWords(tiles.maxOf(0), depth !== 'norm') };
  }
  const [inputs = 1, units = 1] = values.shape;
  const matrix = weightMatrix(
    isAnswer ? { shape: [units, inputs], values: values.values } : values,
    isAnswer ? { units: [0, 1], inputs: [0, units] } : { units: [0, units], inputs: [0, inputs] },
  );
  const side = Math.max(1, Math.floor(WIDTH / matrix.columns));
  return {
    image: matrixPixels(matrix, { width: side, height: side }, LIGHT),
    range: rangeWords(matrix.max, true),
  };
}

function* csvRows({ arms, views }: Shown): Generator<Cell[]> {
  for (const { slot, name } of arms) {
    const view = views.bySlot[slot];
    if (!view) continue;
    for (const { name: part, values } of partsOf(view)) {
      const { shape } = values;
      for (const [index, value] of values.values.entries()) {
        let rest = index;
        const place = [...shape].reverse().map((length) => {
          const at = rest % length;
          rest = Math.floor(rest / length);
          return at;
        });
        yield [name, views.layer, part, place.reverse().join(' '), value];
      }
    }
  }
}

/** Menu items that save the layer of the arms on screen as it is now. */
export function networkExports(shown: Shown): FigureFile[] {
  const { arms, views } = shown;
  const figure = () => {
    const nodes: SvgNode[] = [];
    let y = 0;
    let width = 240;
    for (const { slot, name } of arms) {
      const view = views.bySlot[slot];
      for (const part of view ? partsOf(view) : []) {
        const { image, range } = pictureOf(part, shown);
        const words = `${name}, ${part.name}, ${range}`;
        nodes.push(
          svgNode('text', { x: 0, y: y + 12, 'font-size': 12, 'font-weight': 600, fill: LIGHT.ink }, words),
          svgNode('g', { transform: `translate(0 ${y + LINE})` }, pixelPaths(image, LIGHT.bg)),
        );
        y += LINE + image.height + GAP;
        width = Math.max(width, image.width);
      }
    }
    const epoch = epochWords(views.step, useRun.getState().stepsPerEpoch);
    const title = `Layer ${views.layer} at epoch ${epoch}`;
    return { title, unit: 'orange negative, blue positive', size: { width, height: y }, nodes };
  };
  const header = ['arm', 'layer', 'part', 'index', 'value'];
  return figureFiles(`layer-${views.layer}`, figure, () => tableToCsv(header, csvRows(shown)));
}
