// Finds a Python that has the packages of a requirements.txt, or makes one: the one that a variable names, else a virtual
// environment in the user's cache folder, made once. Run as a program, it prints the path of that with Keras.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Pythons that the pinned TensorFlow has wheels for. */
const PYTHONS = ['python3.11', 'python3.12', 'python3.13', 'python3'];

/** A Python with the Keras that goldens and checks are made with: `INKLING_PYTHON`, or an environment of our own. */
export function kerasPython() {
  return findOrMake('INKLING_PYTHON', 'keras', fileURLToPath(new URL('requirements.txt', import.meta.url)));
}

/**
 * @param variable Environment variable that names a Python in place of one of our own.
 * @param name What the environment is called in the cache.
 * @param requirements Path of its requirements.txt.
 * @returns {Promise<string>} The path of the Python.
 */
export async function findOrMake(variable, name, requirements) {
  if (process.env[variable]) return process.env[variable];
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'inkling');
  const environment = join(cache, `${name}-${digest.slice(0, 12)}`);
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!(await exists(python))) await make(cache, environment, requirements, variable);
  return python;
}

/** Makes the environment beside its place and moves it there when it is whole, so that a half-made one is never used. */
async function make(cache, environment, requirements, variable) {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'making-'));
  try {
    console.error(`making a Python environment in ${environment} (once, some minutes)`);
    await run(await findPython(variable), ['-m', 'venv', draft]);
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

async function findPython(variable) {
  for (const python of PYTHONS) {
    const { stdout } = await promisify(execFile)(python, ['--version']).catch(() => ({ stdout: '' }));
    if (/^Python 3\.1[1-3]\./.test(stdout)) return python;
  }
  throw new Error(`no Python 3.11 to 3.13 here: install one, or set ${variable} to a Python that has the packages`);
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
