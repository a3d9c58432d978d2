import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from 'inkling';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** How many processes are killed; the full proof is `npm run check:kills`. */
const kills = Number(process.env.INKLING_SAVE_KILLS ?? 20);
const length = 1_000_000;
const program = fileURLToPath(new URL('saving.fixture.mjs', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-'));
});
afterEach(() => rm(folder, { recursive: true }));

it(`leaves the old or the new file, whole, after kill -9 at ${kills} seeded moments`, {
  timeout: 10_000 + 2_000 * kills,
}, async () => {
  const random = new Random(7);
  const path = join(folder, 'model.h5');
  const seen = new Set<number>();
  for (let i = 0; i < kills; i++) {
    // Neither of the two contents, so that a process that was killed before its first rename leaves this one.
    await writeFile(path, new Uint8Array(length));
    const child = spawn(process.execPath, [program, path, String(length)]);
    const end = new Promise((resolve) => child.on('close', resolve));
    const oneSaving = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
    // While the first file is written, the second or the third, however slow the disk is.
    setTimeout(() => child.kill('SIGKILL'), random.uniform(0, 3 * oneSaving));
    await end;
    const bytes = await readFile(path);
    expect(bytes.length).toBe(length);
    expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
    seen.add(bytes[0]);
  }
  expect([0, 1, 2]).toEqual(expect.arrayContaining([...seen]));
  expect(seen.size).toBeGreaterThan(1);
});
