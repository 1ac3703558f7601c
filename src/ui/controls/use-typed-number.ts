import { type KeyboardEvent, useEffect, useState } from 'react';
import { formatNumber, parseNumber } from './number-format';

export interface TypedNumberOptions {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly isInteger: boolean;
  readonly isGrouped?: boolean;
  /** What is counted, for the sentence on a limit: "images". */
  readonly noun?: string;
  /** What the largest number is, for the same sentence: "the size of the smallest layer". */
  readonly maxIs?: string | undefined;
  onChange(value: number): void;
  /** The value some steps up or down, for the arrow keys. */
  move(value: number, count: number): number;
}

export interface TypedNumber {
  readonly text: string;
  readonly problem: string | null;
  onInput(text: string): void;
  commit(): void;
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
}

/** What a typed text becomes: the kept value, and a sentence where it is not what was typed. */
export function readTyped(
  text: string,
  { value, min, max, isInteger, isGrouped = true, noun = '', maxIs }: TypedNumberOptions,
): { kept: number; problem: string | null } {
  const write = (number: number): string => formatNumber(number, { isGrouped });
  const typed = parseNumber(text);
  if (typed === null) return { kept: value, problem: `This is not a number. Kept ${write(value)}.` };
  const of = noun === '' ? '' : ` ${noun}`;
  const most = maxIs === undefined ? '' : `, ${maxIs}`;
  if (typed > max) return { kept: max, problem: `At most ${write(max)}${of}${most}. Kept ${write(max)}.` };
  if (typed < min) return { kept: min, problem: `At least ${write(min)}${of}. Kept ${write(min)}.` };
  if (isInteger && !Number.isInteger(typed)) {
    const kept = Math.round(typed);
    return { kept, problem: `Whole numbers only. Kept ${write(kept)}.` };
  }
  return { kept: typed, problem: null };
}

/** The text of a number field while it is edited: Enter and blur keep it, Escape and arrows do what they should. */
export function useTypedNumber(options: TypedNumberOptions): TypedNumber {
  const { value, isGrouped = true, onChange, move } = options;
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [judged, setJudged] = useState(value);

  // A value that came from elsewhere (slider, undo, preset) takes the complaint away.
  useEffect(() => {
    if (value !== judged) {
      setProblem(null);
      setJudged(value);
    }
  }, [value, judged]);

  const commit = (): void => {
    if (draft === null) return;
    setDraft(null);
    const read = readTyped(draft, options);
    setProblem(read.problem);
    setJudged(read.kept);
    if (read.kept !== value) onChange(read.kept);
  };

  return {
    text: draft ?? formatNumber(value, { isGrouped }),
    problem,
    onInput: setDraft,
    commit,
    onKeyDown(event) {
      if (event.key === 'Enter') commit();
      else if (event.key === 'Escape' && draft !== null) {
        event.stopPropagation();
        setDraft(null);
      } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        event.preventDefault();
        setDraft(null);
        onChange(move(value, (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1)));
      }
    },
  };
}
