/**
 * Two blocks of lines beside each other, the lower one in the middle of the higher; colour codes take no room.
 *
 * @param gap Columns between them.
 * @example
 * console.log(sideBySide(terminalDigit(pixels28), terminalBars([0.1, 0.9])));
 */
export function sideBySide(left: string, right: string, gap = 3): string {
  const leftLines = left.split('\n');
  const rightLines = right.split('\n');
  const height = Math.max(leftLines.length, rightLines.length);
  const width = Math.max(...leftLines.map(columns));
  const lineOf = (lines: readonly string[], i: number) => lines[i - Math.floor((height - lines.length) / 2)] ?? '';
  return Array.from({ length: height }, (_, i) => {
    const line = lineOf(leftLines, i);
    return (line + ' '.repeat(width - columns(line) + gap) + lineOf(rightLines, i)).trimEnd();
  }).join('\n');
}

/** Columns that a line takes: its characters without the escape codes of colours. */
function columns(line: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins each code
  return [...line.replace(/\u001b\[[\d;]*m/g, '')].length;
}
