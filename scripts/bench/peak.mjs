// What one core multiplies and adds at most, by the instructions that the kernels use.
import asc from 'assemblyscript/asc';

/** Sums that depend on nothing but themselves: enough of them to keep both multipliers busy, few enough for the registers. */
const SUMS = Array.from({ length: 12 }, (_, i) => `s${i}`);
const STEPS = 10_000;

/** GFLOPS of one core: multiplications and additions of float32, by fused instructions where the build has them. */
export async function peakGflops(build) {
  const fused = build === 'relaxed';
  const madd = (sum) => (fused ? `f32x4.relaxed_madd(x, x, ${sum})` : `f32x4.add(f32x4.mul(x, x), ${sum})`);
  const source = `export function run(n: i32, x0: f32): f32 {
    const x = f32x4.splat(x0);
    ${SUMS.map((sum, i) => `let ${sum} = f32x4.splat(${i});`).join('\n')}
    for (; n; n--) { ${SUMS.map((sum) => `${sum} = ${madd(sum)};`).join(' ')} }
    return f32x4.extract_lane(${SUMS.reduce((total, sum) => `f32x4.add(${total}, ${sum})`)}, 0);
  }`;
  const features = fused ? 'simd,relaxed-simd' : 'simd';
  const options = { optimizeLevel: 3, runtime: 'stub', enable: features.split(',') };
  const { binary } = await asc.compileString(source, options);
  const { run } = (await WebAssembly.instantiate(binary)).instance.exports;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 300; i++) {
    const start = performance.now();
    run(STEPS, 1e-3);
    best = Math.min(best, performance.now() - start);
  }
  return (2 * 4 * SUMS.length * STEPS) / best / 1e6;
}
