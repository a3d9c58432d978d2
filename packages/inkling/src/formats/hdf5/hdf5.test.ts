import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttributeContent, GroupContent } from './content.js';
import { openHdf5 } from './reader.js';
import { writeHdf5 } from './writer.js';

const name = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !/[/\0.]/.test(text));
const text = fc.string({ maxLength: 40, unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const attribute: fc.Arbitrary<AttributeContent> = fc.oneof(
  text.map((value): AttributeContent => ({ kind: 'texts', shape: [], values: [value] })),
  fc
    .array(text, { minLength: 1 })
    .map((values): AttributeContent => ({ kind: 'texts', shape: [values.length], values })),
  fc.array(text, { minLength: 1 }).map((values): AttributeContent => ({ kind: 'fixedTexts', values })),
  fc.constant<AttributeContent>({ kind: 'empty' }),
);
const dataset = fc
  .array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
  .map((shape) => ({ shape, length: shape.reduce((product, size) => product * size, 1) }))
  .chain(({ shape, length }) =>
    fc.float32Array({ minLength: length, maxLength: length }).map((values) => ({ shape, values })),
  );
const tree = fc.record({
  attributes: fc.dictionary(name, attribute, { maxKeys: 6 }),
  datasets: fc.dictionary(name, dataset, { maxKeys: 30 }),
  groups: fc.dictionary(name, fc.dictionary(name, attribute), { maxKeys: 30 }),
});

describe('HDF5 files', () => {
  it('give back what was written, bit for bit', () => {
    fc.assert(
      fc.property(tree, ({ attributes, datasets, groups }) => {
        const content = new GroupContent();
        for (const [key, value] of Object.entries(attributes)) content.attributes.set(key, value);
        for (const [key, { shape, values }] of Object.entries(datasets))
          content.setDataset(`data/${key}`, shape, values);
        for (const [key, value] of Object.entries(groups)) {
          for (const [inner, held] of Object.entries(value)) content.group(`groups/${key}`).attributes.set(inner, held);
        }
        const root = openHdf5(writeHdf5(content));
        for (const [key, value] of Object.entries(attributes)) {
          expect(root.attribute(key)?.values).toEqual(value.kind === 'empty' ? [] : value.values);
        }
        for (const [key, { shape, values }] of Object.entries(datasets)) {
          const read = root.dataset(`data/${key}`);
          expect(read?.shape).toEqual(shape);
          expect(read?.readFloat32()).toEqual(values);
        }
        for (const [key, value] of Object.entries(groups)) {
          for (const inner of Object.keys(value)) expect(root.group(`groups/${key}`)?.attribute(inner)).toBeDefined();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold a thousand groups, each found by its name', () => {
    const content = new GroupContent();
    const names = Array.from({ length: 1000 }, (_, i) => `layer_${i}`);
    for (const key of names) content.group(key).setText('name', `this is ${key}`);
    const root = openHdf5(writeHdf5(content));
    for (const key of names) expect(root.group(key)?.attribute('name')?.values).toEqual([`this is ${key}`]);
  });

  it('keep whole numbers of 64 bits', () => {
    const content = new GroupContent();
    content.setDataset('count', [], BigInt64Array.of(-(2n ** 40n)));
    expect(openHdf5(writeHdf5(content)).dataset('count')?.readNumber()).toBe(-(2 ** 40));
  });

  it('say nothing of what is not there', () => {
    const content = new GroupContent();
    content.setDataset('a/b', [1], Float32Array.of(1));
    const root = openHdf5(writeHdf5(content));
    for (const path of ['b', 'a/c', 'a/b/c', 'a/b/c/d']) expect(root.get(path)).toBeUndefined();
    expect(root.group('a/b')).toBeUndefined();
    expect(root.dataset('a')).toBeUndefined();
    expect(root.attribute('a')).toBeUndefined();
  });
});
