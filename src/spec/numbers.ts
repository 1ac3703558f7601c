/**
 * Numbers as the text of a link.
 */

/** The shortest decimal that reads back as the same number; no plus signs, which links dislike. */
export function writeNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}

/** A finite decimal number, or null for anything else ("0x10", "", "Infinity", "1e309"). */
export function readNumber(text: string): number | null {
  if (!/^-?\d{1,20}(\.\d{1,25})?(e-?\d{1,3})?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
