import { type TimeView, useView } from '../../store/view';
import { Segmented, type SegmentOption } from '../controls/Segmented';
import { hasInside } from './inner-arms';
import type { ArmView } from './use-arms';
import { useTimeView } from './use-time-view';

const VIEWS: readonly SegmentOption<TimeView>[] = [
  { id: 'curves', name: 'Curves', tip: 'Everything over training time.' },
  { id: 'confidence', name: 'Confidence', tip: 'Loss against accuracy: how sure, and how often right.' },
  {
    id: 'inside',
    name: 'Inside',
    tip: 'What a rule has of its own: targets, energies, dendrites, goodness.',
  },
];

/** What the column of time shows; the inside of rules where one of them has any. */
export function TimeViews({ arms }: { arms: readonly ArmView[] }) {
  const timeView = useTimeView(arms);
  return (
    <Segmented
      className="sm"
      layout="fit"
      label="View of the curves"
      value={timeView}
      options={hasInside(arms) ? VIEWS : VIEWS.filter(({ id }) => id !== 'inside')}
      onChange={(id) => useView.getState().set({ timeView: id })}
    />
  );
}
