/**
 * Every data set that the project can make by itself: the total table DatasetId → generator.
 * Official files have no generator; idx.ts reads them.
 */
import type { Dataset } from '../spec/dataset';
import type { DatasetId, DatasetSpec } from '../spec/spec';
import { generateBranching } from './branching';
import { generateDigits } from './digits';
import { generateLinearMap } from './linear-map';
import { generateObjects } from './objects';
import { generateRumelhart } from './rumelhart';
import { generateSpirals } from './spirals';

/** A pure function of (spec, seed). Row i does not depend on `images`; `noise` 0 to 1 as the data set's file says. */
export type DatasetGenerator = (spec: DatasetSpec, seed: number) => Dataset;

/** null where the data come from files of the user. */
export const DATASET_GENERATORS: Readonly<Record<DatasetId, DatasetGenerator | null>> = {
  digits: generateDigits,
  spirals: generateSpirals,
  'linear-map': generateLinearMap,
  objects: generateObjects,
  branching: generateBranching,
  rumelhart: generateRumelhart,
  mnist: null,
  'fashion-mnist': null,
  'cifar-10': null,
  pictures: null,
  'idx-files': null,
};

/** Makes a data set from its spec. Throws for sets that only files can fill. */
export function generateDataset(spec: DatasetSpec, seed: number): Dataset {
  const generate = DATASET_GENERATORS[spec.id];
  if (!generate) throw new Error(`generateDataset: ${spec.id} is read from files, not generated`);
  return generate(spec, seed);
}
