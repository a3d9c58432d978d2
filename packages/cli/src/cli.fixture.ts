import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEmbedded } from '@inkling/node';
import { createArchitecture, InputLayer, type Layer, Sequential } from 'inkling';
import { saveKerasH5 } from 'inkling/formats';
import sharp from 'sharp';
import { afterAll } from 'vitest';

const launcher = fileURLToPath(new URL('../bin/inkling.js', import.meta.url));

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built command line as a process of its own. */
export function startInkling(args: readonly string[], { cwd, env }: RunOptions = {}): ChildProcess {
  const { INKLING_DATA: _, INKLING_DEBUG: __, ...inherited } = process.env;
  return spawn(process.execPath, [launcher, ...args], { ...(cwd && { cwd }), env: { ...inherited, ...env } });
}

/** Runs the built command line to its end. */
export async function inkling(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = startInkling(args, options);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input);
  return finished(child);
}

/** What a process said, and how it ended. */
export async function finished(child: ChildProcess): Promise<RunResult> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said.stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, ...said };
}

/** A folder for the tests of one file, removed after them. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inkling-cli-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder; returns its path. */
export async function put(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** An untrained classic network, saved. */
export async function putModel(folder: string, name = 'model.h5'): Promise<string> {
  return put(folder, name, await saveKerasH5(createArchitecture('classic', 1)));
}

/** A network of these layers, saved. */
export async function putNetwork(folder: string, name: string, shape: readonly number[], layers: readonly Layer[]) {
  return put(folder, name, await saveKerasH5(new Sequential([new InputLayer({ shape }), ...layers])));
}

/** One of the embedded digits as a PNG of 28×28 px. */
export async function digitPng(index: number): Promise<Buffer> {
  const { images } = await loadEmbedded();
  const pixels = images.subarray(index * 784, (index + 1) * 784);
  return sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } })
    .png()
    .toBuffer();
}

/** How an IDX file of bytes begins. */
export function idxHeader(...dimensions: number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * dimensions.length);
  bytes.set([0, 0, 8, dimensions.length]);
  for (const [axis, dimension] of dimensions.entries()) bytes.writeUInt32BE(dimension, 4 + 4 * axis);
  return bytes;
}

/** Images of 28×28 in which digit d is a bright row: learnt in a moment. `images-idx3-ubyte` and its labels. */
export async function putRows(folder: string, count = 400): Promise<void> {
  const images = Buffer.alloc(count * 784);
  const labels = Buffer.alloc(count);
  for (let i = 0; i < count; i++) {
    labels[i] = (i * 7) % 10;
    images.fill(255, i * 784 + 28 * (2 * labels[i] + 4), i * 784 + 28 * (2 * labels[i] + 5));
  }
  await put(folder, 'images-idx3-ubyte', Buffer.concat([idxHeader(count, 28, 28), images]));
  await put(folder, 'labels-idx1-ubyte', Buffer.concat([idxHeader(count), labels]));
}
