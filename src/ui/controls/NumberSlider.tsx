import { Slider } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { formatNumber } from './number-format';
import { POSITIONS, type SliderScale } from './slider-scale';

interface NumberSliderProps {
  readonly value: number;
  readonly scale: SliderScale;
  /** Where the default's tick stands; null for none. */
  readonly defaultValue: number | null;
  readonly label: string;
  readonly describedBy?: string | undefined;
  readonly unit?: string | undefined;
  readonly hasTicks?: boolean;
  onChange(value: number): void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** Percent of the track, inset by half a knob at both ends as the knob itself is. */
const along = (position: number): string =>
  `calc(var(--knob) / 2 + (100% - var(--knob)) * ${(position / POSITIONS).toFixed(4)})`;

/** Ticks stand under the knob's centre, the outer two flush with the track. */
function tickPlace(scale: SliderScale, index: number): string {
  if (index === 0) return '0';
  return index === scale.ticks.length - 1 ? '100%' : along(scale.toPosition(scale.ticks[index] ?? 0));
}

/** A slider over round numbers: arrows one stop, with Shift ten; double-click puts the default back. */
export function NumberSlider(props: NumberSliderProps) {
  const { value, scale, defaultValue, label, describedBy, unit, hasTicks = false, onChange } = props;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const isEnd = event.key === 'Home' || event.key === 'End';
    if (step === undefined && !isEnd) return;
    event.preventDefault();
    if (isEnd) onChange(scale.toStop(event.key === 'Home' ? 0 : POSITIONS));
    else if (step !== undefined)
      onChange(scale.move(value, event.shiftKey && Math.abs(step) === 1 ? step * 10 : step));
  };
  const isDefault = defaultValue === null || defaultValue === value;
  const words = `${formatNumber(value)}${unit ? ` ${unit}` : ''}`;
  return (
    <>
      <Slider.Root
        className="sld"
        min={0}
        max={POSITIONS}
        step={1}
        value={[Math.round(scale.toPosition(value))]}
        onValueChange={([position = 0]) => {
          const next = scale.toStop(position);
          if (next !== value) onChange(next);
        }}
        onKeyDown={onKeyDown}
        onDoubleClick={() => {
          if (defaultValue !== null) onChange(defaultValue);
        }}
      >
        <Slider.Track className="tr">
          <Slider.Range className="fi" />
        </Slider.Track>
        {defaultValue === null ? null : (
          <i className="df" style={{ left: along(scale.toPosition(defaultValue)) }} />
        )}
        <Slider.Thumb
          className="kn"
          aria-label={label}
          aria-describedby={describedBy}
          aria-valuetext={isDefault ? words : `${words}, default ${formatNumber(defaultValue)}`}
        />
      </Slider.Root>
      {hasTicks ? (
        <div className="ticks" aria-hidden="true">
          {scale.ticks.map((tick, index) => (
            <span key={tick} style={{ left: tickPlace(scale, index) }}>
              {formatNumber(tick)}
            </span>
          ))}
        </div>
      ) : null}
    </>
  );
}
