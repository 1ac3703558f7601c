import { Minimize2 } from 'lucide-react';
import { useEffect } from 'react';
import { useView } from '../../store/view';
import { leaveFullscreen } from './fullscreen';

/** The way back from a panel that is shown alone. The panel marks itself (`data-panel`, `data-fullscreen`). */
export function FullscreenPanel() {
  const name = useView((state) => state.fullscreen);
  useEffect(() => {
    if (name !== null && !document.querySelector(`[data-panel="${CSS.escape(name)}"]`)) leaveFullscreen();
  }, [name]);
  if (name === null) return null;
  return (
    <button type="button" className="btn line leave-full" onClick={leaveFullscreen}>
      <Minimize2 aria-hidden="true" />
      Leave (Esc)
    </button>
  );
}
