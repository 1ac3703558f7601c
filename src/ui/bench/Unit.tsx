import type { ReactNode } from 'react';

/** A unit whose numbers stand as subscripts: "from W₂ to B₂". */
export function Unit({ parts }: { parts: readonly (string | number)[] }): ReactNode {
  return parts.map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a unit never move.
    typeof part === 'number' ? <sub key={place}>{part}</sub> : part,
  );
}
