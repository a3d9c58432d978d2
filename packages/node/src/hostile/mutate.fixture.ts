import type { Random } from 'inkling';

/** Numbers that headers choke on: none, one, all bits, the sign bit, and what lies beside powers of two. */
const awkward = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

type Mutation = (bytes: Uint8Array<ArrayBuffer>, random: Random, at: number) => Uint8Array<ArrayBuffer>;

const mutations: readonly Mutation[] = [
  // A byte of any value.
  (bytes, random, at) => {
    bytes[at] = random.integer(256);
    return bytes;
  },
  // A bit.
  (bytes, random, at) => {
    bytes[at] ^= 1 << random.integer(8);
    return bytes;
  },
  // A number of two or four bytes, in either order of bytes.
  (bytes, random, at) => {
    const value = awkward[random.integer(awkward.length)];
    const view = new DataView(bytes.buffer);
    const little = random.integer(2) === 0;
    if (random.integer(2) === 0) view.setUint16(Math.min(at, bytes.length - 2), value & 0xffff, little);
    else view.setUint32(Math.min(at, bytes.length - 4), value, little);
    return bytes;
  },
  // A run of one value.
  (bytes, random, at) => bytes.fill(random.integer(2) * 255, at, at + 1 + random.integer(64)),
  // The end is missing.
  (bytes, _, at) => bytes.slice(0, Math.max(at, 4)),
  // A part is missing.
  (bytes, random, at) => joined(bytes.subarray(0, at), bytes.subarray(at + 1 + random.integer(64))),
  // A part stands twice.
  (bytes, random, at) => joined(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 1 - random.integer(64)))),
  // Noise in between.
  (bytes, random, at) => {
    const noise = Uint8Array.from({ length: 1 + random.integer(64) }, () => random.integer(256));
    return joined(bytes.subarray(0, at), noise, bytes.subarray(at));
  },
  // Two parts change places.
  (bytes, random, at) => {
    const other = random.integer(bytes.length);
    const length = Math.min(1 + random.integer(64), bytes.length - Math.max(at, other));
    const part = bytes.slice(at, at + length);
    bytes.copyWithin(at, other, other + length);
    bytes.set(part, other);
    return bytes;
  },
];

/** A copy of a file with one to four faults, half of the time where headers are. */
export function mutate(sound: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = Uint8Array.from(sound);
  const reach = random.integer(2) === 0 ? 512 : sound.length;
  for (let i = 0; i <= random.integer(4); i++) {
    if (bytes.length < 8) break;
    const mutation = mutations[random.integer(mutations.length)];
    bytes = mutation(bytes, random, random.integer(Math.min(reach, bytes.length)));
  }
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
