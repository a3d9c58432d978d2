import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digitPng, idxHeader, inkling, put, putModel, testFolder } from './cli.fixture.js';

const folder = await testFolder();
beforeAll(async () => {
  await putModel(folder);
});

const share = z.number().min(0).max(1);
const kinds = z.record(z.string(), z.strictObject({ n: z.number().int().positive(), accuracy: share }));
const oneDigit = {
  n: z.number().int().positive(),
  accuracy: share,
  ece: share,
  nll: z.number().positive(),
  nllRaw: z.number().positive(),
  refused: share,
  sure: share,
  sureAccuracy: share.nullable(),
};
const answer = z.strictObject({
  ...oneDigit,
  interval: z.tuple([share, share]),
  accuracySinglePass: share,
  errors: z.number().int().min(0),
  brier: z.number().min(0).max(2),
  eceRaw: share,
  confusion: z.array(z.array(z.number().int().min(0)).length(10)).length(10),
  perClass: z
    .array(z.strictObject({ digit: z.number().int(), precision: share.nullable(), recall: share.nullable() }))
    .length(10),
  sets: z.array(z.strictObject({ target: share, coverage: share, meanSize: z.number().min(1).max(10) })).length(3),
  byKind: kinds,
  oneDigit: z.strictObject(oneDigit),
  edgeCases: z.optional(
    z
      .array(
        z.strictObject({
          ...{ index: z.number().int(), margin: share, entropy: z.number().min(0).max(Math.log2(10)), spread: share },
          ...{ label: z.number().int(), digit: z.number().int(), rival: z.number().int() },
        }),
      )
      .length(32),
  ),
  notDigits: z.array(
    z.strictObject({ folder: z.string(), n: z.number().int(), refused: share, auroc: share.nullable() }),
  ),
});

