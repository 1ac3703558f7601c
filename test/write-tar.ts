/**
 * Writes small tar archives (ustar), as tests of the reader need them.
 */
const BLOCK = 512;

function put(header: Uint8Array, at: number, text: string): void {
  header.set(new TextEncoder().encode(text), at);
}

/** The archive of these files; a path that ends with a slash is a folder. */
export function writeTar(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [path, bytes] of files) {
    const header = new Uint8Array(BLOCK);
    put(header, 0, path);
    put(header, 100, '0000644\0');
    put(header, 124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
    put(header, 148, '        ');
    put(header, 156, path.endsWith('/') ? '5' : '0');
    put(header, 257, 'ustar\u000000');
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(header, 148, `${sum.toString(8).padStart(6, '0')}\0 `);
    const body = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
    body.set(bytes);
    blocks.push(header, body);
  }
  blocks.push(new Uint8Array(2 * BLOCK));
  const whole = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let position = 0;
  for (const block of blocks) {
    whole.set(block, position);
    position += block.length;
  }
  return whole;
}
