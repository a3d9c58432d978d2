import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inkling, putModel, testFolder } from './cli.fixture.js';

const folder = await testFolder();

describe.concurrent('usage', () => {
  it('prints version and help on stdout', async () => {
    expect(await inkling(['--version'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
    const help = await inkling(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of ['train', 'predict', 'evaluate', 'summary', 'data', 'doctor'])
      expect(help.stdout).toContain(command);
  });

  it('shows the help on stderr and exits 2 when nothing was asked for', async () => {
    expect(await inkling([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Usage: inkling') });
    const data = { code: 2, stdout: '', stderr: expect.stringContaining('Usage: inkling data') };
    expect(await inkling(['data'])).toMatchObject(data);
  });

  it.each([
    [
      'train',
      [
        '--data',
        '--recipe',
        '--architecture',
        '--epochs',
        '--batch-size',
        '--learning-rate',
        '--validation',
        '--seed',
        '--threads',
        '--from',
        '--out',
        '--resume',
        '--json',
      ],
    ],
    [
      'predict',
      ['--model', '--coverage', '--class-conditional', '--out', '--format', '--no-figure', '--no-normalize', '--json'],
    ],
    [
      'evaluate',
      [
        '--model',
        '--data',
        '--split',
        '--pictures',
        '--where',
        '--not-digits',
        '--coverage',
        '--class-conditional',
        '--out',
        '--report',
        '--json',
      ],
    ],
    ['calibrate', ['--model', '--data', '--out', '--json']],
    ['summary', ['--json']],
    ['doctor', ['--json']],
  ])('%s --help names every option, with examples', async (command, options) => {
    const { code, stdout, stderr } = await inkling([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const option of [...options, '--quiet', '--help']) expect(stdout).toContain(option);
    expect(stdout).toMatch(/Examples?:\n {2}inkling/);
  });

  it.each([
    [['draw'], "unknown command 'draw'"],
    [['trian'], 'Did you mean train?'],
    [['predict'], "missing required argument 'picture'"],
    [['predict', 'a.png', '--out', 'f.svg'], 'It is a folder'],
    [['evaluate', '--out', 'f.PNG'], 'It is a folder'],
    [['predict', 'a.png', '--coverage', '1.5'], 'It must be a number between 0 and 1'],
    [['predict', 'a.png', '--format', 'gif'], 'Allowed choices are png, svg'],
    [['predict', '-', '-', '--model', 'm.h5'], 'can be named once only'],
    [['train', '--recipe', 'sturdy'], 'Allowed choices are keras, fast, robust'],
    [['train', '--architecture', 'bn5'], 'Allowed choices are classic, bn4, lenet5, mlp, bundled, or a file NAME.json'],
    [['train', '--epochs', '0'], 'It must be a whole number, at least 1'],
    [['train', '--epochs', '1.5'], 'It must be a whole number'],
    [['train', '--epochs', '-1'], 'It must be a whole number'],
    [['train', '--batch-size', 'many'], 'It must be a whole number'],
    [['train', '--learning-rate', 'NaN'], 'It must be a number above 0'],
    [['train', '--seed', '4294967296'], 'It must be a whole number from 0 to 4294967295'],
    [['train', 'digits'], 'too many arguments'],
    [['data', 'upload'], "unknown command 'upload'"],
    [['data', 'info'], "missing required argument 'folder'"],
    [['evaluate', '--split', 'everything'], 'Allowed choices are test, train, validation, held-out'],
    [['evaluate', '--pictures', '.', '--split', 'test'], 'Either --pictures or --data and --split'],
    [['evaluate', '--where', 'quality=0'], 'Name their folder'],
    [['evaluate', '--pictures', '.', '--where', 'quality'], '--where expects COLUMN=VALUE. Received "quality"'],
  ])('%j is wrong usage', async (args, problem) => {
    const { code, stdout, stderr } = await inkling(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/hint: |can be named once only|--where|--pictures/);
  });

  it.each([
    [['--validation', '9000'], 'validation must be a whole number from 0 to 8999'],
    [['--from', 'model.h5', '--architecture', 'mlp'], 'holds the weights of another architecture than mlp'],
  ])('train %j is wrong usage that only the data or the model show', async (args, problem) => {
    await putModel(folder);
    const { code, stdout, stderr } = await inkling(['train', ...args], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(existsSync(join(folder, 'mnist_model.h5'))).toBe(false);
  });

  it('says what to do while nothing is built', async () => {
    const copy = join(folder, 'unbuilt');
    await mkdir(copy);
    await cp(new URL('../bin', import.meta.url), join(copy, 'bin'), { recursive: true });
    await cp(new URL('../package.json', import.meta.url), join(copy, 'package.json'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'bin/inkling.js')], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('hint: run npm run build');
  });
});
