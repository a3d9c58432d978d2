/**
 * Writes a HEIC file of one gray picture without any HEVC encoder: every block of 32×32 px is stored as it is
 * (`pcm_flag`), so that the arithmetic coder has only two kinds of bins to write.
 * ITU-T H.265 (the sections are named below), ISO/IEC 23008-12 for the boxes.
 */
const BLOCK = 32;

/** Most significant bit first. */
class BitWriter {
  readonly bytes: number[] = [];
  private free = 0;

  bits(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) {
      if (this.free === 0) {
        this.bytes.push(0);
        this.free = 8;
      }
      this.free--;
      this.bytes[this.bytes.length - 1] |= ((value >>> bit) & 1) << this.free;
    }
    return this;
  }

  /** ue(v): unsigned Exp-Golomb (9.2). */
  golomb(...values: number[]): this {
    for (const value of values) {
      const length = Math.floor(Math.log2(value + 1));
      this.bits(0, length).bits(value + 1, length + 1);
    }
    return this;
  }

  alignWithZeros(): this {
    return this.bits(0, this.free);
  }

  /** rbsp_trailing_bits and byte_alignment: a 1, then zeros. */
  stop(): this {
    return this.bits(1, 1).alignWithZeros();
  }
}

/** The least probable symbol's range in the states 0 to 3 (table 9-52): the context moves up one state per block. */
const LEAST_PROBABLE = [
  [128, 176, 208, 240],
  [128, 167, 197, 227],
  [128, 158, 187, 216],
  [123, 150, 178, 205],
];

/** The arithmetic encoder (9.3.4.6), for the bins that are needed: the most probable symbol, and the end of something. */
class ArithmeticEncoder {
  private low = 0;
  private range = 510;
  private first = true;
  private outstanding = 0;
  private state = 0;

  constructor(private readonly out: BitWriter) {}

  restart(): void {
    [this.low, this.range, this.first, this.outstanding] = [0, 510, true, 0];
  }

  mostProbable(): void {
    this.range -= LEAST_PROBABLE[this.state++][(this.range >> 6) & 3];
    this.renormalize();
  }

  terminate(end: boolean): void {
    this.range -= 2;
    if (!end) {
      this.renormalize();
      return;
    }
    this.low += this.range;
    this.range = 2;
    this.renormalize();
    this.put((this.low >> 9) & 1);
    this.out.bits(((this.low >> 7) & 3) | 1, 2);
  }

  private renormalize(): void {
    while (this.range < 256) {
      if (this.low < 256) this.put(0);
      else if (this.low >= 512) {
        this.low -= 512;
        this.put(1);
      } else {
        this.low -= 256;
        this.outstanding++;
      }
      this.range *= 2;
      this.low *= 2;
    }
  }

  private put(bit: number): void {
    if (this.first) this.first = false;
    else this.out.bits(bit, 1);
    for (; this.outstanding > 0; this.outstanding--) this.out.bits(1 - bit, 1);
  }
}

/** general_profile_space … general_level_idc (7.3.3): Main profile, level 1. */
const PROFILE = [0x01, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 30];

function parameterSets(width: number, height: number): number[][] {
  const withProfile = (writer: BitWriter) => {
    for (const byte of PROFILE) writer.bits(byte, 8);
    return writer;
  };
  const video = withProfile(new BitWriter().bits(0, 4).bits(3, 2).bits(0, 6).bits(0, 3).bits(1, 1).bits(0xffff, 16));
  video.bits(1, 1).golomb(0, 0, 0).bits(0, 6).golomb(0).bits(0, 2).stop();

  const sequence = withProfile(new BitWriter().bits(0, 4).bits(0, 3).bits(1, 1));
  // 4:2:0, size, no cropping, 8 bits, one picture in the buffer.
  sequence.golomb(0, 1, width, height).bits(0, 1).golomb(0, 0, 0).bits(1, 1).golomb(0, 0, 0);
  // Coding blocks of 32 px only; transforms of 4 to 32 px, of no depth; no scaling lists, asymmetry or SAO.
  sequence.golomb(2, 0, 0, 3, 0, 0).bits(0, 3);
  // Stored blocks: of 8 bits, of 32 px only, and not filtered.
  sequence.bits(1, 1).bits(7, 4).bits(7, 4).golomb(2, 0).bits(1, 1);
  // No reference pictures of either kind, no motion prediction, smoothing, VUI or extension.
  sequence.golomb(0).bits(0, 5).stop();

  const picture = new BitWriter().golomb(0, 0).bits(0, 1).bits(0, 1).bits(0, 3).bits(0, 1).bits(0, 1).golomb(0, 0, 0);
  picture
    .bits(0, 1)
    .bits(0, 1)
    .bits(0, 1)
    .golomb(0, 0)
    .bits(0, 1)
    .bits(0, 1)
    .bits(0, 1)
    .bits(0, 1)
    .bits(0, 1)
    .bits(0, 1);
  // No filter across slices; deblocking switched off for good.
  picture.bits(0, 1).bits(1, 1).bits(0, 1).bits(1, 1);
  picture.bits(0, 1).bits(0, 1).golomb(0).bits(0, 2).stop();
  return [unit(32, video), unit(33, sequence), unit(34, picture)];
}

