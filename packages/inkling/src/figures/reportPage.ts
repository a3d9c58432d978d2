import { escapeXml } from './escapeXml.js';
import { theme } from './theme.js';

/**
 * A part of a report: words, a table, or a figure, and what it was made with.
 *
 * @example
 * const section: ReportSection = { heading: 'Confusion', svg, source: 'inkling evaluate' };
 */
export interface ReportSection {
  readonly heading: string;
  readonly words?: string;
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** A whole figure, as the functions of this entry draw them. */
  readonly svg?: string;
  /** The command or data behind it. */
  readonly source: string;
}

/**
 * All that a report says.
 *
 * @example
 * const report: Report = { title: 'How it reads', lead: '10,000 digits', sections: [] };
 */
export interface Report {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly ReportSection[];
}

/**
 * A report as one HTML page that needs nothing else: its figures lie in it. It is as wide as its screen, wide tables and figures scroll
 * by themselves on a phone, and in print a section stays together where it can.
 *
 * @example
 * const html = reportPage({ title: 'How it reads', lead: '10,000 digits', sections: [] });
 */
export function reportPage({ title, lead, sections }: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(title)}</h1>
<p class="lead">${escapeXml(lead)}</p>
${sections.map(sectionMarkup).join('\n')}
</main>
</body>
</html>
`;
}

const STYLE = `
body { margin: 0; background: ${theme.paper}; color: ${theme.ink}; font: 17px/1.5 ${theme.font}; }
main { max-width: 1000px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 20px; margin: 44px 0 8px; }
.lead, .source { color: ${theme.quiet}; }
.source { font-size: 14px; overflow-wrap: anywhere; margin: 8px 0 0; }
.scroll { overflow-x: auto; }
img { display: block; width: 100%; min-width: 560px; max-width: 1000px; height: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 4px 14px 4px 0; border-bottom: 1px solid ${theme.faint}; }
td { white-space: nowrap; }
td.long { white-space: normal; overflow-wrap: anywhere; }
th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: normal; }
th { font-weight: 600; }
@media (max-width: 600px) {
  body { font-size: 15px; }
  h1 { font-size: 23px; overflow-wrap: anywhere; }
  th, td { padding: 4px 8px 4px 0; font-size: 14px; }
}
@media print {
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  section { break-inside: avoid; }
  .scroll { overflow: visible; }
  img { min-width: 0; max-height: 24cm; object-fit: contain; object-position: left top; }
}
`;

function sectionMarkup({ heading, words, table, svg, source }: ReportSection): string {
  return [
    '<section>',
    `<h2>${escapeXml(heading)}</h2>`,
    words === undefined ? '' : `<p>${escapeXml(words)}</p>`,
    table === undefined ? '' : scroll(heading, tableMarkup(table)),
    svg === undefined ? '' : scroll(heading, `<img alt="${escapeXml(heading)}" src="${svgDataUri(svg)}">`),
    `<p class="source">${escapeXml(source)}</p>`,
    '</section>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** What may be wider than a phone; it can be scrolled with the keyboard too. */
function scroll(name: string, content: string): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeXml(name)}">${content}</div>`;
}

/** No number has more characters; longer cells behind the first column may break anywhere. */
const NUMBER = 12;

function tableMarkup({ head, rows }: NonNullable<ReportSection['table']>): string {
  const cell = (text: string, name: 'th' | 'td', column: number) =>
    `<${name}${name === 'td' && column > 0 && text.length > NUMBER ? ' class="long"' : ''}>${escapeXml(text)}</${name}>`;
  const row = (cells: readonly string[], name: 'th' | 'td') =>
    `<tr>${cells.map((text, column) => cell(text, name, column)).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}

/** As an image of its own, so that no figure's names meet another's. */
function svgDataUri(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/%(?:20|3D|3A|2F|2C)/g, decodeURIComponent)}`;
}
