import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { PRESETS, PRESETS_BY_GROUP, type PresetId } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { openPreset } from './open-preset';

/** The named experiments. */
export function PresetMenu() {
  const isChosen = useRef(false);
  const presetId = useExperiment((state) => state.presetId);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="btn preset" aria-label={`Preset: ${PRESETS[presetId].name}`}>
        <span className="mut" aria-hidden="true">
          /
        </span>
        <span className="name">{PRESETS[presetId].name}</span>
        <ChevronDown aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu cols"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          // It scrolls where there is little room.
          tabIndex={0}
          onCloseAutoFocus={(event) => {
            if (!isChosen.current) return;
            // The next thing to do with a fresh experiment is to play it.
            isChosen.current = false;
            event.preventDefault();
            document.getElementById('play')?.focus();
          }}
        >
          <DropdownMenu.RadioGroup className="groups" value={presetId}>
            {PRESETS_BY_GROUP.map(({ group, ids }) => (
              <DropdownMenu.Group key={group} className="group">
                <DropdownMenu.Label className="heading">{group}</DropdownMenu.Label>
                {ids.map((id) => (
                  <DropdownMenu.RadioItem
                    key={id}
                    className="item"
                    value={id}
                    onSelect={() => {
                      isChosen.current = true;
                      openPreset(id);
                    }}
                  >
                    <span>{id === presetId ? <Check aria-hidden="true" /> : null}</span>
                    <PresetWords id={id} />
                  </DropdownMenu.RadioItem>
                ))}
              </DropdownMenu.Group>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A preset in a menu. */
export function PresetWords({ id }: { readonly id: PresetId }) {
  return (
    <span>
      <b>{PRESETS[id].name}</b>
      <span className="about">{PRESETS[id].about}</span>
    </span>
  );
}