describe('inkling evaluate', () => {
  it('prints JSON alone', async () => {
    const { code, stdout, stderr } = await inkling(['evaluate', '--model', 'model.h5', '--json'], { cwd: folder });
    expect(code).toBe(0);
    const result = answer.parse(JSON.parse(stdout));
    expect(result.n).toBe(1_000);
    expect(result.errors).toBe(Math.round(result.n * (1 - result.accuracy)));
    expect(result.interval[0]).toBeLessThan(result.accuracy);
    expect(result.interval[1]).toBeGreaterThan(result.accuracy);
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(result.n);
    expect(result.sets.map(({ target }) => target)).toEqual([0.99, 0.995, 0.999]);
    expect(stderr).toContain('model.h5 does not say which images it was trained on');
    expect(result.notDigits).toEqual([]);
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('prints a table, and draws confusion matrix, hardest images and edge cases', async () => {
    const { code, stdout, stderr } = await inkling(['evaluate', '--model', 'model.h5', '--out', 'figures'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^embedded, held-out: 1,000 images\naccuracy +[\d.]+ % +\(95 % interval [\d.]+ % to [\d.]+ %; \d+ of 1,000 wrong\)/,
    );
    expect((await readdir(join(folder, 'figures'))).sort()).toEqual([
      'confused.png',
      'confusion.png',
      'edge-cases.png',
      'hardest.png',
      'reliability.png',
      'risk-coverage.png',
    ]);
    expect(stderr.match(/^figure: figures\//gm)).toHaveLength(6);
  });

  it('ranks edge cases as it is asked to, and knows no spread of a model that is asked once', async () => {
    const args = ['evaluate', '--model', 'model.h5', '--json', '--quiet'];
    const ranked = async (...rank: string[]) => {
      const { stdout } = await inkling([...args, ...rank], { cwd: folder });
      return answer.parse(JSON.parse(stdout)).edgeCases ?? [];
    };
    const byMargin = await ranked();
    expect(byMargin.map(({ margin }) => margin)).toEqual(byMargin.map(({ margin }) => margin).sort((a, b) => a - b));
    expect(byMargin.every(({ digit, rival, spread }) => digit !== rival && spread === 0)).toBe(true);
    const bits = (await ranked('--rank', 'entropy')).map(({ entropy }) => entropy);
    expect(bits).toEqual([...bits].sort((a, b) => b - a));
    expect(bits[0]).toBeGreaterThanOrEqual(Math.max(...byMargin.map(({ entropy }) => entropy)));
    const spread = await inkling([...args, '--rank', 'spread'], { cwd: folder });
    expect(spread).toMatchObject({ code: 2, stderr: expect.stringContaining('needs a calibrated model') });
    const pictures = await inkling(['evaluate', '--pictures', '.', '--rank', 'margin'], { cwd: folder });
    expect(pictures).toMatchObject({ code: 2, stderr: expect.stringContaining('Leave out --pictures') });
  });

  it.each([
    ['train', 8_500],
    ['validation', 500],
    ['held-out', 1_000],
  ])('takes --split %s', async (split, n) => {
    const args = ['evaluate', '--model', 'model.h5', '--split', split, '--json', '--quiet'];
    const { stdout, stderr } = await inkling(args, { cwd: folder });
    expect(answer.parse(JSON.parse(stdout)).n).toBe(n);
    expect(stderr).toBe('');
  });
});

describe('inkling evaluate --pictures', () => {
  const evaluate = async (...args: string[]) => {
    const all = ['evaluate', '--model', 'model.h5', '--pictures', 'pictures', ...args];
    const { code, stdout, stderr } = await inkling(all, { cwd: folder });
    return { code, stdout, stderr, result: args.includes('--json') ? answer.parse(JSON.parse(stdout)) : undefined };
  };
  beforeAll(async () => {
    const pictures = join(folder, 'pictures');
    await mkdir(pictures);
    // MNIST's first digits are a 5, a 0 and a 4: `predict` says what an untrained network makes of them.
    for (let i = 0; i < 3; i++) await put(pictures, `${i}.png`, await digitPng(i));
    const { stdout } = await inkling(['predict', 'pictures', '--model', 'model.h5', '--json'], { cwd: folder });
    const read = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).text);
    const another = read[1] === '0' ? '1' : '0';
    await put(pictures, 'labels.csv', `file,label,kind\n0.png,${read[0]},scan\n1.png,${another},scan\n2.png,,photo\n`);
  });

  it('tells how many pictures of no digits are refused, and reports it all on one page', async () => {
    const blanks = join(folder, 'blanks');
    await mkdir(blanks);
    const white = { create: { width: 40, height: 40, channels: 3, background: 'white' } } as const;
    for (const name of ['a.png', 'b.png']) await put(blanks, name, await sharp(white).png().toBuffer());
    const args = ['evaluate', '--pictures', 'pictures', '--not-digits', 'blanks', '--report', 'report.html', '--json'];
    const { code, stdout } = await inkling(args, { cwd: folder });
    expect(code).toBe(0);
    // Of the model that comes along, which is calibrated: a blank picture is the least digit of all.
    expect(answer.parse(JSON.parse(stdout)).notDigits).toEqual([{ folder: 'blanks', n: 2, refused: 1, auroc: 1 }]);
    const page = await readFile(join(folder, 'report.html'), 'utf8');
    expect(page).toContain('made by inkling evaluate --pictures pictures --not-digits blanks --report report.html');
    // Each part with its own command and data.
    const sources = [...page.matchAll(/<h2>(.*?)<\/h2>[\s\S]*?<p class="source">(.*?)<\/p>/g)];
    const sourceOf = Object.fromEntries(sources.map(([, heading, source]) => [heading, source]));
    const asked = 'inkling evaluate --model bundled --pictures pictures';
    expect(sourceOf).toMatchObject({
      'The model': 'inkling summary (data: the model bundled)',
      Numbers: `${asked} --json (data: pictures, 2 pictures)`,
      'What is no digit': `${asked} --not-digits blanks --json (data: blanks; pictures, 2 pictures)`,
      'Which digit was read as which': `${asked} --out figures (data: pictures, 2 pictures)`,
    });
    expect(page.match(/<img /g)).toHaveLength(4);
    expect(page).toMatch(/<td>parameters<\/td><td( class="long")?>271,594<\/td>/);
    expect(page).toMatch(
      /<td>trained on<\/td><td( class="long")?>mnist \(train\): 60,000 images but those that validate and those held out, seed \d+<\/td>/,
    );
    expect(page).toMatch(/<td>SHA-256 of the weights<\/td><td( class="long")?>[0-9a-f]{64}<\/td>/);
    expect(page).toContain('<th>calibrated</th>');
    expect(page).not.toMatch(/(src|href)="https?:/);
    await rm(blanks, { recursive: true });
    await rm(join(folder, 'report.html'));
  });

  it('calls no number calibrated that is of a model without statistics', async () => {
    expect(await evaluate('--report', 'raw.html')).toMatchObject({ code: 0 });
    const page = await readFile(join(folder, 'raw.html'), 'utf8');
    expect(page).toContain('<th>as it answers</th>');
    expect(page).not.toContain('<th>calibrated</th>');
    await rm(join(folder, 'raw.html'));
  });

  it('compares what predict reads with the labels, by kind', async () => {
    const { code, result } = await evaluate('--json');
    expect(code).toBe(0);
    expect(result).toMatchObject({
      n: 2,
      accuracy: 0.5,
      errors: 1,
      refused: 0,
      byKind: { scan: { n: 2, accuracy: 0.5 } },
    });
    expect(result?.oneDigit.n).toBe(2);
  });

  it('keeps the rows that are asked for', async () => {
    expect((await evaluate('--json', '--where', 'file=0.png', '--where', 'kind=scan')).result).toMatchObject({
      n: 1,
      accuracy: 1,
    });
    const none = await evaluate('--where', 'kind=film');
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('keeps none of the pictures') });
    const unknown = await evaluate('--where', 'quality=0');
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('It says file, label, kind.') });
  });

  it('draws the failures and how far to trust the answers, and tells of pictures that cannot be read', async () => {
    await put(join(folder, 'pictures'), 'labels.csv', 'file,label\n0.png,x\n');
    expect(await evaluate()).toMatchObject({ code: 1, stderr: expect.stringContaining('labels.csv, row 1') });
    await put(join(folder, 'pictures'), 'labels.csv', 'file,label\n0.png,5\n1.png,0\nnone.png,4\n');
    const { code, stdout, stderr } = await evaluate('--out', 'failures');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^pictures: 2 pictures\n/);
    expect(stderr).toContain('There is no picture at pictures/none.png');
    expect((await readdir(join(folder, 'failures'))).sort()).toEqual([
      'confusion.png',
      'failures.png',
      'reliability.png',
      'risk-coverage.png',
    ]);
  });
});

