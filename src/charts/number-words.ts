/**
 * How numbers are written wherever the page says them: one way for each kind, "–" for what is not known.
 * What a chart's readout prints follows its axis (`formatReading` in samples.ts); a control writes what can be typed again.
 */

/** Thousands apart: "60,000". Whole numbers. */
export function countWords(count: number): string {
  return count.toLocaleString('en');
}

/** The epoch of a step, to a tenth: "6.4". */
export function epochWords(step: number, stepsPerEpoch: number): string {
  return (step / stepsPerEpoch).toFixed(1);
}

/** The same within a sentence, without a zero at its end: "6.4", "6". */
export function shortEpoch(step: number, stepsPerEpoch: number): string {
  return String(Number((step / stepsPerEpoch).toFixed(1)));
}

/** A fraction in whole per cent: "71 %". */
export function wholePercent(fraction: number): string {
  return Number.isFinite(fraction) ? `${Math.round(fraction * 100)} %` : '–';
}

/** A fraction to a tenth of a per cent, always written: "98.0 %". */
export function tenthPercent(fraction: number | null): string {
  return fraction === null || !Number.isFinite(fraction) ? '–' : `${(fraction * 100).toFixed(1)} %`;
}

/** The same within a sentence: "97.3 %", "97 %". */
export function percentWords(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))} %`;
}

/** A fraction that was set, as short as it can be written: "5 %", "2.5 %". Three significant digits. */
export function shortPercent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(3))} %`;
}

/** "35.3°"; whole degrees where there is little room. */
export function degreeWords(angleDeg: number | null, digits: 0 | 1 = 1): string {
  return angleDeg === null || !Number.isFinite(angleDeg) ? '–' : `${angleDeg.toFixed(digits)}°`;
}

/** Three significant digits at most, two below 1: "0.17", "1.24", "−12.4". */
export function shortNumber(value: number): string {
  if (value === 0) return '0';
  if (value < 0) return `−${shortNumber(-value)}`;
  return String(Number(value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 1 ? 3 : 2)));
}

/** Three significant digits at most: numbers that were set, in sentences and formulas. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Two digits after the point, with a true minus and no sign before zero: "0.42", "−0.05", "0.00". */
export function hundredths(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}
