import { ChevronLeft, ChevronRight } from 'lucide-react';

interface PagerProps {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** What is on this page: "Units 1–72 of 120". */
  readonly words: string;
  readonly turn: (page: number) => void;
}

/** Back and forth through what does not fit at once; nothing where everything does. */
export function Pager({ page, pages, words, turn }: PagerProps) {
  if (pages < 2) return null;
  return (
    <span className="pager">
      <button
        type="button"
        className="btn sq"
        aria-label="Previous weights"
        disabled={page === 0}
        onClick={() => turn(page - 1)}
      >
        <ChevronLeft aria-hidden="true" />
      </button>
      <span>{words}</span>
      <button
        type="button"
        className="btn sq"
        aria-label="Next weights"
        disabled={page >= pages - 1}
        onClick={() => turn(page + 1)}
      >
        <ChevronRight aria-hidden="true" />
      </button>
    </span>
  );
}
