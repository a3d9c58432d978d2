import type { Callback } from '../../model/callbacks.js';
import type { Sequential } from '../../model/sequential.js';

/**
 * Sets the learning rate of each epoch to what `schedule` says, as Keras's LearningRateScheduler does. The optimizer's
 * learning rate must be a number; for one that changes from step to step, give the optimizer a schedule instead.
 *
 * @example
 * // Half of it after every tenth epoch.
 * new LearningRateScheduler((epoch, learningRate) => (epoch % 10 === 0 ? learningRate / 2 : learningRate))
 */
export class LearningRateScheduler implements Callback {
  /** `schedule` gets the epoch that begins, from 0 as in Keras, and the learning rate so far. */
  constructor(private readonly schedule: (epoch: number, learningRate: number) => number) {}

  onEpochBegin(epoch: number, model: Sequential): void {
    const { optimizer } = model.compiledOptions();
    optimizer.learningRate = this.schedule(epoch - 1, optimizer.learningRate);
  }
}
