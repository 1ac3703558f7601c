import { ArrowRight, CircleQuestionMark } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { VERSIONS } from '../../store/export';
import { useView } from '../../store/view';
import { PopPanel } from '../controls/PopPanel';
import { SwitchRow } from '../controls/SwitchField';
import { Tip } from '../controls/Tip';

const KEYS: readonly { readonly keys: readonly ReactNode[]; readonly what: string }[] = [
  { keys: ['Space'], what: 'Play or pause' },
  { keys: [<ArrowRight key="right" aria-label="Right arrow" />], what: 'One batch' },
  { keys: ['Shift', <ArrowRight key="right" aria-label="Right arrow" />], what: 'One epoch' },
  { keys: ['R'], what: 'Reset' },
  { keys: ['1 to 4'], what: 'Focus an arm' },
  { keys: ['F'], what: 'Show a panel alone; Esc leaves' },
  { keys: ['[', ']'], what: 'Experiment and Why panels' },
  { keys: ['?'], what: 'This help' },
];

interface HelpProps {
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** Keys, how to read the page, version and licences. */
export function Help({ isOpen, onOpenChange }: HelpProps) {
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Tip text="Help and keys" keys="?">
        <Popover.Trigger className="btn sq" aria-label="Help and keys">
          <CircleQuestionMark aria-hidden="true" />
        </Popover.Trigger>
      </Tip>
      <PopPanel label="Help" isWide>
        <HelpText />
      </PopPanel>
    </Popover.Root>
  );
}

function HelpText() {
  const isOn = useView((state) => state.keysEnabled);
  return (
    <>
      <h2>How to read this page</h2>
      <p className="text">
        Every arm learns the same data from the same first weights, in the same order; only its rule differs.
        An arm keeps its colour, dash and marker everywhere.
      </p>
      <p className="text">
        <b>Update angle</b>: how far the rule’s update points away from backpropagation’s. Below 90° it still
        goes downhill. <b>Weight angle</b>: between forward and feedback weights; falling means that they
        align.
      </p>
      <p className="text">
        <b>RDM</b>: one cell per pair of test images. Look for ten blocks on the diagonal: images of one class
        treated alike. Point at a chart or drag the ruler, and the whole page follows to that step.
      </p>
      <hr className="rule" />
      <h2>Keys</h2>
      <dl className="keylist">
        {KEYS.map(({ keys, what }) => (
          <div key={what} className="pair">
            <dt>
              {keys.map((key, index) => (
                <kbd key={typeof key === 'string' ? key : `icon-${index}`}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <SwitchRow
        label="Keys"
        help="Off: only Tab, Enter and the arrows inside a control."
        isOn={isOn}
        onChange={(keysEnabled) => useView.getState().set({ keysEnabled })}
      />
      <hr className="rule" />
      <p className="foot">
        Learning Rules Lab {VERSIONS.lab}, MIT licence.{' '}
        <a href="./THIRD-PARTY-NOTICES.txt">Third-party notices</a>
      </p>
    </>
  );
}
