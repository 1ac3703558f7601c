/**
 * Which picture belongs to which class: one sub-folder per class, wherever in a folder or zip these sub-folders begin.
 * What operating systems leave behind (__MACOSX, .DS_Store, Thumbs.db) and files that are no pictures are passed over.
 */
import { createRng, permutation } from '../math/rng';
import { Refused } from './byte-source';

const PICTURE_NAME = /\.(png|jpe?g|gif|webp|bmp|avif)$/i;
const MOST_CLASSES = 100;
const MOST_PICTURES = 50_000;
/** As few pictures as a class needs, so that it can be trained and tested. */
export const LEAST_PER_CLASS = 4;

/** A class and its pictures' paths, in the order of their names. */
export interface PictureClass {
  readonly name: string;
  readonly paths: readonly string[];
}

/** Whether a file's name is that of a picture a browser may know. */
export function isPictureName(path: string): boolean {
  const parts = path.split('/');
  const isJunk = parts.some((part) => part.startsWith('.') || part === '__MACOSX');
  return !isJunk && PICTURE_NAME.test(path);
}

/** Leaves out the folders that all pictures share, as "my-animals/" before "my-animals/cats/1.png". */
function withoutRoot(paths: readonly string[][]): readonly string[][] {
  let current = paths;
  for (;;) {
    const root = current[0]?.[0];
    const isShared = current.every((parts) => parts.length > 2 && parts[0] === root);
    if (!isShared || current.length === 0) return current;
    current = current.map((parts) => parts.slice(1));
  }
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts pictures into classes by their first folder. Throws Refused where that gives nothing to train on. */
export function groupPictures(paths: readonly string[]): PictureClass[] {
  const pictures = paths.filter(isPictureName);
  if (pictures.length === 0) {
    throw new Refused('There are no pictures in it: PNG, JPEG, WebP, GIF, BMP and AVIF can be read.');
  }
  if (pictures.length > MOST_PICTURES) {
    throw new Refused(
      `There are ${pictures.length} pictures in it, but at most ${MOST_PICTURES} can be read.`,
    );
  }
  const split = pictures.map((path) => path.split('/').filter((part) => part !== '' && part !== '.'));
  const byClass = new Map<string, string[]>();
  for (const [index, parts] of withoutRoot(split).entries()) {
    const name = parts.length > 1 ? (parts[0] ?? '') : '';
    const list = byClass.get(name) ?? [];
    list.push(pictures[index] ?? '');
    byClass.set(name, list);
  }
  byClass.delete('');
  const classes = [...byClass].map(([name, list]) => ({ name, paths: list.sort(byName) }));
  if (classes.length < 2) {
    throw new Refused(
      'At least two classes are needed: put the pictures of each class into a folder of its own.',
    );
  }
  if (classes.length > MOST_CLASSES) {
    throw new Refused(
      `There are ${classes.length} folders of pictures, but at most ${MOST_CLASSES} classes can be read.`,
    );
  }
  const small = classes.find((one) => one.paths.length < LEAST_PER_CLASS);
  if (small) throw new Refused(tooSmall(small.name, small.paths.length));
  return classes.sort((a, b) => byName(a.name, b.name));
}

/** The sentence about a class with too few pictures. */
export function tooSmall(name: string, count: number): string {
  return `The class "${name}" has only ${count} ${count === 1 ? 'picture' : 'pictures'}: each needs at least ${LEAST_PER_CLASS}.`;
}

/** Paths of one class in the seed's order, at most `most` of them: what comes first is kept when there is less room. */
export function drawPaths(paths: readonly string[], seed: number, classIndex: number): string[] {
  return [...permutation(createRng(seed, 'data', classIndex), paths.length)].map((row) => paths[row] ?? '');
}
