import { type TimeView, useView } from '../../store/view';
import { Segmented, type SegmentOption } from '../controls/Segmented';
import { useTimeView } from './use-time-view';

const VIEWS: readonly SegmentOption<TimeView>[] = [
  { id: 'curves', name: 'Curves', tip: 'Everything over training time.' },
  { id: 'confidence', name: 'Confidence', tip: 'Loss against accuracy: how sure, and how often right.' },
];

/** What the column of time shows. */
export function TimeViews() {
  const timeView = useTimeView();
  return (
    <Segmented
      className="sm"
      layout="fit"
      label="View of the curves"
      value={timeView}
      options={VIEWS}
      onChange={(id) => useView.getState().set({ timeView: id })}
    />
  );
}
