import { FIELDS } from '../../spec/fields';
import { Segmented } from '../controls/Segmented';
import { useChoiceField } from '../controls/use-field';

/** One learning rate for all arms, or one for each. */
export function RateMode() {
  const { field, value, set } = useChoiceField('rateMode');
  return (
    <div className="rate">
      <Segmented
        value={value}
        label={FIELDS.rateMode.label}
        layout="fit"
        options={field.choices.map(({ id, name, help }) => ({ id, name, tip: help }))}
        onChange={set}
      />
    </div>
  );
}
