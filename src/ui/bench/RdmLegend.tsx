import { dissimilarityLegend, drawRampLegend } from '../../charts/rdm-heatmap';
import { useView } from '../../store/view';
import { Chart } from '../Chart';
import { sharedMaximum } from './rdm-data';

/** The bar that says which colour is which dissimilarity. */
export function RdmLegend({ panels }: { panels: () => readonly Float32Array[] }) {
  const scale = useView((state) => state.rdmScale);
  return (
    <Chart
      as="svg"
      className="legend"
      label="Colour scale"
      draw={(svg, theme) => {
        if (scale === 'shared') {
          const max = sharedMaximum(panels());
          drawRampLegend(svg, dissimilarityLegend(max, theme), theme);
          return `Colour scale from 0, same, to ${max}`;
        }
        const ends = scale === 'panel' ? ['0 same', 'panel’s largest'] : ['lowest', 'highest'];
        const marks = ends.map((text, value) => ({ value, text }));
        drawRampLegend(svg, { low: 0, high: 1, marks, stops: theme.seq }, theme);
        return `Colour scale from ${ends.join(' to ')}`;
      }}
    />
  );
}
