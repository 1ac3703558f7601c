import { SegmentedField } from '../controls/SegmentedField';
import { SliderField } from '../controls/SliderField';
import { useApplies } from '../controls/use-field';
import { RatePreview } from './RatePreview';

/** How the learning rates change over training. */
export function ScheduleFields() {
  const hasSteps = useApplies('scheduleEvery');
  return (
    <>
      <SegmentedField field="schedule" />
      {hasSteps ? (
        <>
          <SliderField field="scheduleEvery" noun="epochs" />
          <SliderField field="scheduleFactor" />
        </>
      ) : null}
      <SliderField field="warmup" noun="epochs" />
      <RatePreview />
    </>
  );
}
