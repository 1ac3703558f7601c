import { drawRampLegend } from '../../charts/rdm-heatmap';
import { signedLegend } from '../../charts/signed-map';
import { Chart } from '../Chart';

const WORDS: Readonly<Record<string, string>> = { '-1': '−', '0': '0', '1': '+' };

/** Which hue is which sign; every map prints its own range. */
export function SignedLegend() {
  return (
    <Chart
      as="svg"
      className="legend"
      label="Colour scale: orange is negative, blue is positive, zero is the page"
      isStatic
      draw={(svg, theme) => {
        drawRampLegend(
          svg,
          signedLegend(1, theme, (value) => WORDS[String(value)] ?? ''),
          theme,
        );
        return null;
      }}
    />
  );
}
