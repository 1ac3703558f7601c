/**
 * Steps per second of wall clock, over the last second or so.
 */

export interface Speedometer {
  /** Says that the run now stands at `step`. */
  note(step: number): void;
  /** 0 until a fifth of a second has passed since the start, or since a rest of a second and a half. */
  stepsPerSecond(): number;
}

const WINDOW_MS = 1000;
const LEAST_MS = 200;
const REST_MS = 1500;

/** `now` is the clock in milliseconds. */
export function createSpeedometer(now: () => number): Speedometer {
  let marks: { readonly time: number; readonly step: number }[] = [];
  return {
    note(step) {
      const time = now();
      if (time - (marks.at(-1)?.time ?? time) > REST_MS) marks = [];
      marks.push({ time, step });
      while (marks.length > 2 && time - (marks[1]?.time ?? time) > WINDOW_MS) marks.shift();
    },
    stepsPerSecond() {
      const first = marks[0];
      const last = marks.at(-1);
      if (!first || !last || last.time - first.time < LEAST_MS) return 0;
      return ((last.step - first.step) * 1000) / (last.time - first.time);
    },
  };
}
