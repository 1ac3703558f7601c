/**
 * Files as people hand them over: picked with a button, dropped on the page, single or in folders of folders.
 */
import type { PickedFile } from '../worker/protocol';

/** Files of an input: with their paths where a folder was picked. */
export function filesOfInput(files: Iterable<File>): PickedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A folder is read a hundred entries at a time, until nothing more comes. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}

async function filesBelow(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (isFile(entry)) return [{ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) }];
  if (!isFolder(entry)) return [];
  const files: PickedFile[] = [];
  for (const child of await entriesOf(entry)) files.push(...(await filesBelow(child)));
  return files;
}

/** Files of a drop, folders opened. Must be called in the drop event itself, where the browser still shows them. */
export async function filesOfDrop(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = filesOfInput(transfer.files);
  if (entries.every((entry) => entry === null || !entry.isDirectory)) return plain;
  const files: PickedFile[] = [];
  for (const entry of entries) if (entry) files.push(...(await filesBelow(entry)));
  return files;
}
