import * as z from 'zod/mini';
import type { GroupContent } from '../hdf5/content.js';
import type { Hdf5Group } from '../hdf5/reader.js';
import { getText } from './attributeLists.js';
import { parseJson } from './modelConfig.js';
import { pythonJson } from './pythonJson.js';

/** Where in the file it is; Keras reads nothing there. */
const GROUP = 'inkling';
const ATTRIBUTE = 'record';
const STATISTICS = 'statistics';
const VERSION = 1;

/**
 * What Inkling keeps about a model beside what Keras keeps: values that JSON can hold, such as which images it was
 * trained on. Who reads a part checks it; parts that a version does not know stay as they are.
 *
 * @example
 * const record: InklingRecord = { note: 'trained at home' };
 */
export type InklingRecord = Readonly<Record<string, unknown>>;

export function writeRecord(root: GroupContent, record: InklingRecord): void {
  root.group(GROUP).setText(ATTRIBUTE, pythonJson({ ...record, version: VERSION }));
}

const versionedSchema = z.looseObject({ version: z.literal(VERSION) });

/** The record of a file; nothing where there is none of this version. */
export function readRecord(root: Hdf5Group): InklingRecord | undefined {
  const group = root.group(GROUP);
  const json = group && getText(group, ATTRIBUTE);
  const parsed = versionedSchema.safeParse(json && parseJson(json));
  if (!parsed.success) return undefined;
  const { version, ...record } = parsed.data;
  return record;
}

/** Keeps the bytes of confidence statistics beside the record. */
export function writeStatistics(root: GroupContent, bytes: Uint8Array): void {
  root.group(GROUP).setDataset(STATISTICS, [bytes.length], bytes);
}

/** The bytes of confidence statistics, if the file has any. Who uses them checks them. */
export function readStatistics(root: Hdf5Group): Uint8Array | undefined {
  return root.group(GROUP)?.dataset(STATISTICS)?.readBytes();
}
