import { Adam, type AdamOptions } from './adam.js';

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019) as Keras computes it: before Adam's step every weight,
 * biases included, loses lr · weightDecay of itself; 0.004 by default.
 *
 * @example
 * new AdamW({ learningRate: 0.002, weightDecay: 0.01 });
 */
export class AdamW extends Adam {
  override readonly className = 'AdamW';

  /** @throws InklingError `training/invalid-argument` */
  constructor(options: AdamOptions = {}) {
    super({ weightDecay: 0.004, ...options }, 'AdamW');
  }
}
