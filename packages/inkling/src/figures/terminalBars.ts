import { percent } from '../confidence/percent.js';
import { ranking } from '../confidence/ranking.js';

/**
 * How the bars are drawn in a terminal.
 *
 * @example
 * const options: TerminalBarsOptions = { width: 40, color: false };
 */
export interface TerminalBarsOptions {
  /** Columns of the whole chart, 24 or more. Default 48. */
  readonly width?: number;
  /** Whether escape codes for colour may be written: not with NO_COLOR, nor into a file. Default false. */
  readonly color?: boolean;
  /** Which digits are marked; by default the most and the second most probable. */
  readonly winner?: number;
  readonly runnerUp?: number;
}

/** Columns left of a bar (mark, digit) and right of it (percentage). */
const LEFT = 4;
const RIGHT = 9;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** SGR codes of ECMA-48. */
const STYLE = { winner: '1;36', runnerUp: '33', other: '2' };

/**
 * The softmax as ten lines for a terminal: `● 4 ████████▌     62 %`. The winner has a full disc and a solid bar, the
 * runner-up a circle and a half-tone one, the others pale ones, so that it reads without colour as well.
 *
 * @param softmax `[10]`, 0..1.
 * @returns Lines joined by line feeds, each `width` columns wide.
 * @example
 * console.log(terminalBars([0.02, 0.9, 0.08], { width: 20 }));
 */
export function terminalBars(softmax: readonly number[], options: TerminalBarsOptions = {}): string {
  const [first, second] = ranking(softmax);
  const { width = 48, color = false, winner = first, runnerUp = second } = options;
  const columns = Math.max(width, 24) - LEFT - RIGHT;
  return softmax
    .map((probability, digit) => {
      const role = digit === winner ? 'winner' : digit === runnerUp ? 'runnerUp' : 'other';
      const mark = { winner: '●', runnerUp: '○', other: ' ' }[role];
      const bar = { winner: solidBar, runnerUp: shadedBar('▒'), other: shadedBar('░') }[role](probability * columns);
      const line = `${mark} ${digit} ${bar.padEnd(columns)}${percent(probability).padStart(RIGHT)}`;
      return color ? `\u001b[${STYLE[role]}m${line}\u001b[0m` : line;
    })
    .join('\n');
}

/** A bar of `length` columns, to an eighth of a column. */
function solidBar(length: number): string {
  const eighths = Number.isFinite(length) ? Math.round(8 * length) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** Half-tones come in whole columns only; what is shorter but not nothing is a sliver. */
function shadedBar(shade: string): (length: number) => string {
  return (length) => (length >= 0.5 ? shade.repeat(Math.round(length)) : solidBar(length >= 0.125 ? 0.125 : 0));
}
