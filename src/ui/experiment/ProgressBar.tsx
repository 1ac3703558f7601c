interface ProgressBarProps {
  /** "MNIST, 4.2 of 11.6 MB". */
  readonly words: string;
  /** 0 to 1. */
  readonly share: number;
  onCancel(): void;
}

/** How far something long is, with its way out. */
export function ProgressBar({ words, share, onCancel }: ProgressBarProps) {
  const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    <div className="prog">
      <span>{words}</span>
      <button type="button" className="btn line" onClick={onCancel}>
        Cancel
      </button>
      <div
        className="bar"
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
