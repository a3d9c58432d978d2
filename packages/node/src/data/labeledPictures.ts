import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InklingError, type Pixels } from 'inkling';
import { listPictures } from '../files/listPictures.js';
import { pictureFile, readInput } from '../files/readInput.js';
import { readPixels } from '../pictures/readPixels.js';
import { parseCsv } from './csv.js';
import { idxPictures } from './idxPictures.js';

/**
 * A picture on disk, and what is known of it.
 *
 * @example
 * const [first]: readonly LabeledPicture[] = await listLabeledPictures('pictures');
 */
export interface LabeledPicture {
  /** The joined path; of an IDX file's image its number behind it: `usps/images-idx3-ubyte.gz#17`. */
  readonly name: string;
  /** The digits in reading order; missing where nobody says, or says that there are none. */
  readonly label?: string;
  /** All that is said of it, by column: the row of `labels.csv`, or the folder's name as `label`. */
  readonly columns: Readonly<Record<string, string>>;
  /** @throws InklingError `picture/…` */
  readonly decode: () => Promise<Pixels>;
}

/** Columns that hold the digits, the first that there is. */
const LABEL_COLUMNS = ['label', 'digits'];

/**
 * The pictures of a folder with what is known of each: the rows of `labels.csv` (`file`, and `label` or `digits`) if there is
 * one; else the pictures in folders that are named after their digit (those in other folders have no label); else the images of
 * IDX files of any size; else the pictures directly in it, without labels.
 *
 * @throws InklingError `data/missing` where there is nothing of that, `data/invalid` where it cannot be understood
 * @example
 * for (const { name, label } of await listLabeledPictures('pictures')) console.log(name, label);
 */
export async function listLabeledPictures(folder: string): Promise<LabeledPicture[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw missing(folder, `it cannot be listed (${String(cause)})`, cause);
  });
  const names = entries.map(({ name }) => name);
  if (names.includes('labels.csv')) return fromTable(folder);
  const folders = await foldersOf(folder, names);
  if (folders.some((name) => isLabel(name))) return fromFolders(folder, folders);
  const images = await idxPictures(folder, names);
  if (images) return images;
  const pictures = await listPictures(folder).catch((cause: unknown) => {
    throw missing(folder, 'it holds nothing of that', cause);
  });
  return pictures.map((path) => pictureAt(path, {}));
}

async function fromTable(folder: string): Promise<LabeledPicture[]> {
  const table = join(folder, 'labels.csv');
  const rows = parseCsv(await readFile(table, 'utf8'));
  const columns = Object.keys(rows[0] ?? {});
  if (!columns.includes('file')) {
    throw new InklingError(
      'data/invalid',
      `${table}: expected columns named file, and label or digits, in the first line. Received ${columns.join(', ') || 'no rows'}. Name them.`,
    );
  }
  const column = LABEL_COLUMNS.find((name) => columns.includes(name));
  return rows.map((row, i) => {
    const label = column === undefined ? '' : row[column].trim();
    if (row.file.trim() === '' || (label !== '' && !isLabel(label))) {
      throw new InklingError(
        'data/invalid',
        `${table}, row ${i + 1}: expected a file and its digits, or no digits. Received "${row.file}" and "${label}". Mend the row.`,
      );
    }
    return pictureAt(join(folder, row.file.trim()), row, label);
  });
}

async function fromFolders(parent: string, folders: readonly string[]): Promise<LabeledPicture[]> {
  const pictures: LabeledPicture[] = [];
  for (const name of folders) {
    const paths = await listPictures(join(parent, name)).catch(() => []);
    for (const path of paths) pictures.push(pictureAt(path, { label: name }, isLabel(name) ? name : ''));
  }
  return pictures;
}

async function foldersOf(parent: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of [...names].sort()) {
    const isFolder = (await stat(join(parent, name)).catch(() => undefined))?.isDirectory();
    if (isFolder && !name.startsWith('.')) found.push(name);
  }
  return found;
}

function isLabel(name: string): boolean {
  return /^\d+$/.test(name);
}

function pictureAt(path: string, columns: Readonly<Record<string, string>>, label = ''): LabeledPicture {
  const decode = async () => readPixels(await readInput(path, pictureFile));
  return { name: path, ...(label !== '' && { label }), columns, decode };
}

function missing(folder: string, problem: string, cause: unknown): InklingError {
  return new InklingError(
    'data/missing',
    `The folder ${folder} should hold labels.csv, a folder of pictures for each label, IDX files, or pictures: ${problem}. Name another.`,
    { cause },
  );
}
