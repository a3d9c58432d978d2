import { type LabeledImages, Random } from 'inkling';
import { describe, expect, it } from 'vitest';
import { architectureJson, presetLayers } from './layers.js';
import type { Report, TrainSettings } from './protocol.js';
import { PageTraining } from './trainer.js';

const random = new Random(1);
const digits = (count: number): LabeledImages => ({
  name: 'few',
  count,
  height: 28,
  width: 28,
  images: Uint8Array.from({ length: 784 * count }, () => random.integer(256)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
});

async function train(count: number, epochs: number): Promise<Report[]> {
  const reports: Report[] = [];
  const settings: TrainSettings = {
    architecture: architectureJson('mlp', presetLayers('mlp')),
    recipe: 'keras',
    epochs,
    batchSize: 8,
    learningRate: 1e-3,
    seed: 1,
    data: 'embedded',
  };
  await new PageTraining(settings, digits(count), (report) => reports.push(report), new Uint8Array(784)).run();
  return reports;
}

const of = <K extends Report['kind']>(reports: readonly Report[], kind: K) =>
  reports.filter((report): report is Extract<Report, { kind: K }> => report.kind === kind);

describe('a training in the page', () => {
  it('tells of every epoch, with digits so few that none validate, and says why it is not calibrated', async () => {
    const reports = await train(20, 3);
    expect(of(reports, 'epoch').map(({ log }) => [log.epoch, log.validationAccuracy])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
    const last = of(reports, 'batch').filter(({ log }) => log.step === log.steps);
    expect(last.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(of(reports, 'time-machine').map(({ softmax }) => softmax.length)).toEqual([1, 2, 3]);
    expect(of(reports, 'ended')).toHaveLength(1);
    expect(of(reports, 'calibrated')[0].whyNot).toMatch(/digits|images/);
  });
});
