import { Check, EllipsisVertical } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';

export interface Toggle {
  readonly label: string;
  readonly isOn: boolean;
  readonly flip: () => void;
}

/** A choice of one among several. */
export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly choose: (id: string) => void;
}

interface FigureMenuProps {
  /** What the menu belongs to: "Loss". */
  readonly of: string;
  readonly toggles?: readonly Toggle[];
  readonly choices?: readonly Choice[];
  readonly exports: readonly { readonly label: string; readonly run: () => void }[];
}

function ItemContent({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  return (
    <>
      <span>{isOn && <Check aria-hidden="true" />}</span>
      <span>{children}</span>
    </>
  );
}

/** The ⋯ of a figure: how it is drawn, and its files. */
export function FigureMenu({ of, toggles = [], choices = [], exports }: FigureMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="more" aria-label={`${of}: view and export`}>
        <EllipsisVertical aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu slim" align="end" sideOffset={4} collisionPadding={8}>
          {choices.map((choice, place) => (
            <Fragment key={choice.label}>
              {place > 0 && <DropdownMenu.Separator className="cut" />}
              <DropdownMenu.RadioGroup
                value={choice.value}
                onValueChange={choice.choose}
                aria-label={choice.label}
              >
                {choice.options.map(({ id, name }) => (
                  <DropdownMenu.RadioItem key={id} className="item" value={id}>
                    <ItemContent isOn={id === choice.value}>{name}</ItemContent>
                  </DropdownMenu.RadioItem>
                ))}
              </DropdownMenu.RadioGroup>
            </Fragment>
          ))}
          {toggles.map(({ label, isOn, flip }) => (
            <DropdownMenu.CheckboxItem key={label} className="item" checked={isOn} onSelect={flip}>
              <ItemContent isOn={isOn}>{label}</ItemContent>
            </DropdownMenu.CheckboxItem>
          ))}
          {choices.length + toggles.length > 0 && <DropdownMenu.Separator className="cut" />}
          {exports.map(({ label, run }) => (
            <DropdownMenu.Item key={label} className="item" onSelect={run}>
              <ItemContent isOn={false}>{label}</ItemContent>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
