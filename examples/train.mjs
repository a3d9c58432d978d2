// Trains a small network on the embedded digits and keeps it as a Keras file.
// Run it with: node examples/train.mjs

import { loadEmbedded, writeFileAtomic } from '@inkling/node';
import {
  Adam,
  Conv2D,
  Dense,
  Flatten,
  InputLayer,
  MaxPooling2D,
  Sequential,
  SparseCategoricalCrossentropy,
  sliceImages,
} from 'inkling';
import { saveKerasH5 } from 'inkling/formats';

const digits = await loadEmbedded();
const training = sliceImages(digits, 0, 8500);
const validation = sliceImages(digits, 8500, 9000);

const model = new Sequential([
  new InputLayer({ shape: [28, 28, 1] }),
  new Conv2D({ filters: 16, kernelSize: 3, activation: 'relu' }),
  new MaxPooling2D(),
  new Flatten(),
  new Dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: new Adam(), loss: new SparseCategoricalCrossentropy() });
console.log(model.summary());

await model.fit(training, {
  epochs: 3,
  validation,
  callbacks: [
    {
      onEpochEnd: ({ epoch, loss, validationAccuracy = 0 }) =>
        console.log(`epoch ${epoch}: loss ${loss.toFixed(3)}, ${(100 * validationAccuracy).toFixed(1)} % right`),
    },
  ],
});

await writeFileAtomic('out/example_model.h5', await saveKerasH5(model));
console.log('saved out/example_model.h5');
