/** A text as HDF5's C strings hold it, of any length. */
export interface TextsContent {
  readonly kind: 'texts';
  /** `[]` for a single text. */
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

/** Texts kept in the attribute itself, each filled up with zeros to the longest one's bytes. */
export interface FixedTextsContent {
  readonly kind: 'fixedTexts';
  readonly values: readonly string[];
}

/** A list of no numbers at all, which is how h5py writes an empty list. */
export interface EmptyContent {
  readonly kind: 'empty';
}

export type AttributeContent = TextsContent | FixedTextsContent | EmptyContent;

export interface DatasetContent {
  readonly kind: 'dataset';
  /** `[]` for a single number. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array | BigInt64Array | Uint8Array;
}

/** A group while it is put together. */
export class GroupContent {
  readonly kind = 'group';
  readonly attributes = new Map<string, AttributeContent>();
  readonly children = new Map<string, GroupContent | DatasetContent>();

  /** The group at a path from here (`sequential/conv2d`), made where it is missing. */
  group(path: string): GroupContent {
    let group: GroupContent = this;
    for (const name of path.split('/').filter(Boolean)) {
      const known = group.children.get(name);
      const child = known?.kind === 'group' ? known : new GroupContent();
      group.children.set(name, child);
      group = child;
    }
    return group;
  }

  /** Puts a dataset at a path from here. */
  setDataset(path: string, shape: readonly number[], values: Float32Array | BigInt64Array | Uint8Array): void {
    const slash = path.lastIndexOf('/');
    this.group(path.slice(0, Math.max(slash, 0))).children.set(path.slice(slash + 1), {
      kind: 'dataset',
      shape,
      values,
    });
  }

  setText(name: string, value: string): void {
    this.attributes.set(name, { kind: 'texts', shape: [], values: [value] });
  }
}
