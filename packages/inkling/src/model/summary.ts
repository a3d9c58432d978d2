import type { Layer } from '../layers/index.js';
import { thousands } from '../thousands.js';
import type { Sequential } from './sequential.js';

const HEADERS = ['Layer (type)', 'Output Shape', 'Param #'];
const WIDTHS = [33, 24, 15];
const BYTES_PER_NUMBER = 4;

/** The table that Keras 3 prints: a row a layer, then the sums. */
export function summary(model: Sequential): string {
  const rows = model.layers.map(rowOf);
  const all = model.countParams();
  const trainable = model.trainableWeights.reduce((sum, { values }) => sum + values.length, 0);
  return [
    `Model: "${model.name}"`,
    line('┏', '━', '┳', '┓'),
    row('┃', HEADERS),
    line('┡', '━', '╇', '┩'),
    rows.map((cells) => row('│', cells)).join(`\n${line('├', '─', '┼', '┤')}\n`),
    line('└', '─', '┴', '┘'),
    ` Total params: ${withSize(all)}`,
    ` Trainable params: ${withSize(trainable)}`,
    ` Non-trainable params: ${withSize(all - trainable)}`,
  ].join('\n');
}

function rowOf(layer: Layer): string[] {
  const shape = `(None, ${layer.outputShape.join(', ')})`;
  return [`${layer.name} (${layer.className})`, shape, thousands(layer.countParams())];
}

function line(left: string, dash: string, middle: string, right: string): string {
  return left + WIDTHS.map((width) => dash.repeat(width)).join(middle) + right;
}

function row(bar: string, cells: readonly string[]): string {
  const padded = cells.map((cell, i) => {
    const room = WIDTHS[i] - 2;
    const text = cell.length > room ? `${cell.slice(0, room - 1)}…` : cell;
    return ` ${i === 2 ? text.padStart(room) : text.padEnd(room)} `;
  });
  return bar + padded.join(bar) + bar;
}

function withSize(count: number): string {
  const bytes = count * BYTES_PER_NUMBER;
  const [size, unit] = bytes < 1024 ? [bytes, 'B'] : bytes < 2 ** 20 ? [bytes / 1024, 'KB'] : [bytes / 2 ** 20, 'MB'];
  return `${thousands(count)} (${size.toFixed(2)} ${unit})`;
}
