// Whole processes: how long they take from start to end, and the most memory that they held.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const inkling = fileURLToPath(new URL('../../packages/cli/bin/inkling.js', import.meta.url));

/** Runs a command of the command line. `peakMB` is null where the system does not tell (only Linux does). */
export function runInkling(args) {
  return runProcess(process.execPath, [inkling, ...args]);
}

/** @returns `{seconds, peakMB, stdout}` @throws where it does not end well. */
export async function runProcess(command, args, env = {}) {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      said[stream] += text;
    });
  }
  let peakMB = null;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]);
    if (kilobytes) peakMB = Math.max(peakMB ?? 0, Math.round(kilobytes / 1024));
  }, 20);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said.stderr.slice(-2000)}`);
  return { seconds, peakMB, stdout: said.stdout };
}
