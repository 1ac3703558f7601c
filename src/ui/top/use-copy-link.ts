import { useEffect, useState } from 'react';
import { currentLink } from '../../store/link';

const SHOWN_MS = 2000;

/** Copies the link of the page as it is; `state` says for two seconds how that went. */
export function useCopyLink(): { state: 'idle' | 'copied' | 'blocked'; copy(): void } {
  const [state, setState] = useState<'idle' | 'copied' | 'blocked'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return {
    state,
    copy: () => {
      // Without a secure context there is no clipboard: the link can be copied from the field beside.
      const written =
        navigator.clipboard?.writeText(currentLink()) ?? Promise.reject(new Error('no clipboard'));
      written.then(
        () => setState('copied'),
        () => setState('blocked'),
      );
    },
  };
}
