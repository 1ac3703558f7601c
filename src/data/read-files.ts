/**
 * Files of any of the known formats to a data set: the table of readers.
 */
import type { Dataset } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';
import type { ByteSource, Refusal } from './byte-source';
import { readCifar } from './cifar';
import { readIdxFiles } from './idx';

/**
 * Reads an official set from its files: `spec.images` training and `spec.testImages` test pictures, the first of each.
 * `spec.id` is 'mnist', 'fashion-mnist', 'cifar-10' or 'idx-files'; `sources` are data files only (`dataFilesOf` picks them).
 * Never throws for the files' content.
 */
export async function readOfficial(
  spec: DatasetSpec,
  sources: readonly ByteSource[],
): Promise<Dataset | Refusal> {
  return spec.id === 'cifar-10' ? readCifar(sources, spec) : readIdxFiles(sources, spec);
}
