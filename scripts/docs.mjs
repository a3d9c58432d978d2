// Makes the API reference of all public names, as HTML in out/docs. Fails where a public name has no words, where a function, class
// or constant has no example, and where an example does not type-check, does not run, or gives other than it says.
import { Application, ReflectionKind } from 'typedoc';
import { checkExamples } from './docs/examples.mjs';

const app = await Application.bootstrapWithPlugins();
const project = await app.convert();
if (!project) process.exit(1);
app.validate(project);

/** @returns {import('typedoc').Comment | undefined} */
const commentOf = (reflection) => reflection.comment ?? reflection.signatures?.[0]?.comment;
const isValue = (reflection) =>
  reflection.kindOf([ReflectionKind.Class, ReflectionKind.Function, ReflectionKind.Variable]);

/** Typedoc's names of the entries, as programs import them. */
const MODULES = {
  'inkling/src': 'inkling',
  'inkling/src/formats': 'inkling/formats',
  'inkling/src/figures': 'inkling/figures',
  'node/src': '@inkling/node',
};

const problems = [];
const examples = [];
const entries = [];
for (const entry of project.children ?? []) {
  const module = MODULES[entry.name];
  if (!module) throw new Error(`no module is known of the name ${entry.name}`);
  entry.name = module;
  const [values, types] = [true, false].map((wanted) => entry.children.filter((child) => isValue(child) === wanted));
  entries.push({ module, values: values.map(({ name }) => name), types: types.map(({ name }) => name) });
  for (const reflection of entry.children ?? []) {
    const name = `${reflection.name} (${entry.name})`;
    const comment = commentOf(reflection);
    if (!comment?.summary.length) problems.push(`${name} has no words`);
    const shown = comment?.blockTags.filter(({ tag }) => tag === '@example') ?? [];
    if (shown.length === 0) problems.push(`${name} has no example`);
    for (const { content } of shown)
      examples.push({ name: reflection.name, text: content.map(({ text }) => text).join('') });
  }
}
problems.push(...(await checkExamples(examples, entries)));
for (const problem of problems) console.error(`docs: ${problem}`);
if (problems.length > 0 || app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
await app.generateOutputs(project);
console.log(`out/docs/index.html: every public name, with ${examples.length} examples that run`);
