/**
 * The published data sets: their files, sizes, checksums, where they come from, and how to cite them.
 * Page, data worker, command line and content-security policy all read this table.
 */

export type OfficialId = 'mnist' | 'fashion-mnist' | 'cifar-10';

export interface OfficialFile {
  readonly name: string;
  readonly bytes: number;
  readonly checksum: { readonly kind: 'sha256' | 'md5'; readonly hex: string };
}

export interface OfficialSet {
  readonly id: OfficialId;
  readonly name: string;
  readonly files: readonly OfficialFile[];
  /** Folders that a page may read from (their hosts send CORS headers), in the order of trying; empty where none is known. */
  readonly pageMirrors: readonly string[];
  /** Folders that the command line tries, in this order. */
  readonly mirrors: readonly string[];
  readonly classNames: readonly string[];
  readonly licence: string;
  readonly cite: string;
  /** Where a person finds the files. */
  readonly home: string;
}

const sha256 = (hex: string): OfficialFile['checksum'] => ({ kind: 'sha256', hex });

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const OFFICIAL_SETS: Readonly<Record<OfficialId, OfficialSet>> = {
  mnist: {
    id: 'mnist',
    name: 'MNIST',
    files: [
      {
        name: 'train-images-idx3-ubyte.gz',
        bytes: 9_912_422,
        checksum: sha256('440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609'),
      },
      {
        name: 'train-labels-idx1-ubyte.gz',
        bytes: 28_881,
        checksum: sha256('3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c'),
      },
      {
        name: 't10k-images-idx3-ubyte.gz',
        bytes: 1_648_877,
        checksum: sha256('8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6'),
      },
      {
        name: 't10k-labels-idx1-ubyte.gz',
        bytes: 4_542,
        checksum: sha256('f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'),
      },
    ],
    pageMirrors: [
      'https://cdn.jsdelivr.net/gh/fgnt/mnist/',
      'https://raw.githubusercontent.com/fgnt/mnist/master/',
    ],
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
      'https://cdn.jsdelivr.net/gh/fgnt/mnist/',
    ],
    classNames: DIGITS,
    licence: 'Copyright Yann LeCun and Corinna Cortes; CC BY-SA 3.0',
    cite: 'LeCun, Bottou, Bengio, Haffner (1998), Gradient-based learning applied to document recognition, Proceedings of the IEEE 86(11)',
    home: 'http://yann.lecun.com/exdb/mnist/',
  },
  'fashion-mnist': {
    id: 'fashion-mnist',
    name: 'Fashion-MNIST',
    files: [
      {
        name: 'train-images-idx3-ubyte.gz',
        bytes: 26_421_880,
        checksum: sha256('3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84'),
      },
      {
        name: 'train-labels-idx1-ubyte.gz',
        bytes: 29_515,
        checksum: sha256('a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845'),
      },
      {
        name: 't10k-images-idx3-ubyte.gz',
        bytes: 4_422_102,
        checksum: sha256('346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073'),
      },
      {
        name: 't10k-labels-idx1-ubyte.gz',
        bytes: 5_148,
        checksum: sha256('67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'),
      },
    ],
    pageMirrors: ['https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/'],
    mirrors: [
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    ],
    classNames: [
      ...['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat'],
      ...['Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
    ],
    licence: 'MIT, copyright 2017 Zalando SE',
    cite: 'Xiao, Rasul, Vollgraf (2017), Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, arXiv:1708.07747',
    home: 'https://github.com/zalandoresearch/fashion-mnist',
  },
  'cifar-10': {
    id: 'cifar-10',
    name: 'CIFAR-10',
    files: [
      {
        name: 'cifar-10-binary.tar.gz',
        bytes: 170_052_171,
        checksum: { kind: 'md5', hex: 'c32a1d4ab5d03f1284b67883e8d87530' },
      },
    ],
    pageMirrors: [],
    mirrors: ['https://www.cs.toronto.edu/~kriz/'],
    classNames: [
      ...['airplane', 'automobile', 'bird', 'cat', 'deer'],
      ...['dog', 'frog', 'horse', 'ship', 'truck'],
    ],
    licence: 'None stated; its authors ask for the citation',
    cite: 'Krizhevsky (2009), Learning multiple layers of features from tiny images, technical report, University of Toronto',
    home: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  },
};

export const OFFICIAL_IDS = Object.keys(OFFICIAL_SETS) as readonly OfficialId[];

/** Whether the id is that of a published set. */
export function isOfficialId(id: string): id is OfficialId {
  return OFFICIAL_IDS.some((official) => official === id);
}

/** Bytes of all files of a set. */
export function bytesOfSet(id: OfficialId): number {
  return OFFICIAL_SETS[id].files.reduce((sum, file) => sum + file.bytes, 0);
}

/** The origins that the page may download from: exactly these belong into its content-security policy. */
export function downloadOrigins(): string[] {
  const mirrors = Object.values(OFFICIAL_SETS).flatMap((set) => set.pageMirrors);
  return [...new Set(mirrors.map((mirror) => mirror.split('/', 3).join('/')))];
}
