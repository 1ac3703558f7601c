import { ChevronDown } from 'lucide-react';
import type { Depth, PictureShape } from './layer-pictures';

interface DepthSelectProps {
  readonly shape: PictureShape;
  readonly depth: Depth;
  /** One channel at a time. */
  readonly isSingle?: boolean;
  readonly choose: (depth: Depth) => void;
}

/** Which input channel of the pictures is shown; nothing to choose where there is one. */
export function DepthSelect({ shape, depth, isSingle = false, choose }: DepthSelectProps) {
  const { channels } = shape;
  if (channels === 1 || depth === 'colour') return null;
  return (
    <span className="sel sm">
      <select
        aria-label="Input channels"
        value={depth}
        onChange={({ target }) => choose(target.value === 'norm' ? 'norm' : Number(target.value))}
      >
        {!isSingle && <option value="norm">Norm over {channels} channels</option>}
        {Array.from({ length: channels }, (_, channel) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: channels are numbers and never move.
          <option key={channel} value={channel}>
            Channel {channel + 1}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  );
}
