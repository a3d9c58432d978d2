import { utf8 } from '../hdf5/blockWriter.js';
import type { GroupContent } from '../hdf5/content.js';
import { damaged } from '../hdf5/fileBytes.js';
import type { Hdf5Group } from '../hdf5/reader.js';

/** Keras keeps attributes below this many bytes, since HDF5 cannot hold more than 64 KiB in one. */
const ATTRIBUTE_LIMIT = 64_512;
/** Bytes that a text of variable length takes in its attribute. */
const REFERENCE_SIZE = 16;

/** Writes a list of names, in numbered parts (`layer_names0`, `layer_names1`, …) where it is too long for one attribute. */
export function setNames(group: GroupContent, attribute: string, names: readonly string[]): void {
  if (names.length === 0) {
    group.attributes.set(attribute, { kind: 'empty' });
    return;
  }
  const longest = Math.max(...names.map((name) => utf8(name).length));
  if (names.length * Math.max(longest, REFERENCE_SIZE) <= ATTRIBUTE_LIMIT) {
    group.attributes.set(attribute, { kind: 'texts', shape: [names.length], values: names });
    return;
  }
  const perPart = Math.floor(ATTRIBUTE_LIMIT / longest);
  for (let part = 0; part * perPart < names.length; part++) {
    const values = names.slice(part * perPart, (part + 1) * perPart);
    group.attributes.set(`${attribute}${part}`, { kind: 'fixedTexts', values });
  }
}

/** A list of names, put together again from its parts; nothing where there is no such attribute. */
export function getNames(group: Hdf5Group, attribute: string): readonly string[] | undefined {
  const whole = group.attribute(attribute);
  if (whole) return texts(whole.values, attribute);
  const names: string[] = [];
  for (let part = 0; ; part++) {
    const next = group.attribute(`${attribute}${part}`);
    if (!next) return part === 0 ? undefined : names;
    names.push(...texts(next.values, attribute));
  }
}

/** The single text of an attribute; nothing where there is no such attribute. */
export function getText(group: Hdf5Group, attribute: string): string | undefined {
  const value = group.attribute(attribute);
  if (!value) return undefined;
  const [text] = texts(value.values, attribute);
  return text ?? '';
}

function texts(values: readonly (string | number)[], attribute: string): string[] {
  return values.map((value) => {
    if (typeof value === 'string') return value;
    throw damaged(`${attribute} holds numbers where texts belong`);
  });
}
