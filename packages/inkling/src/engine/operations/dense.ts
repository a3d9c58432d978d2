import type { DenseOperation } from '../graph.js';
import { advance, call, type KernelCall } from '../plan.js';
import type { Planner } from '../planner.js';
import type { Lowering } from './lowering.js';

/** Columns of a panel: what `matmul` reads at a time. */
const PANEL = 8;
/** Rows of the kernel whose gradient one unit computes; small enough to share a layer among threads. */
const ROW_BLOCK = 40;

/** y = x · kernel + bias, with x `[rows, inputs]`, kernel `[inputs, units]`, y `[rows, units]`. */
export const dense: Lowering<DenseOperation> = {
  scratch: () => 0,
  batchTensors: ({ x }) => [x],
  batchGradients: ({ y }) => [y],

  lower(operation, planner) {
    const { x, y, kernel, bias, inputs, units, vectors } = operation;
    const weights = planner.parameterValues(kernel);
    const panels = planner.shared(inputs * ceilPanel(units));
    planner.derive(call('packPanels', inputs, units, weights, units, 1, panels));
    planner.emit(
      call(
        'matmul',
        { perRow: vectors },
        units,
        inputs,
        planner.value(x),
        inputs,
        1,
        panels,
        inputs * PANEL,
        bias ? planner.parameterValues(bias) : 0,
        0,
        planner.value(y),
        units,
      ),
    );
    return () => {
      reduceGradients(operation, planner);
      if (planner.needsGradient(x)) inputGradient(operation, planner);
    };
  },
};

/** dx = dy · kernelᵀ. */
function inputGradient({ x, y, kernel, inputs, units, vectors }: DenseOperation, planner: Planner): void {
  const transposed = planner.shared(units * ceilPanel(inputs));
  planner.derive(call('packPanels', units, inputs, planner.parameterValues(kernel), 1, units, transposed));
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
}

/** dKernel = xᵀ · dy and dBias = Σ dy over the whole batch, when all shards have left their dy behind. */
function reduceGradients({ x, y, kernel, bias, inputs, units, vectors }: DenseOperation, planner: Planner): void {
  const rows = planner.batchSize * vectors;
  const dy = planner.gradient(y);
  const dyPanels = planner.shared(rows * ceilPanel(units));
  const shardRows = { at: dyPanels, perShard: ((dy.perShard ?? 0) / units) * PANEL };
  const pack: KernelCall[] = [];
  for (let column = 0; column < units; column += PANEL) {
    const width = Math.min(PANEL, units - column);
    pack.push(
      call('packPanels', { perRow: vectors }, width, advance(dy, column), units, 1, advance(shardRows, column * rows)),
    );
  }
  planner.emit(...pack);

  const gradient = planner.parameterGradient(kernel);
  const block = planner.perThread(4 * rows * ROW_BLOCK);
  for (let row = 0; row < inputs; row += ROW_BLOCK) {
    const height = Math.min(ROW_BLOCK, inputs - row);
    const place = gradient + 4 * row * units;
    planner.reduce(kernel, row * units, height * units, [
      call('copyColumns', { perBatchRow: vectors }, height, advance(planner.value(x), row).at, inputs, block),
      call(
        'matmul',
        height,
        units,
        { perBatchRow: vectors },
        block,
        1,
        height,
        dyPanels,
        rows * PANEL,
        0,
        0,
        place,
        units,
      ),
    ]);
  }
  if (bias) {
    planner.reduce(bias, 0, units, [
      call('columnSums', { perBatchRow: vectors }, units, dy.at, planner.parameterGradient(bias)),
    ]);
  }
}

function ceilPanel(columns: number): number {
  return Math.ceil(columns / PANEL) * PANEL;
}
