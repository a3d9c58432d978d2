import { createArchitecture, predictSoftmax } from 'inkling';
import { describe, expect, it } from 'vitest';
import { architectureJson, presetLayers } from './layers.js';
import { TimeMachine } from './timeMachine.js';

const digit = (seed: number) => Uint8Array.from({ length: 784 }, (_, i) => (i * seed) % 256);
const epochs = [1, 2, 3].map((seed) => createArchitecture('mlp', seed));
const said = (drawing: Uint8Array) =>
  Promise.all(epochs.map(async (model) => (await predictSoftmax(model, drawing))[0]));

describe('the time machine', () => {
  const json = architectureJson('mlp', presetLayers('mlp'));

  it('says what the network of each epoch says, also to another drawing', async () => {
    const machine = new TimeMachine(json, digit(3));
    for (const [i, model] of epochs.entries()) expect(await machine.remember(model.getWeights())).toHaveLength(i + 1);
    expect(await machine.reread(digit(3))).toEqual(await said(digit(3)));
    expect(await machine.reread(digit(7))).toEqual(await said(digit(7)));
  });

  it('says nothing while there is no drawing, and everything once there is one', async () => {
    const machine = new TimeMachine(json, undefined);
    for (const model of epochs) expect(await machine.remember(model.getWeights())).toEqual([]);
    expect(await machine.reread(digit(5))).toEqual(await said(digit(5)));
  });

  it('answers each drawing for itself where two are asked about at once', async () => {
    const machine = new TimeMachine(json, undefined);
    for (const model of epochs) await machine.remember(model.getWeights());
    const [, second] = await Promise.all([machine.reread(digit(3)), machine.reread(digit(7))]);
    expect(second).toEqual(await said(digit(7)));
  });
});
