/** An activation applied element by element, and its derivative told from its output. */
export interface ElementwiseReference {
  forward(x: number): number;
  /** dy/dx where the output is y. */
  derivative(y: number): number;
}

export const reluReference: ElementwiseReference = {
  forward: (x) => Math.max(0, x),
  derivative: (y) => (y > 0 ? 1 : 0),
};

export const sigmoidReference: ElementwiseReference = {
  forward: (x) => 1 / (1 + Math.exp(-x)),
  derivative: (y) => y * (1 - y),
};

export const tanhReference: ElementwiseReference = {
  forward: (x) => Math.tanh(x),
  derivative: (y) => 1 - y * y,
};
