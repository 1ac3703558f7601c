/**
 * The last one to three numbers of a row.
 */

/** The first of four numbers: `left` bytes are left of a row, so that nothing behind it is read or written. */
export function getSome(at: usize, left: usize): v128 {
  if (left >= 16) return v128.load(at);
  let value = v128.load32_zero(at);
  if (left > 4) value = v128.load32_lane(at, value, 1, 4);
  if (left > 8) value = v128.load32_lane(at, value, 2, 8);
  return value;
}

export function putSome(at: usize, value: v128, left: usize): void {
  if (left >= 16) {
    v128.store(at, value);
    return;
  }
  v128.store32_lane(at, value, 0);
  if (left > 4) v128.store32_lane(at, value, 1, 4);
  if (left > 8) v128.store32_lane(at, value, 2, 8);
}
