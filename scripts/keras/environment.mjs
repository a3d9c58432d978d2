// Finds a Python that has the Keras of requirements.txt, or makes one: INKLING_PYTHON where it is set, else a virtual
// environment in the user's cache folder, made once. Run as a program, it prints the path of that Python.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
/** Pythons that the pinned TensorFlow has wheels for. */
const PYTHONS = ['python3.11', 'python3.12', 'python3.13', 'python3'];

/** @returns {Promise<string>} */
export async function kerasPython() {
  if (process.env.INKLING_PYTHON) return process.env.INKLING_PYTHON;
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'inkling');
  const environment = join(cache, `keras-${digest.slice(0, 12)}`);
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!(await exists(python))) await make(cache, environment);
  return python;
}

/** Makes the environment beside its place and moves it there when it is whole, so that a half-made one is never used. */
async function make(cache, environment) {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'making-'));
  try {
    console.error(`making a Python environment with Keras in ${environment} (once, some minutes)`);
    await run(await findPython(), ['-m', 'venv', draft]);
    const python = join(draft, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
    await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
    await rename(draft, environment).catch(async (error) => {
      // Another run was faster; its environment is as good.
      if (!(await exists(environment))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function findPython() {
  for (const python of PYTHONS) {
    const { stdout } = await promisify(execFile)(python, ['--version']).catch(() => ({ stdout: '' }));
    if (/^Python 3\.1[1-3]\./.test(stdout)) return python;
  }
  throw new Error('no Python 3.11 to 3.13 here: install one, or set INKLING_PYTHON to a Python that has Keras');
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')}: exit ${code}`)),
    );
  });
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await kerasPython());
