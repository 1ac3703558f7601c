/**
 * Rows of bytes as numbers: byte / 255.
 */
import { putSome } from './lanes';

/** Writes `count` numbers; reads up to three bytes behind the last. */
export function numbersOfBytes(bytes: usize, count: i32, out: usize): void {
  const whole = f32x4.splat(255);
  const end = out + ((<usize>count) << 2);
  for (; out < end; out += 16, bytes += 4) {
    const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes)));
    putSome(out, f32x4.div(f32x4.convert_i32x4_u(words), whole), end - out);
  }
}
