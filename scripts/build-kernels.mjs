// Compiles the AssemblyScript kernels to WebAssembly, once with relaxed SIMD (fused multiply-add) and once without,
// and writes each as a TypeScript module that holds the binary, so that one package serves Node, bundlers and browsers.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BUILDS = { relaxed: 'simd,threads,bulk-memory,relaxed-simd', strict: 'simd,threads,bulk-memory' };
/** A build that grows beyond this has lost its way: it is downloaded by every visitor of the page. */
const MOST_BYTES = 64 * 1024;

const script = fileURLToPath(import.meta.url);
const folder = fileURLToPath(new URL('../packages/inkling/src/kernels/', import.meta.url));
const outputFolder = join(folder, 'wasm');
const compiler = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));

const modified = async (path) => (await stat(path)).mtimeMs;

async function upToDate() {
  const sources = (await readdir(folder)).filter((name) => name.endsWith('.as.ts')).map((name) => join(folder, name));
  const newest = Math.max(...(await Promise.all([script, ...sources].map(modified))));
  try {
    const outputs = Object.keys(BUILDS).map((name) => modified(join(outputFolder, `${name}.ts`)));
    return Math.min(...(await Promise.all(outputs))) > newest;
  } catch {
    return false;
  }
}

async function build(name, features) {
  const temporary = await mkdtemp(join(outputFolder, `.${name}-`));
  try {
    const wasmPath = join(temporary, 'kernels.wasm');
    const options = [
      ...[
        join(folder, 'index.as.ts'),
        '--outFile',
        wasmPath,
        '-O3',
        '--shrinkLevel',
        '1',
        '--noAssert',
        '--runtime',
        'stub',
      ],
      ...['--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      // AS112 warns of vectors as arguments of exported functions, which these never are beyond their own module.
      ...['--enable', features, '--disableWarning', '112'],
    ];
    const { stderr } = await promisify(execFile)(process.execPath, [compiler, ...options]).catch((error) => error);
    if (stderr) throw new Error(`the compiler says:\n${stderr}`);
    const wasm = await readFile(wasmPath);
    if (wasm.length > MOST_BYTES) throw new Error(`the ${name} kernels take ${wasm.length} bytes, over ${MOST_BYTES}`);
    const source = `export const wasmBase64 =\n  '${wasm.toString('base64')}';\n`;
    await writeFile(join(temporary, 'kernels.ts'), source);
    await rename(join(temporary, 'kernels.ts'), join(outputFolder, `${name}.ts`));
    console.error(`kernels: ${name} build, ${wasm.length} bytes`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

if (process.argv.includes('--force') || !(await upToDate())) {
  await mkdir(outputFolder, { recursive: true });
  await Promise.all(Object.entries(BUILDS).map(([name, features]) => build(name, features)));
}
