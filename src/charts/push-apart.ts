/**
 * Labels that keep a distance: moves positions as little as possible (least squares) so that neighbours are at least
 * `gap` apart and all lie within [low, high]. Subtracting i · gap turns it into isotonic regression, solved by pooling
 * adjacent violators (Barlow, Bartholomew, Bremner, Brunk 1972, Statistical Inference under Order Restrictions).
 */

/** New positions in the order of the input. If all do not fit, the gap shrinks until they do. */
export function pushApart(
  positions: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): number[] {
  const count = positions.length;
  const order = positions.map((_, index) => index);
  order.sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0) || a - b);
  const used = count > 1 ? Math.min(gap, Math.max(0, high - low) / (count - 1)) : 0;
  const blocks: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    blocks.push({ sum: (positions[index] ?? 0) - rank * used, size: 1 });
    for (let last = blocks[blocks.length - 1], before = blocks[blocks.length - 2]; last && before; ) {
      if (before.sum / before.size <= last.sum / last.size) break;
      before.sum += last.sum;
      before.size += last.size;
      blocks.pop();
      last = before;
      before = blocks[blocks.length - 2];
    }
  });
  const placed = new Array<number>(count);
  let rank = 0;
  for (const block of blocks) {
    const mean = Math.min(Math.max(block.sum / block.size, low), high - (count - 1) * used);
    for (let member = 0; member < block.size; member++, rank++) placed[order[rank] ?? 0] = mean + rank * used;
  }
  return placed;
}

/** Rough width of text in CSS pixels, for the interface font; good to about 10 %. */
export function textWidthPx(text: string, fontPx: number, isBold = true): number {
  let em = 0;
  for (const letter of text) {
    if (/[ilj.,:;|'!]/.test(letter)) em += 0.28;
    else if (/[ frt()-]/.test(letter)) em += 0.35;
    else if (/[mwMW%]/.test(letter)) em += 0.9;
    else if (/[A-Z]/.test(letter)) em += 0.68;
    else em += 0.58;
  }
  return em * fontPx * (isBold ? 1.04 : 1);
}
