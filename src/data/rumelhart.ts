/**
 * Eight living things, four relations, 36 attributes: "a canary can …" → grow, move, fly, sing. 32 sentences.
 * Input: one-hot item (8), then one-hot relation (4); targets: 0 or 1 for every attribute.
 * A closed world: both splits hold the same 32 sentences, training in whole passes over them, testing once.
 * Sources: Rumelhart, Todd (1993), Learning and connectionist representations, Attention and Performance XIV;
 * the facts as in Rogers, McClelland (2004), Semantic Cognition, MIT Press.
 */
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';

/** What holds of an item under each relation. */
interface Facts {
  readonly ISA: string;
  readonly is: string;
  readonly can: string;
  readonly has: string;
}

const RELATIONS = ['ISA', 'is', 'can', 'has'] as const satisfies readonly (keyof Facts)[];

/** Attributes in the order of the outputs: kinds, the items themselves, properties, abilities, parts. */
const ATTRIBUTES = [
  ...['living thing', 'plant', 'animal', 'tree', 'flower', 'bird', 'fish'],
  ...['pine', 'oak', 'rose', 'daisy', 'robin', 'canary', 'sunfish', 'salmon'],
  ...['pretty', 'big', 'living', 'green', 'red', 'yellow'],
  ...['grow', 'move', 'swim', 'fly', 'sing'],
  ...['skin', 'roots', 'leaves', 'bark', 'branch', 'petals', 'wings', 'feathers', 'gills', 'scales'],
];

const TREE = 'living thing, plant, tree';
const FLOWER = 'living thing, plant, flower';
const BIRD = 'living thing, animal, bird';
const FISH = 'living thing, animal, fish';

const FACTS: Readonly<Record<string, Facts>> = {
  pine: { ISA: TREE, is: 'living, big, green', can: 'grow', has: 'roots, bark, branch' },
  oak: { ISA: TREE, is: 'living, big', can: 'grow', has: 'roots, bark, branch, leaves' },
  rose: { ISA: FLOWER, is: 'living, pretty, red', can: 'grow', has: 'roots, leaves, petals' },
  daisy: { ISA: FLOWER, is: 'living, pretty, yellow', can: 'grow', has: 'roots, leaves, petals' },
  robin: { ISA: BIRD, is: 'living, red', can: 'grow, move, fly', has: 'skin, wings, feathers' },
  canary: { ISA: BIRD, is: 'living, yellow', can: 'grow, move, fly, sing', has: 'skin, wings, feathers' },
  sunfish: { ISA: FISH, is: 'living, yellow', can: 'grow, move, swim', has: 'skin, gills, scales' },
  salmon: { ISA: FISH, is: 'living, red', can: 'grow, move, swim', has: 'skin, gills, scales' },
};

const ITEMS = Object.keys(FACTS);
const INPUTS = ITEMS.length + RELATIONS.length;
const OUTPUTS = ATTRIBUTES.length;
const SENTENCES = ITEMS.length * RELATIONS.length;

/** The attributes that hold of an item under a relation; an item is also an instance of itself. */
function attributesOf(item: string, relation: (typeof RELATIONS)[number]): readonly string[] {
  const listed = FACTS[item]?.[relation].split(', ') ?? [];
  return relation === 'ISA' ? [...listed, item] : listed;
}

/** Sentence r: item ⌊r / 4⌋ under relation r mod 4. */
function repeatSentences(passes: number): Split {
  const count = passes * SENTENCES;
  const x = new Float32Array(count * INPUTS);
  const targets = new Float32Array(count * OUTPUTS);
  for (let row = 0; row < count; row++) {
    const item = Math.floor((row % SENTENCES) / RELATIONS.length);
    const relation = row % RELATIONS.length;
    x[row * INPUTS + item] = 1;
    x[row * INPUTS + ITEMS.length + relation] = 1;
    for (const name of attributesOf(ITEMS[item] ?? '', RELATIONS[relation] ?? 'ISA')) {
      targets[row * OUTPUTS + ATTRIBUTES.indexOf(name)] = 1;
    }
  }
  return { count, x, labels: null, targets };
}

/** The 32 sentences; `images` is rounded down to whole passes over them. Neither seed nor noise changes anything. */
export function generateRumelhart(spec: DatasetSpec): Dataset {
  return {
    id: 'rumelhart',
    name: 'Living things',
    inputShape: [INPUTS],
    outputs: OUTPUTS,
    classNames: [],
    itemNames: ITEMS.flatMap((item) => RELATIONS.map((relation) => `${item} ${relation}`)),
    train: repeatSentences(Math.max(1, Math.floor(spec.images / SENTENCES))),
    test: repeatSentences(1),
  };
}
