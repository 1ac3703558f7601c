import { Undo2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { Change } from '../../spec/diff';
import { PRESETS } from '../../spec/presets';
import { changesFromPreset, useExperiment } from '../../store/experiment';
import { PopPanel } from '../controls/PopPanel';
import { changeWords } from './change-words';
import { putAllBack } from './open-preset';

function useChanges(): Change[] {
  const key = useExperiment((state) => changesFromPreset(state).join(' '));
  return key === '' ? [] : (key.split(' ') as Change[]);
}

function undo(change: Change): void {
  const { presetId, restoreField, setLayers, spec, load, linkIssues } = useExperiment.getState();
  const preset = PRESETS[presetId].spec;
  if (change === 'layers') setLayers(preset.network.hidden);
  else if (change === 'arms') load({ ...spec, arms: preset.arms }, presetId, linkIssues);
  else restoreField(change);
}

/** "2 changes from the preset": opens the list of them. Nothing while there are none. */
export function ChangesPopover() {
  const changes = useChanges();
  if (changes.length === 0) return null;
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return (
    <Popover.Root>
      <Popover.Trigger className="chgs" aria-label={`${count} from the preset`}>
        {count}
        <span className="wide-text"> from the preset</span>
      </Popover.Trigger>
      <PopPanel label="Changes from the preset" align="start">
        <ChangeList />
      </PopPanel>
    </Popover.Root>
  );
}

/** Every change with its undo, and one for all. */
export function ChangeList() {
  const changes = useChanges();
  const spec = useExperiment((state) => state.spec);
  const preset = useExperiment((state) => PRESETS[state.presetId]);
  if (changes.length === 0) return <p className="text">Everything is as in “{preset.name}”.</p>;
  return (
    <>
      <h2>Changes from “{preset.name}”</h2>
      <ul className="changes">
        {changes.map((change) => {
          const { label, from, to } = changeWords(change, preset.spec, spec);
          return (
            <li key={change}>
              <div className="what">
                <b>{label}</b>
                <span>
                  {to}, in the preset {from}
                </span>
              </div>
              <button
                type="button"
                className="btn sq"
                aria-label={`Put ${label} back`}
                onClick={() => undo(change)}
              >
                <Undo2 aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
      <div className="btns">
        <button type="button" className="btn line" onClick={putAllBack}>
          Put all back
        </button>
      </div>
    </>
  );
}
