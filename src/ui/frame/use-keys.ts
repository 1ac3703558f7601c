import { useEffect, useRef } from 'react';
import { useExperiment } from '../../store/experiment';
import { reset, stepBatches, stepEpoch, togglePlay } from '../../store/run';
import { useView } from '../../store/view';
import { leaveFullscreen, toggleFullscreen } from './fullscreen';
import { type KeyAction, keyAction } from './key-action';

interface KeyHandlers {
  toggleLeft(): void;
  toggleRight(): void;
  toggleHelp(): void;
}

/** The page's keys, unless they are switched off or something that takes keys has the focus. */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    let isPointerFocus = false;
    const onPointerDown = (): void => {
      isPointerFocus = true;
    };
    const onTab = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') isPointerFocus = false;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { keysEnabled, fullscreen } = useView.getState();
      if (event.key === 'Escape' && fullscreen !== null && !event.defaultPrevented) leaveFullscreen();
      if (!keysEnabled || event.defaultPrevented) return;
      const action = keyAction(event, event.target instanceof Element ? event.target : null, isPointerFocus);
      if (action === null) return;
      event.preventDefault();
      perform(action, latest.current);
    };
    addEventListener('pointerdown', onPointerDown, true);
    addEventListener('keydown', onTab, true);
    addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('pointerdown', onPointerDown, true);
      removeEventListener('keydown', onTab, true);
      removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function perform(action: KeyAction, handlers: KeyHandlers): void {
  switch (action.kind) {
    case 'play':
      togglePlay();
      break;
    case 'batch':
      stepBatches(1);
      break;
    case 'epoch':
      stepEpoch();
      break;
    case 'reset':
      reset();
      break;
    case 'arm': {
      const arm = useExperiment.getState().spec.arms[action.index];
      if (arm) useView.getState().set({ focus: arm.slot });
      break;
    }
    case 'fullscreen':
      toggleFullscreen();
      break;
    case 'left':
      handlers.toggleLeft();
      break;
    case 'right':
      handlers.toggleRight();
      break;
    case 'help':
      handlers.toggleHelp();
      break;
  }
}
