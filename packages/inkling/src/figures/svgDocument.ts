import type { FigureDocument } from './environment.js';
import { escapeXml } from './escapeXml.js';

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * The least document that Observable Plot can draw into, for places without a DOM. It keeps a tree and writes it out;
 * it parses nothing, lays nothing out and knows no events. A browser's `document`, or linkedom's, does the same work:
 * a test compares the figures. It is here because loading linkedom costs more than drawing the figure.
 *
 * @example
 * const environment: Environment = { document: svgDocument() };
 */
export function svgDocument(): FigureDocument {
  return new SvgDocument();
}

class SvgDocument implements FigureDocument {
  readonly documentElement = new SvgElement(this, SVG_NAMESPACE, 'svg');

  createElementNS(namespace: string, name: string): SvgElement {
    return new SvgElement(this, namespace, name);
  }
}

/** An element with the members that d3-selection and Plot call, under their DOM names. */
class SvgElement {
  readonly children: SvgElement[] = [];
  readonly style = { setProperty: (name: string, value: string) => this.declare(name, value) };
  parentNode: SvgElement | null = null;
  private readonly attributes = new Map<string, string>();
  private text = '';

  constructor(
    readonly ownerDocument: SvgDocument,
    readonly namespaceURI: string,
    readonly tagName: string,
  ) {}

  appendChild(child: SvgElement): SvgElement {
    return this.insertBefore(child, null);
  }

  insertBefore(child: SvgElement, next: SvgElement | null): SvgElement {
    child.parentNode?.removeChild(child);
    child.parentNode = this;
    this.children.splice(next === null ? this.children.length : this.children.indexOf(next), 0, child);
    return child;
  }

  removeChild(child: SvgElement): SvgElement {
    this.children.splice(this.children.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  get textContent(): string {
    return this.text + this.children.map((child) => child.textContent).join('');
  }

  set textContent(text: string) {
    this.children.length = 0;
    this.text = String(text);
  }

  get outerHTML(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
    const content = escapeXml(this.text) + this.children.map((child) => child.outerHTML).join('');
    return `<${this.tagName}${attributes}>${content}</${this.tagName}>`;
  }

  private declare(name: string, value: string): void {
    const before = this.attributes.get('style');
    this.attributes.set('style', `${before === undefined ? '' : `${before} `}${name}: ${value};`);
  }
}
