/**
 * The lines of a source file that matter: named functions or members, cut out whole, with the comments right above them.
 */

/** Lines that an excerpt may have: what can be read beside a formula. */
export const MOST_LINES = 22;

const OPENING = '([{';
const CLOSING = ')]}';

/** How deep brackets stand after a line; texts and comments are passed over. */
function depthAfter(line: string, depth: number): number {
  const code = line.replace(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/.*$/g, '');
  let now = depth;
  for (const letter of code) {
    if (OPENING.includes(letter)) now++;
    if (CLOSING.includes(letter)) now--;
  }
  return now;
}

const isComment = (line: string): boolean => /^\s*(\/\*|\*|\/\/)/.test(line);

/** Where a declaration begins: `function name(`, `const name =`, `name(…) {`, `name: …`. */
function startOf(lines: readonly string[], name: string): number {
  const declared = new RegExp(`^\\s*(export )?(const|function\\*?) ${name}\\b`);
  const member = new RegExp(`^\\s+${name}(\\??:|<|\\()`);
  const asFunction = lines.findIndex((line) => declared.test(line));
  return asFunction >= 0 ? asFunction : lines.findIndex((line) => member.test(line));
}

/** The declaration of `name` with its comments, brought to the left edge; null where the file has none. */
export function cutDeclaration(source: string, name: string): readonly string[] | null {
  const lines = source.split('\n');
  const start = startOf(lines, name);
  if (start < 0) return null;
  let end = start;
  let depth = depthAfter(lines[start] ?? '', 0);
  const isOpen = (): boolean => depth > 0 || !/[;,{}]\s*(\/\/.*)?$/.test(lines[end] ?? '');
  while (isOpen() && end < lines.length - 1) {
    end++;
    depth = depthAfter(lines[end] ?? '', depth);
  }
  let first = start;
  while (first > 0 && isComment(lines[first - 1] ?? '')) first--;
  const part = lines.slice(first, end + 1);
  const indents = part.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return part.map((line) => line.slice(indent));
}

/** The named declarations one below the other; null where one of them is missing. */
export function excerptOf(source: string, names: readonly string[]): readonly string[] | null {
  const parts = names.map((name) => cutDeclaration(source, name));
  const found = parts.filter((part) => part !== null);
  return found.length < names.length
    ? null
    : found.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}
