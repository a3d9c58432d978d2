/**
 * The layers of the library: a folder may import only from those before it.
 * `data`, `image`, `confidence` and `figures` take and return plain values and know none of them.
 */
const LAYERS = ['kernels', 'engine', 'layers', 'model', 'training', 'formats'];
const PLAIN = ['data', 'image', 'confidence', 'figures'];
const SRC = '^packages/inkling/src';
const TESTS = '\\.(test|fixture)\\.ts$';

const upwards = LAYERS.map((layer, i) => ({
  name: `${layer}-imports-only-lower-layers`,
  severity: 'error',
  from: { path: `${SRC}/${layer}/`, pathNot: TESTS },
  to: { path: `${SRC}/(${[...LAYERS.slice(i + 1), 'confidence', 'figures', 'image', 'reading'].join('|')})/` },
}));

const plain = PLAIN.map((folder) => ({
  name: `${folder}-is-plain`,
  severity: 'error',
  comment: 'Types of other plain folders are fine; code is not.',
  from: { path: `${SRC}/${folder}/`, pathNot: TESTS },
  to: { path: `${SRC}/(${[...LAYERS, 'reading'].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upwards,
    ...plain,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'library-uses-no-node',
      severity: 'error',
      from: { path: SRC, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'library-imports-no-other-package',
      severity: 'error',
      from: { path: '^packages/inkling/' },
      to: { path: '^packages/(node|cli|web)/' },
    },
    {
      name: 'node-imports-no-program',
      severity: 'error',
      from: { path: '^packages/node/' },
      to: { path: '^packages/(cli|web)/' },
    },
    {
      name: 'page-imports-only-the-library',
      severity: 'error',
      from: { path: '^packages/web/', pathNot: TESTS },
      to: { path: '^packages/(node|cli)/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: 'kernels/wasm/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.as\\.ts$' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
