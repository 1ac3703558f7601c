/**
 * Names of classes where they stand in sentences, under bars and beside heatmaps.
 */

/** In a sentence: "ankle boot", "T-shirt/top", "CD". */
export function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** "a 4", "an 8", "an ankle boot"; a name that ends in a letter of its own ("arm B") takes no article. */
export function withArticle(name: string): string {
  if (/\s\S$/.test(name)) return name;
  const said = inSentence(name);
  return /^[aeio]|^(8|11(?!\d)|18(?!\d))/i.test(said) ? `an ${said}` : `a ${said}`;
}

/** What all names begin with, up to a space, where they are a series: "Arm" of "Arm A" and "Arm B". */
function seriesWord(names: readonly string[]): string | null {
  const first = names[0]?.split(' ')[0];
  const isSeries = names.length > 1 && names.every((name) => /\s/.test(name) && name.split(' ')[0] === first);
  return isSeries && first !== undefined ? first : null;
}

/** For bars: what is before a slash, the last of two words, the letter of a series: "T-shirt", "boot", "A". */
export function shortNames(names: readonly string[]): string[] {
  const word = seriesWord(names);
  if (word !== null) return names.map((name) => name.slice(word.length + 1));
  const short = names.map((name) => {
    const [before = name] = name.split('/');
    return before.includes(' ') ? (before.split(' ').at(-1) ?? before) : before;
  });
  // Two classes of one short name keep their long ones.
  return short.map((name, at) =>
    short.indexOf(name) === short.lastIndexOf(name) ? name : (names[at] ?? name),
  );
}

/** Whether names are short enough to stand beside a heatmap as they are. */
export function areTicks(names: readonly string[]): boolean {
  return shortNames(names).every((name) => name.length <= 2);
}

/** Two letters at most: digits as they are, "Arm A" and "Arm B" as A and B. */
export function tickNames(names: readonly string[]): string[] {
  return shortNames(names).map((name) => name.slice(0, 2));
}
