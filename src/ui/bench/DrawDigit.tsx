import { Pencil } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { Dataset } from '../../spec/dataset';
import { useView } from '../../store/view';
import { DrawPad } from './DrawPad';
import { Picture } from './Picture';

/** The pencil beside the test images: opens a pad, then shows what was drawn. */
export function DrawDigit({ dataset }: { dataset: Dataset }) {
  const drawn = useView((state) => state.drawn);
  const isChosen = useView((state) => state.tryChoice === 'drawn');
  const choose = (): void => {
    if (useView.getState().drawn) useView.getState().set({ tryChoice: 'drawn' });
  };
  return (
    <Popover.Root>
      <Popover.Trigger
        className="dr"
        aria-label="Draw a digit"
        aria-pressed={isChosen}
        title="Draw a digit"
        onClick={choose}
      >
        {drawn ? <Picture dataset={dataset} row={drawn} /> : <Pencil aria-hidden="true" />}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Draw a digit"
          className="pop pad"
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
        >
          <DrawPad
            onDraw={(digit) =>
              useView
                .getState()
                .set(digit ? { drawn: digit, tryChoice: 'drawn' } : { drawn: null, tryChoice: 0 })
            }
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
