import { DATASET_CATALOGUE } from '../../spec/catalogue';
import type { FieldKey } from '../../spec/field';
import { FIELDS } from '../../spec/fields';
import { useExperiment } from '../../store/experiment';
import { More } from '../controls/More';
import { SegmentedField } from '../controls/SegmentedField';
import { SliderField } from '../controls/SliderField';
import { StepperField } from '../controls/StepperField';
import { SwitchField } from '../controls/SwitchField';
import { useApplies } from '../controls/use-field';

/** Stand in one row with the number of images. */
const BESIDE: readonly FieldKey[] = ['noise', 'testImages', 'flip'];
/** Labels short enough for half a row. */
const SHORT: Partial<Record<FieldKey, string>> = { testImages: 'Test', flip: 'Flips' };
const LEVELS: readonly FieldKey[] = ['coarse', 'mid', 'fine'];

/** How much data, how it is divided, and what only this data set has. */
export function DataSettings() {
  const id = useExperiment((state) => state.spec.dataset.id);
  const beside = useExperiment(({ spec }) => BESIDE.find((key) => FIELDS[key].applies(spec)));
  const hasLevels = useApplies('coarse');
  const hasShare = useApplies('testEvery');
  const hasPictures = useApplies('pictureSide');
  const { rows, split } = DATASET_CATALOGUE[id];
  return (
    <>
      <div className={beside ? 'two' : ''}>
        <SliderField field="images" label={rows} noun={rows.toLowerCase()} />
        {beside ? <SliderField field={beside} {...(SHORT[beside] && { label: SHORT[beside] })} /> : null}
      </div>
      {hasLevels ? LEVELS.map((key) => <SliderField key={key} field={key} />) : null}
      {hasPictures ? (
        <>
          <SegmentedField field="pictureSide" />
          <SwitchField field="hasColour" />
        </>
      ) : null}
      {hasShare ? (
        <More label="Test split">
          <StepperField field="testEvery" />
          <p className="help">
            {FIELDS.testEvery.help} {split.charAt(0).toUpperCase() + split.slice(1)}.
          </p>
        </More>
      ) : null}
    </>
  );
}
