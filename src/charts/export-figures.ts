/**
 * Figures of the parts that are painted on a canvas on the page: the film strip and the decision regions, as vectors.
 */
import { type Figure, pixelPaths } from './export';
import { type FilmModel, filmLayout, filmNodes, framePixels } from './film-frames';
import { timeScale } from './frame';
import { type RegionsModel, regionPixels, regionPointNodes } from './regions';
import { type SvgNode, svgNode } from './svg';
import { LIGHT } from './theme';

interface Words {
  readonly title: string;
  readonly unit: string;
}

/** The film strip as a figure, with an epoch number under every frame. */
export function filmFigure(words: Words, model: FilmModel, width = 640): Figure {
  const layout = filmLayout(model.x, model.rows.length, width, 1);
  const scale = timeScale({ ...model.x, scale: 'linear' }, width, 1);
  const frames = model.rows.flatMap((row, index) =>
    row.frames
      .filter((frame) => layout.steps.includes(frame.step))
      .map((frame): SvgNode => {
        // Twice the resolution of the page's strip: paper shows more than a screen.
        const image = framePixels(frame.triangle, model, 2 * layout.framePx, LIGHT);
        const edge = (layout.framePx / image.width).toFixed(4);
        const x = scale.x(frame.step) - layout.framePx / 2;
        const place = `translate(${x.toFixed(2)} ${index * layout.rowPx + 2}) scale(${edge})`;
        return svgNode('g', { transform: place }, pixelPaths(image, LIGHT.bg));
      }),
  );
  const text = { y: layout.heightPx + 14, 'text-anchor': 'middle', 'font-size': 12, fill: LIGHT.ink3 };
  const numbers = layout.steps.map((step) =>
    svgNode('text', { ...text, x: scale.x(step) }, String(step / model.x.stepsPerEpoch)),
  );
  const nodes = [...filmNodes({ ...model, playhead: null }, LIGHT, width), ...frames, ...numbers];
  return { ...words, size: { width, height: layout.heightPx + 20 }, nodes };
}

/** Decision regions with their points as a figure, `edge` units wide. */
export function regionsFigure(words: Words, model: RegionsModel, edge = 320): Figure {
  const image = regionPixels(model, LIGHT, edge);
  const points = model.points === null ? [] : regionPointNodes(model.points, LIGHT, edge);
  return { ...words, size: { width: edge, height: edge }, nodes: [...pixelPaths(image), ...points] };
}
