// Times each kernel call of a plan while it runs on real data, one thread alone.
import { CONV2D_SHAPE_FIELDS } from '../../packages/inkling/dist/kernels/index.js';
import { multiplications } from './kernelWork.mjs';

/**
 * Lets `repeat` run the plan of `runner` (a Trainer or a Predictor) again and again, and keeps of each call its least time.
 *
 * @returns A row for each kind of call: `{kernel, about, microseconds (a sample), gflops}`, the dearest first.
 */
export function profile(runner, samples, repeat) {
  const { executor, memory } = runner.session;
  const plain = executor.kernels;
  const shapeAt = (at) => {
    const record = new Int32Array(memory.buffer, at, CONV2D_SHAPE_FIELDS.length);
    return Object.fromEntries(CONV2D_SHAPE_FIELDS.map((field, i) => [field, record[i]]));
  };
  const live = (at, count) => new Uint8Array(memory.buffer, at, count).reduce((sum, arg) => sum + (arg < 4), 0);
  /** Calls are told apart by their place in a step. */
  const calls = [];
  let place = 0;
  const time =
    (kernel, run) =>
    (...operands) => {
      const call = calls[place] ?? { kernel, operands, best: Number.POSITIVE_INFINITY, work: 0 };
      calls[place++] = call;
      const start = performance.now();
      run(...operands);
      call.best = Math.min(call.best, performance.now() - start);
      call.work ||= multiplications(kernel, operands, { shapeAt, live });
    };
  // What the executor has prepared calls the kernels that it had then.
  executor.prepared.clear();
  executor.kernels = Object.fromEntries(Object.entries(plain).map(([kernel, run]) => [kernel, time(kernel, run)]));
  try {
    repeat(() => {
      place = 0;
    });
  } finally {
    executor.kernels = plain;
    executor.prepared.clear();
  }
  const rows = new Map();
  for (const { kernel, operands, best, work } of calls) {
    const about = describe(kernel, operands, shapeAt);
    const key = `${kernel} ${about}`;
    const row = rows.get(key) ?? { kernel, about, microseconds: 0, work: 0 };
    row.microseconds += (best * 1000) / samples;
    row.work += work / samples;
    rows.set(key, row);
  }
  return [...rows.values()]
    .map(({ work, ...row }) => ({ ...row, gflops: work > 0 ? (2 * work) / row.microseconds / 1000 : null }))
    .sort((a, b) => b.microseconds - a.microseconds);
}

/** What tells calls of one kernel apart. */
function describe(kernel, operands, shapeAt) {
  if (kernel.startsWith('matmul')) return `${operands[2]} → ${operands[1]}`;
  if (/[cC]onv2d/.test(kernel)) {
    const { inHeight, inWidth, inChannels, kernelHeight, kernelWidth, filters } = shapeAt(operands[0]);
    return `${inHeight}×${inWidth}×${inChannels} ∗ ${kernelHeight}×${kernelWidth} → ${filters}`;
  }
  return '';
}
