import { useExperiment } from '../../store/experiment';
import { SegmentedField } from '../controls/SegmentedField';
import { SliderField } from '../controls/SliderField';
import { useApplies } from '../controls/use-field';
import { RatePreview } from './RatePreview';

/** How the learning rates change over training. Tracks end with the run; more can be typed. */
export function ScheduleFields() {
  const hasSteps = useApplies('scheduleEvery');
  const epochs = useExperiment((state) => state.spec.training.epochs);
  return (
    <>
      <SegmentedField field="schedule" />
      {hasSteps ? (
        <>
          <SliderField field="scheduleEvery" noun="epochs" track={[1, Math.max(2, epochs)]} />
          <SliderField field="scheduleFactor" track={[0.01, 1]} />
        </>
      ) : null}
      <SliderField field="warmup" noun="epochs" track={[0, Math.min(100, epochs)]} />
      <RatePreview />
    </>
  );
}
