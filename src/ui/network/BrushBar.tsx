import { Eraser, Minus, Plus, Trash2, Undo2 } from 'lucide-react';
import { shortNumber } from '../../charts/number-words';
import { NumberParam } from '../arms/NumberParam';
import { Segmented, type SegmentOption } from '../controls/Segmented';
import type { Brush, BrushKind } from './brush';

interface BrushBarProps {
  readonly brush: Brush;
  /** What it writes; null takes the paint off. */
  readonly value: number | null;
  readonly canUndo: boolean;
  change(brush: Brush): void;
  undo(): void;
  /** Null where there is nothing to clear. */
  readonly clear: (() => void) | null;
}

const KINDS: readonly SegmentOption<BrushKind>[] = [
  { id: 'plus', name: 'Positive', icon: <Plus aria-hidden="true" />, tip: 'Paints a positive weight.' },
  { id: 'zero', name: 'Zero', icon: <span aria-hidden="true">0</span>, tip: 'Cuts the connection.' },
  { id: 'minus', name: 'Negative', icon: <Minus aria-hidden="true" />, tip: 'Paints a negative weight.' },
  {
    id: 'off',
    name: 'Take off',
    icon: <Eraser aria-hidden="true" />,
    tip: 'Gives the weight back to the rule.',
  },
];

const LIMITS = { min: 0.1, max: 10, scale: 'log', step: 0.01, isInteger: false } as const;

/** What the brush writes, and back again. */
export function BrushBar({ brush, value, canUndo, change, undo, clear }: BrushBarProps) {
  return (
    <div className="brushbar">
      <Segmented
        layout="fit"
        label="Brush"
        value={brush.kind}
        options={KINDS}
        onChange={(kind) => change({ ...brush, kind })}
      />
      <span className="does">
        <button type="button" className="btn" disabled={!canUndo} onClick={undo}>
          <Undo2 aria-hidden="true" />
          Undo
        </button>
        <button type="button" className="btn" disabled={clear === null} onClick={() => clear?.()}>
          <Trash2 aria-hidden="true" />
          Clear
        </button>
      </span>
      <NumberParam
        isCompact
        label="Size"
        unit="× rms"
        help={`Times the root mean square of these weights. The brush writes ${value === null ? 'nothing' : shortNumber(value)}.`}
        value={brush.size}
        defaultValue={2}
        limits={LIMITS}
        onChange={(size) => change({ ...brush, size })}
      />
    </div>
  );
}
