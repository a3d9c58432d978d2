import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { putRows, testFolder } from './cli.fixture.js';

const folder = await testFolder();
await putRows(folder);
const launcher = fileURLToPath(new URL('../bin/inkling.js', import.meta.url));

/** A namespace of its own, in which file systems may be mounted without being root outside of it. */
const namespace = ['--map-root-user', '--mount'];
const mayMount = spawnSync('unshare', [...namespace, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
const reason = mayMount ? '' : ' (skipped: this system lets nobody but root mount a disk)';

it.skipIf(!mayMount)(`train on a full disk ends with a sentence and leaves the old model alone${reason}`, async () => {
  await mkdir(join(folder, 'disk'));
  const script = `
    mount -t tmpfs -o size=64k tmpfs disk
    printf 'the old model' > disk/model.h5
    head -c 60000 /dev/zero > disk/other
    "$NODE" "$INKLING" train --data . --architecture lenet5 --epochs 2 --json --out disk/model.h5 || echo "exit $?"
    cat disk/model.h5; echo; ls -A disk`;
  const env = { ...process.env, NODE: process.execPath, INKLING: launcher };
  const { stdout, stderr } = spawnSync('unshare', [...namespace, 'sh', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  expect(stderr).toContain('warning: the training goes on, but could not be resumed');
  expect(stderr).toMatch(
    /error: disk\/model\.h5 cannot be written: the disk is full\. Choose another place with --out\./,
  );
  expect(stdout.trim().split('\n').slice(2)).toEqual(['exit 1', 'the old model', 'model.h5', 'other']);
});
