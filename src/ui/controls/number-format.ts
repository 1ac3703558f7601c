/**
 * How numbers are written and read in fields: 5,000 and 0.0001 and 1e-8 both ways.
 */

interface FormatOptions {
  /** Commas between thousands; off for numbers that are names, such as a seed. */
  readonly isGrouped?: boolean;
}

/** At most six significant digits, thousands grouped, powers of ten below 0.0001. */
export function formatNumber(value: number, { isGrouped = true }: FormatOptions = {}): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 0.0001 || size >= 1e9)
    return value
      .toExponential(5)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  const rounded = Number(value.toPrecision(Math.max(6, Math.ceil(Math.log10(size)))));
  return rounded.toLocaleString('en', { maximumFractionDigits: 10, useGrouping: isGrouped });
}

/** Reads what formatNumber writes, decimal commas ("0,15") and spaces; null for anything else. */
export function parseNumber(text: string): number | null {
  let plain = text
    .trim()
    .replace(/[\s\u00a0\u2009]/g, '')
    .replace('−', '-');
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
  else if (/^-?\d*,\d+$/.test(plain)) plain = plain.replace(',', '.');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
