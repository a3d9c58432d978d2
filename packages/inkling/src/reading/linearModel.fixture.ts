import { Dense, Flatten, InputLayer } from '../layers/index.js';
import { Sequential } from '../model/sequential.js';

interface LinearModelOptions {
  readonly shape?: readonly number[];
  readonly units?: number;
  readonly activation?: 'softmax' | 'linear' | 'sigmoid';
  /** The pixel that speaks for 0, those after it for 1, 2, …; the first one by default. */
  readonly at?: number;
}

/** A network that says digit d the more surely, the brighter pixel `at` + d of the picture is; `scale` per full pixel. */
export function linearModel(scale: number, options: LinearModelOptions = {}): Sequential {
  const { shape = [28, 28, 1], units = 10, activation = 'softmax', at = 0 } = options;
  const model = new Sequential([new InputLayer({ shape }), new Flatten(), new Dense({ units, activation })]);
  const [kernel, bias] = model.getWeights();
  kernel.fill(0);
  for (let digit = 0; digit < units; digit++) kernel[(at + digit) * units + digit] = scale;
  model.setWeights([kernel, bias.fill(0)]);
  return model;
}

/** `[784]` with these bytes in front. */
export function image(...bytes: number[]): Uint8Array {
  const pixels = new Uint8Array(784);
  pixels.set(bytes);
  return pixels;
}
