import { useRef, useState } from 'react';
import { paintImage } from '../../charts/pixels';
import { type TileLayout, type TileSet, tileAt, tilePixels } from '../../charts/tiles';
import { Chart } from '../Chart';

interface TileMapProps {
  readonly tiles: TileSet;
  readonly layout: TileLayout;
  /** Says what the pictures are, with their range. */
  readonly label: string;
  /** "Filter", "Unit", "Map": what one picture is; they are counted from 1. */
  readonly noun: string;
  /** In place of noun and number. */
  readonly names?: readonly string[];
}

/** Small pictures in a grid; pointing at one names it. */
export function TileMap({ tiles, layout, label, noun, names }: TileMapProps) {
  const painted = useRef<readonly unknown[]>([]);
  const [pointed, setPointed] = useState<number | null>(null);
  const ratio = window.devicePixelRatio || 1;
  return (
    <Chart
      as="canvas"
      className="tiles"
      style={{ width: layout.width / ratio, height: layout.height / ratio }}
      label={label}
      title={pointed === null ? '' : (names?.[pointed] ?? `${noun} ${pointed + 1}`)}
      draw={(canvas, theme) => {
        const key = [tiles, layout, theme.bg, theme.div[0]];
        if (key.some((part, index) => part !== painted.current[index])) {
          painted.current = key;
          paintImage(canvas, tilePixels(tiles, layout, theme));
        }
        return label;
      }}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const point = [(event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio] as const;
        setPointed(tileAt(layout, tiles, point));
      }}
    />
  );
}
