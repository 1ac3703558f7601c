import { memo } from 'react';
import { drawLineSample } from '../charts/arm-style';
import type { Slot } from '../spec/spec';
import { Chart } from './Chart';

interface LineSampleProps {
  readonly slot: Slot;
  readonly isSmall?: boolean;
}

/** A piece of an arm's line with its marker, as beside every name and value of the arm. */
export const LineSample = memo(function LineSample({ slot, isSmall = false }: LineSampleProps) {
  return (
    <Chart
      as="svg"
      className={isSmall ? 'ls s' : 'ls'}
      aria-hidden="true"
      label=""
      isStatic
      draw={(svg, theme) => {
        drawLineSample(svg, slot, theme, isSmall ? 22 : 28);
        return null;
      }}
    />
  );
});
