/**
 * The data set of an experiment without a browser: generated, or read from a folder that holds mnist/, fashion-mnist/ and
 * cifar-10/ with the official files, packed or not, whole or in part.
 */
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ByteSource } from '../src/data/byte-source';
import { readCifar } from '../src/data/cifar';
import { readIdxFiles } from '../src/data/idx';
import { DATASET_GENERATORS } from '../src/data/index';
import type { Dataset } from '../src/spec/dataset';
import { OFFICIAL_SETS, type OfficialId } from '../src/spec/official';
import type { DatasetId, ExperimentSpec } from '../src/spec/spec';

/** The data set, or one sentence on why there is none. `folder` is the one given with --data, or null. */
export async function loadDataset(
  { dataset: spec, seed }: Pick<ExperimentSpec, 'dataset' | 'seed'>,
  folder: string | null,
): Promise<Dataset | string> {
  const generate = DATASET_GENERATORS[spec.id];
  if (generate) return generate(spec, seed);
  if (!isOfficial(spec.id))
    return `dataset.id: "${spec.id}" lives in a browser; the command line cannot read it.`;
  const { name } = OFFICIAL_SETS[spec.id];
  if (folder === null) {
    return `${name} is needed: give the folder that holds ${spec.id}/ with --data DIR (npm run data -- ${spec.id} fetches it).`;
  }
  const home = path.join(folder, spec.id);
  if (!existsSync(home)) return `There is no folder ${home}: it should hold the files of ${name}.`;
  const result =
    spec.id === 'cifar-10'
      ? await readCifar(sourcesIn(home, /^(data_batch|test_batch|cifar-10-binary).*\.(bin|gz)$/), spec)
      : await readIdxFiles(sourcesIn(home, /^(train|t10k)-(images|labels).*-ubyte(\.gz)?$/), spec);
  return 'message' in result ? result.message : result;
}

function isOfficial(id: DatasetId): id is OfficialId {
  return Object.hasOwn(OFFICIAL_SETS, id);
}

/** The files of a folder with such names, in order; of a file that is there packed and unpacked, one. */
function sourcesIn(folder: string, names: RegExp): readonly ByteSource[] {
  const found = readdirSync(folder)
    .filter((name) => names.test(name))
    .sort();
  return found
    .filter((name) => !found.includes(name.replace(/\.gz$/, '')) || !name.endsWith('.gz'))
    .map((name) => {
      const file = path.join(folder, name);
      return { name, size: statSync(file).size, open: () => createReadStream(file) };
    });
}
