import type { DenseOperation } from '../graph.js';
import { advance, call, type KernelCall } from '../plan.js';
import type { Planner } from '../planner.js';
import type { Lowering } from './lowering.js';

/** Columns of a panel: what `matmul` reads at a time. */
const PANEL = 8;
/** Rows of the kernel whose gradient one unit computes, whole panels; small enough to share a layer among threads. */
const ROW_BLOCK = 40;

/** Copies rows of the kernel into another layout. */
type CopyRows = (row: number, rows: number) => KernelCall;

/** y = x · kernel + bias, with x `[rows, inputs]`, kernel `[inputs, units]`, y `[rows, units]`. */
export const dense: Lowering<DenseOperation> = {
  scratch: ({ inputs }) => 3 * inputs + 8,
  batchTensors: ({ x }) => [x],
  batchGradients: ({ y }) => [y],

  lower(operation, planner) {
    const { x, y, kernel, bias, inputs, units, vectors } = operation;
    const weights = planner.parameterValues(kernel);
    const panels = planner.shared(inputs * ceilPanel(units));
    const copy: CopyRows = (row, rows) => {
      const source = weights + 4 * row * units;
      return call('packPanels', rows, units, source, units, 1, panels + 4 * row * PANEL, inputs * PANEL);
    };
    if (!planner.training) planner.derive(kernel, copy(0, inputs));
    const offsets = bias ? planner.parameterValues(bias) : 0;
    const [rows, values, outputs] = [{ perRow: vectors }, planner.value(x), planner.value(y)];
    planner.emit(
      planner.isInput(x)
        ? call('matmulBlank', rows, units, inputs, values, panels, offsets, outputs, planner.scratch)
        : call('matmul', rows, units, inputs, values, inputs, 1, panels, inputs * PANEL, offsets, 0, outputs, units),
    );
    return () => {
      const copies = planner.needsGradient(x) ? [copy, inputGradient(operation, planner)] : [copy];
      reduceGradients(operation, planner, copies);
    };
  },
};

/** dx = dy · kernelᵀ. Returns what makes the copy of the kernel that it reads. */
function inputGradient({ x, y, kernel, inputs, units, vectors }: DenseOperation, planner: Planner): CopyRows {
  const weights = planner.parameterValues(kernel);
  const transposed = planner.shared(units * ceilPanel(inputs));
  planner.emit(
    call(
      'matmul',
      { perRow: vectors },
      inputs,
      units,
      planner.gradient(y),
      units,
      1,
      transposed,
      units * PANEL,
      0,
      0,
      planner.gradient(x),
      inputs,
    ),
  );
  return (row, rows) => {
    const offset = 4 * row * units;
    return call('packPanels', units, rows, weights + offset, 1, units, transposed + offset, units * PANEL);
  };
}

/**
 * dKernel = xᵀ · dy and dBias = Σ dy over the whole batch, when all shards have left their dy behind. Each unit computes a block of
 * rows of dKernel, and copies those rows of the kernel when the optimizer has changed them: while they are in the cache.
 */
function reduceGradients(
  { x, y, kernel, bias, inputs, units, vectors }: DenseOperation,
  planner: Planner,
  copies: readonly CopyRows[],
): void {
  const rows = planner.batchSize * vectors;
  const dy = planner.gradient(y);
  const dyPanels = planner.shared(rows * ceilPanel(units));
  const shardRows = { at: dyPanels, perShard: ((dy.perShard ?? 0) / units) * PANEL };
  planner.emit(call('packPanels', { perRow: vectors }, units, dy, units, 1, shardRows, rows * PANEL));

  const gradient = planner.parameterGradient(kernel);
  const all = { perBatchRow: vectors };
  const block = planner.perThread(4 * rows * ROW_BLOCK);
  for (let row = 0; row < inputs; row += ROW_BLOCK) {
    const height = Math.min(ROW_BLOCK, inputs - row);
    const place = gradient + 4 * row * units;
    planner.reduce(
      kernel,
      row * units,
      height * units,
      [
        call('copyColumns', all, height, advance(planner.value(x), row).at, inputs, block),
        planner.isInput(x)
          ? call('matmulBlankTransposed', height, units, all, block, dyPanels, rows * PANEL, place, planner.scratch)
          : call('matmul', height, units, all, block, 1, height, dyPanels, rows * PANEL, 0, 0, place, units),
      ],
      copies.map((copy) => copy(row, height)),
    );
  }
  if (bias) {
    planner.reduce(bias, 0, units, [call('columnSums', all, units, dy.at, planner.parameterGradient(bias))]);
  }
}

function ceilPanel(columns: number): number {
  return Math.ceil(columns / PANEL) * PANEL;
}
