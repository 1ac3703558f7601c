/**
 * The scale of a slider that shows the useful part of a wide range.
 */
import { useMemo } from 'react';
import { createSliderScale, type ScaleLimits, type SliderScale } from './slider-scale';

/** The track reaches from `track[0]` to `track[1]` until a value lies outside, then over all that can be typed. */
export function useSliderScale(
  limits: ScaleLimits,
  value: number,
  track: readonly [number, number] = [limits.min, limits.max],
): SliderScale {
  const { min, max, scale, step, isInteger } = limits;
  const [low, high] = track;
  const isWide = value < low || value > high;
  return useMemo(
    () => createSliderScale({ min: isWide ? min : low, max: isWide ? max : high, scale, step, isInteger }),
    [min, max, scale, step, isInteger, low, high, isWide],
  );
}
