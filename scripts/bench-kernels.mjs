// Times each kernel on one thread at the sizes of the classic network (Conv 32 – pool – Conv 64 – pool – Dense 128 –
// Dense 10), beside what the processor can do at most. usage: node scripts/bench-kernels.mjs [relaxed|strict] [name…]
import { setFlagsFromString } from 'node:v8';
import { build } from 'esbuild';

setFlagsFromString('--experimental-wasm-relaxed-simd');
const root = new URL('..', import.meta.url).pathname;
const bundle = await build({
  entryPoints: [`${root}packages/inkling/src/kernels/index.ts`],
  bundle: true,
  format: 'esm',
  write: false,
});
const library = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`
);

const [asked, ...names] = process.argv.slice(2);
const kernelBuild = asked === 'strict' || asked === 'relaxed' ? asked : undefined;
const wanted = kernelBuild || asked === undefined ? names : [asked, ...names];

const pages = 512;
const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
const module = await library.loadKernels(kernelBuild);
const kernels = library.instantiate(module, memory);
let top = library.ARENA_START;
const allocate = (bytes) => {
  const at = Math.ceil(top / 64) * 64;
  top = at + bytes + 64;
  if (top > pages * 65_536) throw new Error('the benchmark needs more memory');
  return at;
};
let seed = 1;
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const floats = (length, value = () => random() - 0.5) => {
  const at = allocate(length * 4);
  new Float32Array(memory.buffer, at, length).set(Float32Array.from({ length }, value));
  return at;
};
const record = (fields, shape) => {
  const at = allocate(fields.length * 4);
  new Int32Array(memory.buffer, at, fields.length).set(fields.map((field) => shape[field]));
  return at;
};

/** Least microseconds a call, over about a third of a second: what other processes cost is left out. */
function time(run) {
  const start = performance.now();
  let repeats = 1;
  let best = Number.POSITIVE_INFINITY;
  while (performance.now() - start < 350) {
    const before = performance.now();
    for (let i = 0; i < repeats; i++) run();
    const each = (performance.now() - before) / repeats;
    best = Math.min(best, each);
    if (each * repeats < 0.5) repeats *= 2;
  }
  return best * 1000;
}

function report(name, samples, multiplications, run) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) return;
  const each = time(run) / samples;
  const rate = multiplications > 0 ? `${((2 * multiplications) / each / 1000).toFixed(1)} GFLOPS` : '';
  console.log(`${name.padEnd(44)}${each.toFixed(2).padStart(9)} µs/sample${rate.padStart(16)}`);
}

/** Sixteen sums that depend on nothing but themselves: the most that the processor multiplies and adds in a second. */
async function peak() {
  const { default: asc } = await import('assemblyscript/asc');
  const fused = module.build === 'relaxed';
  const sums = Array.from({ length: 12 }, (_, i) => i);
  const madd = (sum) => (fused ? `f32x4.relaxed_madd(x, x, ${sum})` : `f32x4.add(f32x4.mul(x, x), ${sum})`);
  const source = `export function run(n: i32, x0: f32): f32 { const x = f32x4.splat(x0); ${sums
    .map((i) => `let s${i} = f32x4.splat(${i});`)
    .join(
      ' ',
    )} for (; n; n--) { ${sums.map((i) => `s${i} = ${madd(`s${i}`)};`).join(' ')} } return f32x4.extract_lane(${sums
    .map((i) => `s${i}`)
    .reduce((sum, next) => `f32x4.add(${sum}, ${next})`)}, 0); }`;
  const features = fused ? 'simd,relaxed-simd' : 'simd';
  const { binary } = await asc.compileString(source, {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: features.split(','),
  });
  const { run } = (await WebAssembly.instantiate(binary)).instance.exports;
  const steps = 10_000;
  return (2 * 4 * sums.length * steps) / time(() => run(steps, 1e-3)) / 1000;
}

console.log(`${module.build} build, ${process.version}, peak ${(await peak()).toFixed(1)} GFLOPS`);

const samples = 16;
const CLASSIC = { kernelHeight: 3, kernelWidth: 3, strideY: 1, strideX: 1, padTop: 0, padLeft: 0 };
const convolution = (height, width, inChannels, filters, out, kernel = 3) => {
  const shape = { ...CLASSIC, inHeight: height, inWidth: width, inChannels, filters, outHeight: out, outWidth: out };
  return { ...shape, kernelHeight: kernel, kernelWidth: kernel };
};
const describeShape = (s) =>
  `[${s.inHeight},${s.inWidth},${s.inChannels}] ${s.kernelHeight}×${s.kernelWidth}→${s.filters}`;

function benchMatmul(name, m, n, k, transposed = false) {
  const a = floats(m * k);
  const panels = floats(Math.ceil(n / 8) * 8 * k);
  const bias = floats(n);
  const c = floats(m * n);
  const [row, step] = transposed ? [1, m] : [k, 1];
  report(`matmul ${name} ${m}×${k}·${k}×${n}`, 1, m * n * k, () =>
    kernels.matmul(m, n, k, a, row, step, panels, k * 8, bias, 0, c, n),
  );
}

function benchConv2d(shape) {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filters, kernelHeight, kernelWidth } = shape;
  const at = record(library.CONV2D_SHAPE_FIELDS, shape);
  const patch = kernelHeight * kernelWidth * inChannels;
  const x = floats(samples * inHeight * inWidth * inChannels);
  const y = floats(samples * outHeight * outWidth * filters);
  const dx = floats(samples * inHeight * inWidth * inChannels);
  const panels = floats(patch * Math.ceil(filters / 8) * 8);
  const panelsT = floats(Math.ceil(patch / 8) * 8 * filters);
  const dw = floats(patch * filters);
  const bias = floats(filters);
  const scratch = allocate(library.conv2dScratch(shape) * 4);
  const work = outHeight * outWidth * filters * patch;
  const name = describeShape(shape);
  report(`conv2dForward ${name}`, samples, work, () => kernels.conv2dForward(at, samples, x, panels, bias, y, scratch));
  report(`conv2dBackwardWeights ${name}`, samples, work, () =>
    kernels.conv2dBackwardWeights(at, samples, x, y, dw, bias, scratch),
  );
  report(`conv2dBackwardInput ${name}`, samples, work, () =>
    kernels.conv2dBackwardInput(at, samples, y, panelsT, dx, scratch),
  );
}

/** `alive`: the share of windows whose maximum is above zero, about what training shows. */
function benchPooled(shape, alive, first) {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filters, kernelHeight, kernelWidth } = shape;
  const at = record(library.CONV2D_SHAPE_FIELDS, shape);
  const patch = kernelHeight * kernelWidth * inChannels;
  const outputs = (samples * outHeight * outWidth * filters) / 4;
  const x = floats(samples * inHeight * inWidth * inChannels);
  const dx = first ? 0 : floats(samples * inHeight * inWidth * inChannels);
  const y = floats(outputs);
  const panels = floats(patch * Math.ceil(filters / 8) * 8);
  const byOutput = filters * kernelHeight * Math.ceil((kernelWidth * inChannels) / 4) * 4;
  const [filtersByOutput, dwByOutput] = [floats(byOutput), floats(byOutput)];
  const bias = floats(filters);
  const arg = allocate(outputs);
  const scratch = allocate(library.pooledConv2dScratch(shape) * 4);
  const name = describeShape(shape);
  const work = outHeight * outWidth * filters * patch;
  report(`pooledConv2dForward ${name}`, samples, work, () =>
    kernels.pooledConv2dForward(at, samples, x, panels, bias, y, arg, scratch),
  );
  if (library.suitsWinograd(shape)) {
    const transformed = floats(16 * inChannels * filters);
    const space = allocate(library.winogradScratch(shape) * 4);
    // The rate is that of the multiplications that it spares the direct way, so it may exceed the peak.
    report(`winogradPooledConv2dForward ${name}`, samples, work, () =>
      kernels.winogradPooledConv2dForward(at, samples, x, transformed, bias, y, arg, space),
    );
  }
  const random4 = () => (random() < alive ? Math.floor(random() * 4) : 4);
  new Uint8Array(memory.buffer, arg, outputs).set(Uint8Array.from({ length: outputs }, random4));
  report(`pooledConv2dBackward ${name}`, samples, (alive * work * (first ? 1 : 2)) / 4, () =>
    kernels.pooledConv2dBackward(at, samples, x, arg, y, filtersByOutput, dwByOutput, bias, dx, scratch),
  );
}

benchMatmul('tile', 6, 8, 256);
benchMatmul('tile', 5, 8, 256);
benchMatmul('tile', 4, 8, 256);
benchMatmul('one image', 1, 128, 1600);
benchMatmul('dense', 16, 128, 1600);
benchMatmul('dense dx', 16, 1600, 128);
benchMatmul('dense dw', 40, 128, 128, true);
benchMatmul('head', 16, 10, 128);
benchConv2d(convolution(13, 13, 32, 64, 11));
benchConv2d(convolution(28, 28, 1, 32, 26));
benchPooled(convolution(28, 28, 1, 32, 26), 0.6, true);
benchPooled(convolution(28, 28, 1, 32, 24, 5), 0.6, true);
benchPooled(convolution(13, 13, 32, 64, 10), 0.45, false);

const pool = { inHeight: 26, inWidth: 26, channels: 32, outHeight: 13, outWidth: 13, poolHeight: 2, poolWidth: 2 };
const poolAt = record(library.POOL2D_SHAPE_FIELDS, { ...pool, strideY: 2, strideX: 2, padTop: 0, padLeft: 0 });
const wide = floats(samples * 26 * 26 * 32);
const pooled = floats(samples * 13 * 13 * 32);
const winners = allocate(samples * 13 * 13 * 32);
report('maxPool2dForward [26,26,32]', samples, 0, () =>
  kernels.maxPool2dForward(poolAt, samples, wide, pooled, winners),
);
report('maxPool2dBackward [26,26,32]', samples, 0, () =>
  kernels.maxPool2dBackward(poolAt, samples, pooled, winners, wide),
);

const logits = floats(samples * 10, () => random() * 10 - 5);
const [probabilities, dLogits, statistics] = [floats(samples * 10), floats(samples * 10), floats(4)];
const labels = allocate(samples);
report('softmaxCrossEntropy of 10', samples, 0, () =>
  kernels.softmaxCrossEntropy(samples, 10, logits, labels, probabilities, dLogits, 1, statistics),
);
const weights = 225_034;
const [w, m, v, g] = [floats(weights), floats(weights), floats(weights, () => random()), floats(weights)];
report('adam of 225,034 (a batch of 128)', 128, 0, () => kernels.adam(weights, w, m, v, g, 0, 0.9, 0.999, 1e-7));
report('sumShards of 18,432 × 8 (a batch of 128)', 128, 0, () => kernels.sumShards(18_432, wide, 18_432, 8, w));
const n = 26 * 26 * 32;
report('reluForward of 21,632', 1, 0, () => kernels.reluForward(n, wide, w));
report('sigmoidForward of 21,632', 1, 0, () => kernels.sigmoidForward(n, wide, w));
report('tanhForward of 21,632', 1, 0, () => kernels.tanhForward(n, wide, w));
report('dropoutForward of 21,632', 1, 0, () => kernels.dropoutForward(n, wide, w, winners, 0.5, 1, 0));
