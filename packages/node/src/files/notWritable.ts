import { InklingError } from 'inkling';

export const advice = 'Choose another place with --out.';

/** What the operating system's codes mean for somebody who wants a file saved. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file system allows no file of that size',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'that folder takes no files',
  EBUSY: 'another program holds the file',
};

/** `file/not-writable` from whatever went wrong while a file was written. */
export function notWritable(path: string, cause: unknown): InklingError {
  if (cause instanceof InklingError) return cause;
  const reason = reasons[codeOf(cause)] ?? (cause instanceof Error ? cause.message : String(cause));
  return new InklingError('file/not-writable', `${path} cannot be written: ${reason}. ${advice}`, { cause });
}

/** The operating system's code of an error, such as `ENOENT`; empty where there is none. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
