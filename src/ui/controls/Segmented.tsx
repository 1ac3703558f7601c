import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { Tip } from './Tip';

export interface SegmentOption<Id extends string> {
  readonly id: Id;
  /** Name for screen readers, and what is shown where there is no icon. */
  readonly name: string;
  readonly icon?: ReactNode;
  readonly tip?: string;
  readonly isDisabled?: boolean;
}

interface SegmentedProps<Id extends string> {
  readonly value: Id | null;
  readonly options: readonly SegmentOption<Id>[];
  /** Either a label or the id of the element that is it. */
  readonly label?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  /** 'fit' is as wide as its words, 'grid' has two columns, 'wrap' breaks where there is no room. */
  readonly layout?: 'full' | 'fit' | 'grid' | 'wrap';
  readonly className?: string;
  onChange(id: Id): void;
}

/** Two to five choices side by side; arrow keys move, one tab stop. */
export function Segmented<Id extends string>(props: SegmentedProps<Id>) {
  const { value, options, label, labelledBy, describedBy, layout = 'full', className = '', onChange } = props;
  return (
    <RadioGroup.Root
      className={`seg ${layout === 'full' ? '' : layout} ${className}`.trim()}
      orientation="horizontal"
      value={value ?? ''}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onValueChange={(next) => {
        const option = options.find(({ id }) => id === next);
        if (option) onChange(option.id);
      }}
    >
      {options.map(({ id, name, icon, tip, isDisabled }) => {
        const item = (
          <RadioGroup.Item
            key={id}
            value={id}
            disabled={isDisabled ?? false}
            aria-label={icon ? name : undefined}
            aria-checked={id === value}
          >
            {icon ?? name}
          </RadioGroup.Item>
        );
        return tip ? (
          <Tip key={id} text={tip}>
            {item}
          </Tip>
        ) : (
          item
        );
      })}
    </RadioGroup.Root>
  );
}