describe('inkling summary', () => {
  it('prints Keras’s table, or JSON', async () => {
    const table = await inkling(['summary', 'model.h5'], { cwd: folder });
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toContain('Total params: 225,034');
    const { stdout } = await inkling(['summary', 'model.h5', '--json'], { cwd: folder });
    const { parameters, trainableParameters, inputShape, outputShape, layers } = JSON.parse(stdout);
    expect({ parameters, trainableParameters, inputShape, outputShape }).toEqual({
      parameters: 225_034,
      trainableParameters: 225_034,
      inputShape: [28, 28, 1],
      outputShape: [10],
    });
    expect(layers).toHaveLength(7);
    expect(layers[0]).toMatchObject({ className: 'Conv2D', outputShape: [26, 26, 32], parameters: 320 });
  });

  it('tells of the model that comes along', async () => {
    const { code, stdout } = await inkling(['summary', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'bundled', inputShape: [28, 28, 1], outputShape: [10] });
  });
});

describe('inkling evaluate on a test set with disputed labels', () => {
  const issues = (...disputed: object[]) => JSON.stringify({ test_disputed: disputed });
  const evaluate = async (name: string, text: string) => {
    const data = join(folder, name);
    await mkdir(data);
    // Three images of one dark stroke: a 1, a 7 and a 1 by their labels.
    const stroke = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 === 14 && i > 112 && i < 672 ? 255 : 0));
    const images = Buffer.concat([stroke, stroke, stroke]);
    await put(data, 't10k-images-idx3-ubyte', Buffer.concat([idxHeader(3, 28, 28), images]));
    await put(data, 't10k-labels-idx1-ubyte', Buffer.concat([idxHeader(3), Buffer.from([1, 7, 1])]));
    await put(data, 'label-issues.json', text);
    return inkling(['evaluate', '--data', name, '--json', '--out', `${name}-figures`], { cwd: folder });
  };

  it('tells how the network sides with the voters', async () => {
    const votes = { given: 0, guessed: 5, neither: 0 };
    const text = issues(
      { index: 1, label: 7, suggested: 1, votes },
      { index: 2, label: 1, suggested: 1, votes: { given: 5, guessed: 5, neither: 0 } },
    );
    const { code, stdout } = await evaluate('disputed', text);
    expect(code).toBe(0);
    // The bundled model reads a stroke as a 1.
    expect(JSON.parse(stdout).disputed).toEqual({
      n: 2,
      read: { label: 1, suggested: 1, neither: 0 },
      decided: 2,
      agreed: 2,
      rejected: 1,
      rejectedByNetwork: 1,
    });
    expect(await readdir(join(folder, 'disputed-figures'))).toContain('disputed.png');
  });

  it.each([
    ['of-others', issues({ index: 0, label: 3, suggested: 5, votes: { given: 1, guessed: 0, neither: 0 } }), 'is a 3'],
    ['of-nothing', '{"test_disputed": 3}', 'test_disputed'],
    ['of-text', 'not JSON', 'the whole'],
  ])('refuses a list %s', async (name, text, problem) => {
    const { code, stderr } = await evaluate(name, text);
    expect(code).toBe(1);
    expect(stderr).toContain(`${name}/label-issues.json cannot be used`);
    expect(stderr).toContain(problem);
  });
});
