/**
 * Amounts of data in words, in decimal megabytes as browsers and hosts count them.
 */

const inMegabytes = (bytes: number): string => {
  const megabytes = bytes / 1e6;
  return megabytes >= 100 ? String(Math.round(megabytes)) : megabytes.toFixed(1);
};

/** "11.6 MB", "170 MB", "40 kB". */
export function byteWords(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${inMegabytes(bytes)} MB`;
}

/** "4.2 of 11.6 MB". */
export function amountWords(done: number, total: number): string {
  return `${inMegabytes(done)} of ${inMegabytes(total)} MB`;
}
