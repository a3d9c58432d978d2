import { escapeXml } from './escapeXml.js';
import { theme } from './theme.js';

/** What an attribute may hold; `undefined` leaves it out. */
type Attribute = string | number | undefined;

/** One element. Attributes are escaped here; children are markup, or text that was escaped already. */
export function element(name: string, attributes: Record<string, Attribute>, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(typeof value === 'number' ? number(value) : String(value))}"`)
    .join('');
  const content = children.join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** How a line of text looks. `anchor` is SVG's: where `x` lies in the line. */
export interface TextStyle {
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** One line of text, `y` its base line; `line` is escaped here, `rest` is markup that follows it. */
export function textLine(x: number, y: number, line: string, style: TextStyle, rest = ''): string {
  const { size, weight = 400, fill = theme.ink, anchor = 'start' } = style;
  const attributes = { x, y, 'font-size': size, 'font-weight': weight === 400 ? undefined : weight, fill };
  return element(
    'text',
    { ...attributes, 'text-anchor': anchor === 'start' ? undefined : anchor },
    escapeXml(line),
    rest,
  );
}

/** Markup moved by `x`, `y`. */
export function at(x: number, y: number, ...children: string[]): string {
  return element('g', { transform: `translate(${number(x)},${number(y)})` }, ...children);
}

/** What every figure is: its size in px, and what it says in words for those who cannot see it. */
export interface FigureFrame {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description?: string;
}

/** A whole figure on white paper, a line for each part so that a difference between two figures can be read. */
export function figure({ width, height, title, description }: FigureFrame, ...parts: string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${number(width)} ${number(height)}`,
    role: 'img',
    'font-family': theme.font,
  };
  const lines = [
    element('title', {}, escapeXml(title)),
    description === undefined ? '' : element('desc', {}, escapeXml(description)),
    element('rect', { width, height, fill: theme.paper }),
    ...parts,
  ];
  return `${element('svg', attributes, `\n${lines.filter((line) => line !== '').join('\n')}\n`)}\n`;
}

/** Two decimals are a hundredth of a pixel. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