/** A NAL unit (7.3.1): header and payload, with emulation prevention. */
function unit(type: number, { bytes }: BitWriter): number[] {
  const escaped: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && escaped.length >= 2 && escaped.at(-1) === 0 && escaped.at(-2) === 0) escaped.push(3);
    escaped.push(byte);
  }
  return [type << 1, 1, ...escaped];
}

/** The one slice: blocks in rows, luma as given, chroma gray. */
function slice(width: number, height: number, gray: Uint8Array): number[] {
  const IDR_W_RADL = 19;
  const INTRA = 2;
  const writer = new BitWriter().bits(1, 1).bits(0, 1).golomb(0, INTRA, 0).stop();
  const encoder = new ArithmeticEncoder(writer);
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      encoder.mostProbable(); // part_mode 2N×2N
      encoder.terminate(true); // pcm_flag
      writer.alignWithZeros();
      for (let y = top; y < top + BLOCK; y++)
        for (let x = left; x < left + BLOCK; x++) writer.bits(gray[y * width + x], 8);
      for (let i = 0; i < (BLOCK * BLOCK) / 2; i++) writer.bits(128, 8);
      encoder.restart();
      encoder.terminate(top + BLOCK === height && left + BLOCK === width); // end_of_slice_segment_flag
    }
  }
  return unit(IDR_W_RADL, writer.alignWithZeros());
}

const uint16 = (value: number) => [value >> 8, value & 255];
const uint32 = (value: number) => [...uint16(value >>> 16), ...uint16(value & 0xffff)];
const text = (characters: string) => Array.from(characters, (character) => character.charCodeAt(0));
const box = (type: string, ...contents: number[][]) => {
  const content = contents.flat();
  return [...uint32(content.length + 8), ...text(type), ...content];
};
const fullBox = (type: string, version: number, ...contents: number[][]) => box(type, [version, 0, 0, 0], ...contents);

/**
 * @param gray `[height × width]`; both multiples of 32, at most four blocks in all
 * @param quarterTurns how often the picture is to be turned anticlockwise when it is shown
 */
export function heic(width: number, height: number, gray: Uint8Array, quarterTurns = 0): Uint8Array {
  const sets = parameterSets(width, height);
  const arrays = sets.flatMap((set) => [0x80 | (set[0] >> 1), ...uint16(1), ...uint16(set.length), ...set]);
  const configuration = [1, ...PROFILE, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, sets.length, ...arrays];
  const properties = box(
    'iprp',
    box(
      'ipco',
      box('hvcC', configuration),
      fullBox('ispe', 0, uint32(width), uint32(height)),
      box('irot', [quarterTurns]),
    ),
    fullBox('ipma', 0, uint32(1), uint16(1), [3, 0x81, 2, 0x83]),
  );
  const data = slice(width, height, gray);
  const coded = [...uint32(data.length), ...data];
  const start = box('ftyp', text('heic'), uint32(0), text('mif1heic'));
  const metaWith = (offset: number) =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, uint32(0), text('pict'), new Array(13).fill(0)),
      fullBox('pitm', 0, uint16(1)),
      fullBox('iloc', 0, [0x44, 0], uint16(1), uint16(1), uint16(0), uint16(1), uint32(offset), uint32(coded.length)),
      fullBox('iinf', 0, uint16(1), fullBox('infe', 2, uint16(1), uint16(0), text('hvc1'), [0])),
      properties,
    );
  const offset = start.length + metaWith(0).length + 8;
  return Uint8Array.from([...start, ...metaWith(offset), ...box('mdat', coded)]);
}
