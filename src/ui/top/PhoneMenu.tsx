import { Check, Download, Link, Menu } from 'lucide-react';
import { Popover } from 'radix-ui';
import { PRESETS_BY_GROUP } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { PopPanel } from '../controls/PopPanel';
import { ChangeList } from './Changes';
import { EXPORTS } from './export-actions';
import { openPreset } from './open-preset';
import { PresetWords } from './PresetMenu';
import { ThemeChoice } from './ThemeChoice';
import { useCopyLink } from './use-copy-link';

/** The top bar of a phone in one sheet. */
export function PhoneMenu() {
  return (
    <Popover.Root>
      <Popover.Trigger className="btn sq" aria-label="Menu">
        <Menu aria-hidden="true" />
      </Popover.Trigger>
      <PopPanel label="Menu" isWide>
        <Presets />
        <hr className="rule" />
        <ChangeList />
        <hr className="rule" />
        <Files />
        <hr className="rule" />
        <ThemeChoice />
      </PopPanel>
    </Popover.Root>
  );
}

function Presets() {
  const presetId = useExperiment((state) => state.presetId);
  return (
    <>
      <h2>Experiments</h2>
      <div className="menu flat">
        {PRESETS_BY_GROUP.map(({ group, ids }) => (
          <fieldset className="group" key={group}>
            <legend className="heading">{group}</legend>
            {ids.map((id) => (
              <Popover.Close
                key={id}
                className="item"
                aria-current={id === presetId}
                onClick={() => openPreset(id)}
              >
                <span>{id === presetId ? <Check aria-hidden="true" /> : null}</span>
                <PresetWords id={id} />
              </Popover.Close>
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

function Files() {
  const { state, copy } = useCopyLink();
  return (
    <div className="menu flat">
      <button type="button" className="item" onClick={copy}>
        <Link aria-hidden="true" />
        <span aria-live="polite">{state === 'copied' ? 'Link copied' : 'Copy link'}</span>
      </button>
      {EXPORTS.map(({ name, run }) => (
        <button type="button" key={name} className="item" onClick={run}>
          <Download aria-hidden="true" />
          <span>{name}</span>
        </button>
      ))}
    </div>
  );
}
