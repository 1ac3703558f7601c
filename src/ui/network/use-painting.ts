import { useRef, useState } from 'react';
import type { ArmSpec, PaintedEntry } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { paintEntry } from './brush';

export interface Painting {
  /** What is painted, the stroke under way included. */
  readonly painted: readonly PaintedEntry[];
  readonly canUndo: boolean;
  /** Paints entries of the layer, or takes their paint off with null; part of a stroke until `endStroke`. */
  paint(entries: readonly number[], value: number | null): void;
  endStroke(): void;
  undo(): void;
  clear(): void;
}

/** A stroke reaches the training arm while it is drawn, but not with every cell. */
const COMMIT_MS = 150;

interface Step {
  readonly before: readonly PaintedEntry[];
  readonly after: readonly PaintedEntry[];
}

const isSame = (a: readonly PaintedEntry[], b: readonly PaintedEntry[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Painting an arm's feedback weights: strokes, and back again. */
export function usePainting({ slot, painted }: Pick<ArmSpec, 'slot' | 'painted'>, layer: number): Painting {
  const [draft, setDraft] = useState<readonly PaintedEntry[] | null>(null);
  const latest = useRef(draft);
  const committedAt = useRef(0);
  const steps = useRef<Step[]>([]);
  const commit = (next: readonly PaintedEntry[]): void => {
    committedAt.current = performance.now();
    useExperiment.getState().setPainted(slot, next);
  };
  const remember = (before: readonly PaintedEntry[], after: readonly PaintedEntry[]): void => {
    if (!isSame(before, after)) steps.current.push({ before, after });
  };
  const start = useRef({ painted, value: null as number | null });
  const shown = draft ?? painted;
  return {
    painted: shown,
    canUndo: shown.length > 0 || steps.current.some(({ after }) => isSame(after, painted)),
    paint(entries, value) {
      const now = latest.current ?? painted;
      // One stroke writes one value, though the size of the weights that it is measured by moves on.
      if (latest.current === null) start.current = { painted, value };
      const stroke = start.current.value;
      const next = entries.reduce((all, at) => paintEntry(all, { layer, at }, stroke), now);
      if (next === now) return;
      latest.current = next;
      setDraft(next);
      if (performance.now() - committedAt.current > COMMIT_MS) commit(next);
    },
    endStroke() {
      if (latest.current === null) return;
      remember(start.current.painted, latest.current);
      commit(latest.current);
      latest.current = null;
      setDraft(null);
    },
    undo() {
      const last = steps.current.pop();
      // What was painted elsewhere, or came with a link, goes entry by entry.
      commit(last && isSame(last.after, painted) ? last.before : painted.slice(0, -1));
    },
    clear() {
      remember(painted, []);
      commit([]);
    },
  };
}
