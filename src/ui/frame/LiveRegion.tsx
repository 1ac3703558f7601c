import { useEffect, useState } from 'react';
import { useRun } from '../../store/run-state';
import { announcement } from './announcement';

const PAUSE_MS = 5000;

/** Tells a screen reader how the run is doing, at most every five seconds. */
export function LiveRegion() {
  const [text, setText] = useState('');
  const isPlaying = useRun((state) => state.isPlaying);
  useEffect(() => {
    const speak = (): void => setText(announcement());
    if (!isPlaying) {
      const timer = setTimeout(speak, 400);
      return () => clearTimeout(timer);
    }
    const timer = setInterval(speak, PAUSE_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return (
    <p className="vh" role="status" aria-live="polite">
      {text}
    </p>
  );
}
