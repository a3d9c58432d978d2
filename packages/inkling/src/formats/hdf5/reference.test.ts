import { type Entity, File, FS, Group as ReferenceGroup, ready } from 'h5wasm/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { kerasSavedModel } from '../fiveSteps.fixture.js';
import { GroupContent } from './content.js';
import { openHdf5 } from './reader.js';
import { writeHdf5 } from './writer.js';

/** What the HDF Group's own library, compiled to WebAssembly, makes of our files, and we of its. */
describe("beside the HDF Group's library", () => {
  let folder = '';
  beforeAll(async () => {
    await ready;
    folder = `/${crypto.randomUUID()}`;
    FS?.mkdir(folder);
  });

  function withReference<T>(
    mode: 'r' | 'w',
    bytes: Uint8Array,
    libver: 'earliest' | 'v108',
    use: (file: File) => T,
  ): T {
    const path = `${folder}/file.h5`;
    FS?.writeFile(path, bytes);
    const file = new File(path, mode, { libver: mode === 'r' ? ['earliest', 'latest'] : [libver, 'latest'] });
    try {
      return use(file);
    } finally {
      file.close();
    }
  }

  function writtenByReference(libver: 'earliest' | 'v108', write: (file: File) => void): Uint8Array {
    withReference('w', new Uint8Array(), libver, write);
    return FS?.readFile(`${folder}/file.h5`) ?? new Uint8Array();
  }

  function entity(file: File, path: string): Entity {
    const found = file.get(path);
    if (found) return found;
    throw new Error(`${path} is missing`);
  }

  it('reads what we write', () => {
    const content = new GroupContent();
    content.setText('text', 'größer');
    content.attributes.set('list', { kind: 'texts', shape: [3], values: ['one', 'two', 'three'] });
    content.attributes.set('fixed', { kind: 'fixedTexts', values: ['a', 'bcd'] });
    content.attributes.set('empty', { kind: 'empty' });
    content.setDataset('a/numbers', [2, 3], Float32Array.of(1, -2, 3.5, 4, 5, 6));
    content.setDataset('a/count', [], BigInt64Array.of(7n));
    for (let i = 0; i < 1000; i++) content.group(`many/group ${i}`).setText('i', String(i));
    withReference('r', writeHdf5(content), 'earliest', (file) => {
      const { fixed, list, empty } = file.attrs;
      expect([fixed.value, list.value, empty.shape]).toEqual([['a', 'bcd'], ['one', 'two', 'three'], [0]]);
      const numbers = entity(file, 'a/numbers');
      expect(numbers).toMatchObject({ shape: [2, 3], value: Float32Array.of(1, -2, 3.5, 4, 5, 6) });
      expect(entity(file, 'a/count')).toMatchObject({ value: 7n });
      const many = entity(file, 'many');
      expect(many instanceof ReferenceGroup && many.keys()).toHaveLength(1000);
      for (const i of [0, 7, 500, 999])
        expect(entity(file, `many/group ${i}`)).toMatchObject({ attrs: { i: { value: String(i) } } });
    });
  });

  it.each(['earliest', 'v108'] as const)('writes, in its format %s, what we read', (libver) => {
    const bytes = writtenByReference(libver, (file) => {
      file.create_attribute('text', 'größer');
      file.create_attribute('list', ['one', 'three'], null, 'S');
      file.create_attribute('fixed', ['a', 'bcd'], null, 'S5');
      file.create_attribute('pi', 3.14);
      file
        .create_group('a')
        .create_dataset({ name: 'numbers', data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
      file.create_dataset({ name: 'doubles', data: Float64Array.of(0.5, 0.25) });
      file.create_dataset({ name: 'bytes', data: Int8Array.of(-1, 2) });
    });
    const root = openHdf5(bytes);
    expect(root.attribute('text')?.values).toEqual(['größer']);
    expect(root.attribute('list')).toEqual({ shape: [2], values: ['one', 'three'] });
    expect(root.attribute('fixed')?.values).toEqual(['a', 'bcd']);
    expect(root.attribute('pi')?.values).toEqual([3.14]);
    expect(root.dataset('a/numbers')).toMatchObject({ shape: [2, 3], length: 6 });
    expect(root.dataset('a/numbers')?.readFloat32()).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
    expect(root.dataset('doubles')?.readFloat32()).toEqual(Float32Array.of(0.5, 0.25));
    expect(root.dataset('bytes')?.readFloat32()).toEqual(Float32Array.of(-1, 2));
  });

  it('agrees on every part of a file that Keras wrote', () => {
    const bytes = kerasSavedModel();
    const root = openHdf5(bytes);
    withReference('r', bytes, 'earliest', (file) => {
      const paths = file.paths();
      expect(paths.length).toBeGreaterThan(40);
      for (const path of paths) {
        const theirs = entity(file, path);
        const ours = root.get(path);
        if ('shape' in theirs && theirs.shape?.length) expect(root.dataset(path)?.readFloat32()).toEqual(theirs.value);
        if (!('attrs' in theirs)) throw new Error(`${path} is neither group nor dataset`);
        for (const [key, { value }] of Object.entries(theirs.attrs)) {
          const held = ours && 'attribute' in ours ? ours.attribute(key) : undefined;
          expect(held?.values).toEqual(typeof value === 'string' ? [value] : [...Object(value)]);
        }
      }
      for (const [key, { value }] of Object.entries(file.attrs)) expect(root.attribute(key)?.values).toEqual([value]);
    });
  });

  it('writes what Keras never does, and we say so', () => {
    const chunked = writtenByReference('earliest', (file) => {
      file.create_dataset({ name: 'x', data: new Float32Array(64), chunks: [16], compression: 4 });
    });
    expect(() => openHdf5(chunked).dataset('x')?.readFloat32()).toThrow(
      expect.objectContaining({ code: 'model/unsupported' }),
    );
    const dense = writtenByReference('v108', (file) => {
      for (let i = 0; i < 20; i++) file.create_group(`group ${i}`);
    });
    expect(() => openHdf5(dense)).toThrow(expect.objectContaining({ code: 'model/unsupported' }));
  });
});
