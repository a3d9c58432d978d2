/** How much the network that sees a digit beside its neighbours counts, where the one that sees the digit alone counts 1. */
const CONTEXT = 0.7;
/** No network is believed to rule a digit out more surely than this. */
const LEAST = { alone: 1e-5, beside: 1e-4 } as const;

/**
 * What both networks make of a digit in a line: a weighted product of what each believes (G. Hinton, "Products of experts", 1999).
 * One sees more of its pen, the other that a stroke goes on into the neighbour.
 *
 * @param alone `[10]`, what is believed of the digit by itself
 * @param beside `[10]`, what is believed of it beside its neighbours
 * @returns `[10]`, sums to 1
 */
export function inContext(alone: readonly number[], beside: readonly number[]): number[] {
  const product = alone.map((p, digit) => Math.max(LEAST.alone, p) * Math.max(LEAST.beside, beside[digit]) ** CONTEXT);
  const sum = product.reduce((all, p) => all + p, 0);
  return product.map((p) => p / sum);
}
