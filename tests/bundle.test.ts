import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Bundle {
  /** The modules that are in it, as paths from the repository's root. */
  readonly modules: readonly string[];
  /** Bytes that a page downloads, compressed by gzip: all but the smaller of the two builds of the kernels and what comes later. */
  readonly byteLength: number;
  /** Bytes that it downloads once a picture shows several digits. */
  readonly laterBytes: number;
}

/** What a plain Vite build makes of a program. */
async function bundle(program: string): Promise<Bundle> {
  const file = `${root}program.js`;
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? file : undefined),
        load: (id) => (id === file ? program : undefined),
      },
    ],
    build: { write: false, rollupOptions: { input: 'program', preserveEntrySignatures: 'strict' } },
  });
  if (!('output' in built)) throw new Error('Vite watches, though it was asked to build once');
  const chunks = built.output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const parts = chunks.map(({ code, moduleIds }) => ({
    modules: moduleIds.map((id) => id.replace(root, '')),
    byteLength: gzipSync(code, { level: 9 }).length,
    isKernels: moduleIds.some((id) => id.includes('/kernels/wasm/')),
    isLater: moduleIds.some((id) => id.includes('/reading/wholeDigits')),
  }));
  const sum = (some: typeof parts) => some.reduce((total, part) => total + part.byteLength, 0);
  const kernels = parts.filter(({ isKernels }) => isKernels).map(({ byteLength }) => byteLength);
  return {
    modules: parts.flatMap(({ modules }) => modules),
    byteLength: sum(parts.filter(({ isLater }) => !isLater)) - Math.min(...kernels, Number.POSITIVE_INFINITY),
    laterBytes: sum(parts.filter(({ isLater }) => isLater)),
  };
}

const HDF5 = /dist\/formats\/hdf5\//;
const PLOT = /node_modules\/(@observablehq\/plot|d3-)/;
const holds = ({ modules }: Bundle, pattern: RegExp) => modules.some((module) => pattern.test(module));

/** What `import 'inkling'` may weigh in a page, all of it used, the kernels included. */
const MOST_BYTES = 120_000;
/** And what comes with the first picture of several digits: a network that knows digits beside their neighbours. */
const MOST_LATER_BYTES = 160_000;

describe('a Vite build of a program that uses', () => {
  it("all of 'inkling' holds neither HDF5 nor Plot, and weighs at most 120 kB", async () => {
    const all = await bundle("export * from 'inkling';");
    console.log(`import 'inkling': ${(all.byteLength / 1000).toFixed(1)} kB compressed, kernels included`);
    expect([holds(all, HDF5), holds(all, PLOT)]).toEqual([false, false]);
    expect(holds(all, /dist\/kernels\/wasm\/relaxed\.js/)).toBe(true);
    expect(all.byteLength).toBeLessThanOrEqual(MOST_BYTES);
    expect(all.laterBytes).toBeGreaterThan(0);
    expect(all.laterBytes).toBeLessThanOrEqual(MOST_LATER_BYTES);
  });

  it("'inkling/formats' as well holds HDF5, without Plot", async () => {
    const all = await bundle("export * from 'inkling'; export { loadKerasH5 } from 'inkling/formats';");
    expect([holds(all, HDF5), holds(all, PLOT)]).toEqual([true, false]);
  });

  it("'inkling/figures' holds Plot, without HDF5, and the figure of a prediction does without Plot", async () => {
    const all = await bundle("export * from 'inkling/figures';");
    expect([holds(all, HDF5), holds(all, PLOT)]).toEqual([false, true]);
    const one = await bundle("export { predictionFigure } from 'inkling/figures';");
    expect([holds(one, HDF5), holds(one, PLOT)]).toEqual([false, false]);
  });
});
