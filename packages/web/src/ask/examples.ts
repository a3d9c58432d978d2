/** A picture to try, drawn by our own code (examples/pictures). */
export interface Example {
  readonly name: string;
  readonly url: string;
  /** What it shows. */
  readonly words: string;
}

const WORDS: Readonly<Record<string, string>> = {
  'four-or-nine.png': 'A 4 whose top all but closes',
  'seven-photo.jpg': 'A photo of a 7 under a lamp',
  'two-pencil.jpg': 'A 2 in pencil on ruled paper',
  'eight-chalk.jpg': 'An 8 in chalk',
  'five-brush.png': 'A 5 painted with a thick brush',
  'three-corner.png': 'A small 3 in a corner',
  'zero-checked.jpg': 'A 0 on checked paper',
  'six-transparent.png': 'A 6 on a transparent ground',
  'no-digit.jpg': 'A house: no digit at all',
};

const urls: Readonly<Record<string, string>> = import.meta.glob('../../../../examples/pictures/*.{png,jpg}', {
  eager: true,
  query: '?url',
  import: 'default',
});

export const examples: readonly Example[] = Object.entries(WORDS).flatMap(([name, words]) => {
  const url = urls[`../../../../examples/pictures/${name}`];
  return url ? [{ name, url, words }] : [];
});
