import { useView } from '../../store/view';

/** The panel that has the focus, else the one under the pointer. */
function panelAtHand(): string | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-panel]');
  const hovered = [...document.querySelectorAll<HTMLElement>('[data-panel]:hover')].at(-1);
  return (focused ?? hovered)?.dataset.panel ?? null;
}

/** Shows the panel at hand alone; the same again leaves. */
export function toggleFullscreen(): void {
  const { fullscreen, set } = useView.getState();
  set({ fullscreen: fullscreen === null ? panelAtHand() : null });
}

export function leaveFullscreen(): void {
  useView.getState().set({ fullscreen: null });
}
