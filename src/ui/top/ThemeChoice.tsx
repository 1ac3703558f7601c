import { Moon, Presentation, Sun } from 'lucide-react';
import { type Theme, useView } from '../../store/view';
import { Segmented, type SegmentOption } from '../controls/Segmented';

const THEMES: readonly SegmentOption<Theme>[] = [
  { id: 'light', name: 'Light', icon: <Sun aria-hidden="true" />, tip: 'Light' },
  { id: 'dark', name: 'Dark', icon: <Moon aria-hidden="true" />, tip: 'Dark' },
  {
    id: 'projector',
    name: 'Projector',
    icon: <Presentation aria-hidden="true" />,
    tip: 'Projector: large and strong',
  },
];

/** Light, dark, projector. Projector begins with both side zones closed. */
export function ThemeChoice() {
  const theme = useView((state) => state.theme);
  return (
    <span className="theme">
      <Segmented
        value={theme}
        options={THEMES}
        label="Theme"
        layout="fit"
        onChange={(next) =>
          useView
            .getState()
            .set({ theme: next, ...(next === 'projector' ? { leftOpen: null, rightOpen: null } : {}) })
        }
      />
    </span>
  );
}
