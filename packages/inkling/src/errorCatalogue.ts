/** What an error with a code is about. Its own message tells the particulars. */
export interface ErrorDescription {
  readonly expected: string;
  readonly received: string;
  /** What to do. */
  readonly advice: string;
}

/** Every error that Inkling raises on purpose, by its stable code; docs/errors.md says the same. */
export const errorCatalogue = {
  'picture/missing': {
    expected: 'a picture, or a folder with pictures directly in it',
    received: 'a path at which there is none',
    advice: 'Check the name. Several pictures, a folder, or `-` for standard input may be named.',
  },
  'picture/empty': {
    expected: 'the bytes of a picture',
    received: 'a file, or standard input, of 0 bytes',
    advice: 'Copy or save the picture again.',
  },
  'picture/unreadable': {
    expected: 'a whole JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC, whatever its name',
    received: 'other bytes, a picture that is damaged or cut off, or a file that may not be read',
    advice: 'Open it in another program and export it as PNG.',
  },
  'picture/too-large': {
    expected: 'at most 120 megapixels and 256 MiB',
    received: 'a picture whose header or file says more',
    advice: 'Scale it down, or cut the digit out.',
  },
  'picture/zero-size': {
    expected: 'at least 1 × 1 px',
    received: 'a picture whose header says that a side has none',
    advice: 'Save the picture again.',
  },
  'picture/not-28x28': {
    expected: 'with `--no-normalize`, a picture of 28 × 28 px, white ink on black',
    received: 'one of another size',
    advice: 'Leave `--no-normalize` out.',
  },
  'data/missing': {
    expected: "a folder with MNIST's files, with pictures and their labels, or the embedded digits",
    received: 'a folder that is missing or holds nothing of that',
    advice:
      'Name the folder that does. `inkling data download` fetches MNIST; `npm run build` makes the embedded digits.',
  },
  'data/invalid': {
    expected: 'IDX files of digits, a table labels.csv, or pictures that can be read',
    received: 'files that are damaged, cut off, of other sizes, or do not fit each other',
    advice: 'Get the file again, or mend the line or picture that the message names.',
  },
  'data/download-failed': {
    expected: "MNIST's four files, known by their SHA-256, from one of several mirrors",
    received: 'from each of them a refusal, silence, a cut connection or other bytes',
    advice: 'Try again later (what has come is kept), or put the files into the folder yourself.',
  },
  'model/missing': {
    expected: 'the path of a model file',
    received: 'a path at which there is none',
    advice: 'Check the name, or train one: `inkling train`.',
  },
  'model/not-hdf5': {
    expected: 'a whole HDF5 file (.h5)',
    received: 'other bytes, a damaged file, or one that is cut off',
    advice: 'Save or download it again.',
  },
  'model/not-keras': {
    expected: 'a model that Keras or Inkling saved: an architecture and the weights that it needs',
    received: 'an HDF5 file of something else, or one of whose model a part is missing',
    advice: "Save the whole model again, with `inkling train` or Keras's `model.save('model.h5')`.",
  },
  'model/unsupported': {
    expected: 'a Sequential model of layers and sizes that Inkling computes',
    received: 'another class, layer, option or size',
    advice: 'Rebuild the model of what the message names.',
  },
  'model/not-finite': {
    expected: 'weights that are finite numbers',
    received: 'NaN or infinity among them, or in the answer',
    advice: 'Train it again, with a lower learning rate if that is how it came about.',
  },
  'model/wrong-input': {
    expected: 'a model of 28 × 28 grey pictures that tells ten digits apart; samples of its size',
    received: 'a model, weights or samples of other sizes',
    advice: 'Use a model that was trained on digits, or samples that fit the model.',
  },
  'architecture/missing': {
    expected: 'the path of a JSON file for `--architecture`',
    received: 'a path at which there is none',
    advice: 'Check the name, or name one of the architectures that come along.',
  },
  'architecture/invalid': {
    expected: "the JSON that Keras's `model.to_json()` writes",
    received: 'no JSON, or one that lists no layers',
    advice: "Write it with Keras: `open('architecture.json', 'w').write(model.to_json())`.",
  },
  'layer/invalid-argument': {
    expected: 'options that the layer has, in their ranges, and a network that begins with an InputLayer',
    received: 'another value, or layers that make no network',
    advice: 'Correct the argument that the message names.',
  },
  'layer/invalid-input': {
    expected: 'an input of a shape that the layer can take',
    received: 'another shape, or a layer that is in no network yet',
    advice: 'Change the layer before it, or the input.',
  },
  'training/invalid-argument': {
    expected: 'data, labels and settings of training in their ranges and of sizes that fit',
    received: 'others',
    advice: 'Correct the argument that the message names.',
  },
  'training/not-compiled': {
    expected: 'a model that knows its optimizer and loss',
    received: 'one that was not compiled',
    advice: 'Call `model.compile({ optimizer, loss })` first.',
  },
  'training/diverged': {
    expected: 'a loss and weights that stay finite',
    received: 'infinity or NaN at the step that the message names',
    advice: 'Try a tenth of the learning rate. The best epoch before is kept.',
  },
  'threads/failed': {
    expected: 'threads that work to the end',
    received: 'one that broke off',
    advice: 'Try again with `--threads 1`; the result is the same.',
  },
  'resume/missing': {
    expected: 'beside the model, the file `.resume` of a training that was stopped',
    received: 'none: no training was stopped, or it has finished',
    advice: 'Check `--out`, or begin anew without `--resume`.',
  },
  'resume/invalid': {
    expected: 'a file `.resume` as `inkling train` wrote it',
    received: 'one that is damaged, cut off, or something else',
    advice: 'Begin anew without `--resume`.',
  },
  'resume/other-settings': {
    expected: 'the settings, data and network that the training began with',
    received: 'others',
    advice: 'Give the same ones, or begin anew without `--resume`.',
  },
  'file/not-writable': {
    expected: 'a place that takes files',
    received: 'a full or read-only disk, a folder without permission, or something in the way',
    advice: 'Choose another place with `--out`. What was there before is untouched.',
  },
  'file/in-the-way': {
    expected: "no file, or MNIST's own, where one of MNIST's files goes",
    received: 'another file of that name',
    advice: 'Move it away, or choose another folder with `--out`.',
  },
  'usage/invalid': {
    expected: 'options and arguments that belong together',
    received: 'others',
    advice: '`inkling COMMAND --help` tells what can be given.',
  },
} as const satisfies Readonly<Record<string, ErrorDescription>>;
