import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { confusionFigure } from './confusionFigure.js';
import type { Environment } from './environment.js';
import { environment } from './figures.fixture.js';
import { learningCurves } from './learningCurves.js';

/** A DOM made by others: what Plot draws into it must be what it draws into ours. */
const dom: Environment = { document: parseHTML('<!doctype html><html><body></body></html>').document };

interface Node {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<Node>;
}

/** Names, attributes by name and texts of an SVG: what it is, however it was written. */
function tree(svg: string): unknown {
  const read = (node: Node): unknown =>
    node.attributes === undefined
      ? node.textContent?.trim()
      : [
          node.nodeName,
          [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
          [...node.childNodes].map(read),
        ];
  return read(parseHTML(`<html><body><svg>${svg}</svg></body></html>`).document.body);
}

const epochs = [1, 2, 3].map((epoch) => ({
  epoch,
  loss: 1 / epoch,
  accuracy: 1 - 0.1 / epoch,
  validationLoss: 0.8 / epoch,
  validationAccuracy: 1 - 0.08 / epoch,
}));

describe('svgDocument', () => {
  it.each([
    ['curves', (it: Environment) => learningCurves({ epochs, bestEpoch: 3 }, it)],
    [
      'a confusion matrix',
      (it: Environment) =>
        confusionFigure(
          [
            [9, 1],
            [2, 8],
          ],
          it,
        ),
    ],
  ])('draws %s as linkedom does', (_, draw) => {
    expect(tree(draw(environment))).toEqual(tree(draw(dom)));
  });

  it('moves a child that has a parent already', () => {
    const { document } = environment;
    const [first, second, child] = ['g', 'g', 'path'].map((name) =>
      document.createElementNS('http://www.w3.org/2000/svg', name),
    );
    const calls = (parent: object) => parent as { appendChild(child: object): void; readonly outerHTML: string };
    calls(first).appendChild(child);
    calls(second).appendChild(child);
    expect(calls(first).outerHTML).toBe('<g></g>');
    expect(calls(second).outerHTML).toBe('<g><path></path></g>');
  });
});
