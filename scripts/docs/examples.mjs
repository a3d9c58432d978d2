// Type-checks and runs the examples of the API reference. An example may use all public names and those of prelude.ts; it runs in
// a folder with photo.jpg, mnist_model.h5 and a folder of pictures. Where a line ends in `// value`, its expression must give that
// value; a line `// not run: why` says that an example is only type-checked.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Inside the repository, so that its packages are found. */
const folder = join(root, 'out/doc-examples');

/**
 * @param {readonly { name: string, text: string }[]} examples What stands behind `@example`, code in fences.
 * @param {readonly { module: string, values: string[], types: string[] }[]} entries All public names.
 * @returns {Promise<string[]>} What is wrong, a sentence each.
 */
export async function checkExamples(examples, entries) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'examples/pictures'), join(folder, 'pictures'), { recursive: true });
  await cp(join(root, 'examples/pictures/seven-photo.jpg'), join(folder, 'photo.jpg'));
  await cp(join(root, 'scripts/docs/prelude.ts'), join(folder, 'prelude.ts'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await compile('prelude.ts');
  const programs = examples.map(({ name, text }, i) => ({ name, file: `${name}-${i}.ts`, code: codeOf(text) }));
  for (const { file, code } of programs) await writeFile(join(folder, file), program(code, importsOf(entries)));

  const problems = typeErrors();
  if (problems.length > 0) return problems;
  process.chdir(folder);
  const { log } = console;
  console.log = () => undefined;
  for (const { name, file, code } of programs) {
    if (/^\/\/ not run: /m.test(code)) continue;
    await compile(file);
    const problem = await run(file);
    if (problem) problems.push(`the example of ${name} fails: ${problem}`);
  }
  console.log = log;
  return problems;
}

const tsconfig = {
  extends: '../../tsconfig.base.json',
  compilerOptions: {
    ...{ composite: false, declaration: false, declarationMap: false },
    ...{ noEmit: true, noUnusedLocals: false, lib: ['ES2023', 'DOM'], types: ['node'] },
  },
  include: ['*.ts'],
};

function importsOf(entries) {
  return entries.flatMap(({ module, values, types }) => [
    `import { ${values.join(', ')} } from '${module}';`,
    `import type { ${types.join(', ')} } from '${module}';`,
  ]);
}

function codeOf(text) {
  return [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, code]) => code).join('');
}

/** A line `EXPRESSION; // LITERAL` becomes a comparison; comments in words stay what they are. */
function withComparison(line) {
  const [, indent, binding = '', expression, value] =
    line.match(/^(\s*)(const \w+ = )?(?!console)(\S.*); \/\/ (.+)$/) ?? [];
  if (value === undefined || !isLiteral(value)) return line;
  return `${indent}${binding}prelude.expectValue(${expression}, ${value});`;
}

function isLiteral(text) {
  if (!/^(-?[\d.]+(e-?\d+)?|'[^']*'|true|false|null|undefined|\[.*\]|\{.*\})$/.test(text)) return false;
  try {
    new Function(`return (${text});`)();
    return true;
  } catch {
    return false;
  }
}

/** An example may name anew what the prelude names, so it stands in a block of its own. */
function program(code, imports) {
  const lines = code.split('\n');
  const own = lines.filter((line) => line.startsWith('import '));
  const body = lines.filter((line) => !line.startsWith('import ')).map(withComparison);
  const names = PRELUDE.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  return [
    ...["import * as prelude from './prelude.js';", ...imports, ...own],
    ...[`const { ${names.join(', ')} } = prelude;`, '{', ...body, '}', 'export {};', ''],
  ].join('\n');
}

const PRELUDE = [
  ...['model', 'picture', 'pixels28', 'distributions', 'labels', 'digits', 'environment', 'h5'],
  ...['training', 'validation', 'statistics', 'svg'],
];

function typeErrors() {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    return [];
  } catch (error) {
    return error.stdout.trim().split('\n');
  }
}

async function run(file) {
  const script = join(folder, file.replace(/ts$/, 'js'));
  try {
    await import(pathToFileURL(script).href);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function compile(file) {
  const source = await readFile(join(folder, file), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20.19' });
  await writeFile(join(folder, file.replace(/ts$/, 'js')), code);
}
