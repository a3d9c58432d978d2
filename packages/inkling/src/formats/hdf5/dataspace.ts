import { damaged, type FileBytes } from './fileBytes.js';

const MAX_RANK = 32;
const TYPE_NULL = 2;

/** The sizes of a dataset or attribute; `[]` for a single number, nothing for one that holds no data at all. */
export function readDataspace(file: FileBytes, at: number): readonly number[] | undefined {
  const version = file.u8(at);
  const rank = file.u8(at + 1);
  if (version < 1 || version > 2 || rank > MAX_RANK) throw damaged('a dataspace of unknown form');
  if (version === 2 && file.u8(at + 3) === TYPE_NULL) return undefined;
  const dimensions = at + (version === 1 ? 8 : 4);
  return Array.from({ length: rank }, (_, i) => file.u64(dimensions + 8 * i));
}
