/**
 * Reads comma-separated values whose first line names the columns: one record a line, by column. Fields may stand in double quotes,
 * which then hold commas, line feeds and (doubled) quotes. Missing fields are empty, empty lines are left out.
 *
 * @see RFC 4180
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [head = [], ...lines] = fieldsOf(text.replace(/^\uFEFF/, ''));
  return lines.map((fields) => Object.fromEntries(head.map((column, i) => [column.trim(), fields[i] ?? ''])));
}

function fieldsOf(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  // A quoted field, or one up to the next comma or line feed; then what ends it.
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\r|$)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) break;
    const [, quoted, plain, end] = match;
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',' && field.lastIndex < text.length) continue;
    if (end === ',') line.push('');
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  }
  return lines;
}
