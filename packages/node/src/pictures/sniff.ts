/** What a file is by its first bytes, whatever its name says. */
export interface Sniffed {
  /** The word that the format goes by, lower case. */
  readonly format: string;
  /** For sentences: `a PNG picture`, `a text`. */
  readonly description: string;
  /** Whether this program reads it as a picture. */
  readonly isPicture: boolean;
}

interface Signature {
  readonly format: string;
  readonly description: string;
  readonly isPicture?: true;
  /** Where the signature stands, 0 by default. */
  readonly at?: number;
  readonly starts: readonly string[];
}

/** Signatures as Latin-1 text, the longer before the shorter that they begin with. */
const SIGNATURES: readonly Signature[] = [
  { format: 'png', description: 'a PNG picture', isPicture: true, starts: ['\x89PNG\r\n\x1a\n'] },
  { format: 'jpeg', description: 'a JPEG picture', isPicture: true, starts: ['\xff\xd8\xff'] },
  { format: 'gif', description: 'a GIF picture', isPicture: true, starts: ['GIF87a', 'GIF89a'] },
  { format: 'tiff', description: 'a TIFF picture', isPicture: true, starts: ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'] },
  { format: 'webp', description: 'a WebP picture', isPicture: true, at: 8, starts: ['WEBP'] },
  { format: 'avif', description: 'an AVIF picture', isPicture: true, at: 4, starts: ['ftypavif', 'ftypavis'] },
  {
    format: 'heic',
    description: 'a HEIC picture',
    isPicture: true,
    at: 4,
    starts: ['ftypheic', 'ftypheix', 'ftyphevc', 'ftyphevx', 'ftypmif1', 'ftypmsf1'],
  },
  { format: 'jxl', description: 'a JPEG XL picture', starts: ['\xff\x0a', '\0\0\0\x0cJXL '] },
  { format: 'jp2', description: 'a JPEG 2000 picture', starts: ['\0\0\0\x0cjP  '] },
  { format: 'psd', description: 'a Photoshop picture', starts: ['8BPS'] },
  { format: 'ico', description: 'an icon file', starts: ['\0\0\x01\0'] },
  { format: 'mp4', description: 'a video', at: 4, starts: ['ftyp'] },
  { format: 'pdf', description: 'a PDF document', starts: ['%PDF-'] },
  { format: 'hdf5', description: 'an HDF5 file (perhaps a model)', starts: ['\x89HDF\r\n'] },
  { format: 'zip', description: 'a zip archive', starts: ['PK\x03\x04', 'PK\x05\x06'] },
  { format: 'gzip', description: 'a gzip file', starts: ['\x1f\x8b'] },
  { format: 'idx', description: 'an IDX file (a data set, as MNIST’s)', starts: ['\0\0\x08\x01', '\0\0\x08\x03'] },
];

/** Names what bytes look like. */
export function sniff(bytes: Uint8Array): Sniffed {
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  for (const { format, description, isPicture = false, at = 0, starts } of SIGNATURES)
    if (starts.some((start) => head.startsWith(start, at))) {
      // Some AVIF files name the general brand mif1 first and their own among the compatible ones.
      if (format === 'heic' && head.includes('avif'))
        return { format: 'avif', description: 'an AVIF picture', isPicture };
      return { format, description, isPicture };
    }
  if (head.startsWith('BM') && bytes.length >= 18 && bytes[15] === 0 && bytes[16] === 0)
    return { format: 'bmp', description: 'a BMP picture', isPicture: true };
  return textLike(bytes) ?? { format: 'unknown', description: 'of no kind known here', isPicture: false };
}

function textLike(bytes: Uint8Array): Sniffed | undefined {
  const sample = bytes.subarray(0, 512);
  const isText = sample.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
  if (!isText) return undefined;
  const text = String.fromCharCode(...sample)
    .trimStart()
    .toLowerCase();
  if (text.startsWith('<svg') || (text.startsWith('<?xml') && text.includes('<svg')))
    return { format: 'svg', description: 'an SVG drawing', isPicture: false };
  if (text.startsWith('<!doctype html') || text.startsWith('<html'))
    return { format: 'html', description: 'a web page', isPicture: false };
  return { format: 'text', description: 'a text', isPicture: false };
}
