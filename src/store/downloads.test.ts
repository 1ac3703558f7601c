import { describe, expect, it } from 'vitest';
import { mirrorOf } from './downloads';
import { filesOfDrop, filesOfInput } from './picked-files';

describe('mirrorOf', () => {
  it('takes web addresses, relative ones too, and gives them a slash', () => {
    const page = 'https://lab.example/a/';
    expect(mirrorOf(`${page}?mirror=http://files.example/sets#v=1`)).toBe('http://files.example/sets/');
    expect(mirrorOf(`${page}?mirror=../data/`)).toBe('https://lab.example/data/');
  });

  it('is null for everything else', () => {
    for (const query of [
      '',
      '?x=1',
      '?mirror=http://',
      '?mirror=javascript:alert(1)',
      '?mirror=file:///etc',
    ]) {
      expect(mirrorOf(`https://lab.example/${query}`)).toBeNull();
    }
  });
});

const file = (name: string): File => new File(['x'], name);

/** A dropped file or folder as browsers show it; folders hand out two entries at a time. */
function entryOf(path: string, children?: readonly FileSystemEntry[]): FileSystemEntry {
  const left = [...(children ?? [])];
  return {
    isFile: children === undefined,
    isDirectory: children !== undefined,
    fullPath: `/${path}`,
    file: (done: (file: File) => void) => done(file(path.split('/').pop() ?? '')),
    createReader: () => ({
      readEntries: (done: (entries: FileSystemEntry[]) => void) => done(left.splice(0, 2)),
    }),
  } as unknown as FileSystemEntry;
}

const dropOf = (entries: readonly (FileSystemEntry | null)[], files: readonly File[]): DataTransfer =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer;

describe('picked files', () => {
  it('carry the path of a picked folder', () => {
    const inFolder = Object.assign(file('1.png'), { webkitRelativePath: 'pets/cats/1.png' });
    expect(filesOfInput([inFolder, file('a.gz')]).map(({ path }) => path)).toEqual([
      'pets/cats/1.png',
      'a.gz',
    ]);
  });

  it('come out of dropped folders of folders, all of them', async () => {
    const cats = entryOf(
      'pets/cats',
      ['1', '2', '3'].map((name) => entryOf(`pets/cats/${name}.png`)),
    );
    const dropped = await filesOfDrop(dropOf([entryOf('pets', [cats]), entryOf('note.txt')], []));
    expect(dropped.map(({ path }) => path)).toEqual([
      'pets/cats/1.png',
      'pets/cats/2.png',
      'pets/cats/3.png',
      'note.txt',
    ]);
  });

  it('are the plain files where no folder was dropped', async () => {
    const dropped = await filesOfDrop(dropOf([null], [file('a'), file('b')]));
    expect(dropped.map(({ path }) => path)).toEqual(['a', 'b']);
  });
});
