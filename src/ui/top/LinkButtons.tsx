import { Check, ChevronDown, Link } from 'lucide-react';
import { Popover } from 'radix-ui';
import { PopPanel } from '../controls/PopPanel';
import { LinkDetails } from './LinkDetails';
import { useCopyLink } from './use-copy-link';

/** Copy link, and beside it the link itself with its QR code. */
export function LinkButtons() {
  const { state, copy } = useCopyLink();
  return (
    <span className="joined">
      <button type="button" className="btn" aria-label="Copy link" onClick={copy}>
        {state === 'copied' ? <Check aria-hidden="true" /> : <Link aria-hidden="true" />}
        <span className="wide-text">
          <CopyWords state={state} />
        </span>
      </button>
      <span className="vh" role="status">
        {state === 'copied'
          ? 'Link copied'
          : state === 'blocked'
            ? 'This browser keeps its clipboard closed.'
            : ''}
      </span>
      <Popover.Root>
        <Popover.Trigger className="btn sq" aria-label="Show link and QR code">
          <ChevronDown aria-hidden="true" />
        </Popover.Trigger>
        <PopPanel label="Link" isFirstFocused>
          <LinkDetails />
        </PopPanel>
      </Popover.Root>
    </span>
  );
}

/** Both words take the same room, so that nothing moves. */
function CopyWords({ state }: { readonly state: 'idle' | 'copied' | 'blocked' }) {
  return (
    <span className="swap">
      <span data-shown={state !== 'copied'}>Copy link</span>
      <span data-shown={state === 'copied'} aria-hidden="true">
        Link copied
      </span>
    </span>
  );
}
