/**
 * Hands a file to the browser. The only place that makes download links.
 */
import { useRun } from '../store/run-state';

/** Name of an exported file: "learning-rules-lab_loss_digits_seed1111.svg". */
export function fileName(what: string, extension: string): string {
  const { seed, dataset } = useRun.getState().applied;
  return `learning-rules-lab_${what}_${dataset.id}_seed${seed}.${extension}`;
}

/** Offers a blob as a download. */
export function downloadBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Offers text as a download. */
export function downloadText(text: string, name: string, type: string): void {
  downloadBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);
}
