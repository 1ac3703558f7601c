import { PanelRightClose } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useView } from '../../store/view';
import { useBenchContext } from '../bench/use-bench-context';
import { WhyRule } from './WhyRule';

/** The right panel: how the focused arm's rule works. Its tabs are the arms. */
export function Why() {
  const context = useBenchContext();
  const focus = useView((state) => state.focus);
  const isFull = useView((state) => state.fullscreen === 'why');
  const arm = context.arms.find(({ slot }) => slot === focus) ?? context.arms[0];
  if (!arm) return null;
  return (
    <aside className="why" aria-label="Why" data-panel="why" data-fullscreen={isFull || undefined}>
      <Tabs.Root
        value={String(arm.slot)}
        onValueChange={(value) => {
          const chosen = context.arms.find(({ slot }) => String(slot) === value);
          if (chosen) useView.getState().set({ focus: chosen.slot });
        }}
      >
        <div className="ptitle">
          <Tabs.List className="seg fit" aria-label="Rule explained">
            {context.arms.map(({ slot, name }) => (
              <Tabs.Trigger key={slot} value={String(slot)} title={name}>
                {name}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <span className="sp" />
          <button
            type="button"
            className="btn sq close"
            aria-label="Close the Why panel"
            title="Close  ]"
            onClick={() => useView.getState().set({ rightOpen: false })}
          >
            <PanelRightClose aria-hidden="true" />
          </button>
        </div>
        <Tabs.Content value={String(arm.slot)} tabIndex={-1}>
          <WhyRule arm={arm} context={context} />
        </Tabs.Content>
      </Tabs.Root>
    </aside>
  );
}
