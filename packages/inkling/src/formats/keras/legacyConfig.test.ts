import { describe, expect, it } from 'vitest';
import { inKeras3Words } from './legacyConfig.js';

describe('inKeras3Words', () => {
  it('translates a convolution of Keras 1', () => {
    const config = {
      name: 'convolution2d_1',
      batch_input_shape: [null, 28, 28, 1],
      nb_filter: 32,
      nb_row: 3,
      nb_col: 5,
      subsample: [1, 2],
      border_mode: 'same',
      dim_ordering: 'tf',
      bias: true,
      activation: 'relu',
    };
    expect(inKeras3Words({ class_name: 'Convolution2D', config })).toMatchObject({
      class_name: 'Conv2D',
      config: {
        name: 'convolution2d_1',
        batch_shape: [null, 28, 28, 1],
        filters: 32,
        kernel_size: [3, 5],
        strides: [1, 2],
        padding: 'same',
        data_format: 'channels_last',
        use_bias: true,
        activation: 'relu',
      },
    });
  });

  it.each([
    ['Dense', { output_dim: 10, bias: false }, { units: 10, use_bias: false }],
    ['Dropout', { p: 0.25 }, { rate: 0.25 }],
    ['MaxPooling2D', { dim_ordering: 'th' }, { data_format: 'channels_first' }],
    ['Activation', { activation: 'softmax_v2' }, { activation: 'softmax' }],
  ])('translates %s', (class_name, config, expected) => {
    expect(inKeras3Words({ class_name, config })).toMatchObject({ class_name, config: expected });
  });

  it('leaves the words of Keras 3, and names that every object has, as they are', () => {
    const config = { name: 'a', constructor: 1, activation: 'toString', units: 3 };
    expect(inKeras3Words({ class_name: 'valueOf', config })).toEqual({ class_name: 'valueOf', config });
  });
});
