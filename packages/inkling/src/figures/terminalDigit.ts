const SIDE = 28;

/** Without gray levels, ink from this value on is shown, 0..255. */
const INK = 96;

/** Upper half, lower half: which of the two pixels that a character stands for have ink. */
const BLOCKS = [' ', '▄', '▀', '█'];

/**
 * The 28×28 that the network saw as 14 lines of 28 half blocks, two pixels a character: in gray levels where colour may
 * be used, else ink and ground.
 *
 * @param pixels28 `[28 × 28]`, 0 ground .. 255 ink.
 * @returns Lines joined by line feeds.
 * @example
 * console.log(terminalDigit(pixels28));
 */
export function terminalDigit(pixels28: Uint8Array, { color = false }: { color?: boolean } = {}): string {
  const lines = Array.from({ length: SIDE / 2 }, (_, line) => {
    const upper = pixels28.subarray(2 * line * SIDE, (2 * line + 1) * SIDE);
    const lower = pixels28.subarray((2 * line + 1) * SIDE, (2 * line + 2) * SIDE);
    return color ? grayLine(upper, lower) : inkLine(upper, lower);
  });
  return lines.join('\n');
}

function inkLine(upper: Uint8Array, lower: Uint8Array): string {
  return Array.from(upper, (value, x) => BLOCKS[2 * Number(value >= INK) + Number(lower[x] >= INK)]).join('');
}

/** Upper half blocks: the foreground is the upper pixel, the background the lower; colours are set where they change. */
function grayLine(upper: Uint8Array, lower: Uint8Array): string {
  let line = '';
  let current = '';
  for (let x = 0; x < SIDE; x++) {
    const colors = `\u001b[38;5;${grayIndex(upper[x])};48;5;${grayIndex(lower[x])}m`;
    line += colors === current ? '▀' : `${colors}▀`;
    current = colors;
  }
  return `${line}\u001b[0m`;
}

/** The nearest of the 26 grays in xterm's 256 colours: black (16), the ramp 8, 18 .. 238 (232–255), white (231). */
function grayIndex(value: number): number {
  const step = Math.round((value - 8) / 10);
  if (step < 0) return 16;
  return step > 23 ? 231 : 232 + step;
}
