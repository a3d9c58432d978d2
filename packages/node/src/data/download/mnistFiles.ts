/** A file that a mirror holds gzipped. */
export interface RemoteFile {
  /** Without `.gz`. */
  readonly name: string;
  /** Of the unpacked file, since mirrors have packed it differently. */
  readonly sha256: string;
  /** Bytes of the unpacked file. */
  readonly byteLength: number;
}

/** MNIST (LeCun, Cortes and Burges, 1998), the small files first, so that a dead mirror is found out at once. */
export const mnistFiles: readonly RemoteFile[] = [
  {
    name: 't10k-labels-idx1-ubyte',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    byteLength: 8 + 10_000,
  },
  {
    name: 'train-labels-idx1-ubyte',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    byteLength: 8 + 60_000,
  },
  {
    name: 't10k-images-idx3-ubyte',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    byteLength: 16 + 10_000 * 784,
  },
  {
    name: 'train-images-idx3-ubyte',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    byteLength: 16 + 60_000 * 784,
  },
];

/** Folders on the web that hold the four files as `NAME.gz`, tried in this order. The digests make all of them equal. */
export const mnistMirrors: readonly string[] = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://azureopendatastorage.blob.core.windows.net/mnist/',
  'https://raw.githubusercontent.com/fgnt/mnist/master/',
];
