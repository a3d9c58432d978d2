"""Makes packages/inkling/goldens/keras/layers.*: for each layer a forward pass and five training steps by real Keras.

Run it after a change to this file or to requirements.txt:  $(node scripts/keras/environment.mjs) scripts/keras/layer_goldens.py

Each case is the network  Input – Dense "before" (on the last axis) – the layer – Flatten – Dense 3 "behind", softmax,
so that the layer's gradient with respect to its input counts too.

layers.json  versions, optimizer, and for each case its title, input shape, the layer as Keras describes it, sizes, losses
layers.bin   uint8 labels [24], then float32, little-endian: the inputs, of which a case takes as many from the start
             as its batch of 24 needs; then for each case all weights in the order of get_weights before and after the five
             steps (all on the same batch), and the predictions [24, 3] before and after them
"""

import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.src.activations import ALL_OBJECTS_DICT

STEPS = 5
BATCH = 24  # more than one of Inkling's shards of 16, the second not full
CLASSES = 3
# Steps that follow the gradient and hardly its sign, so that roundings of what is nearly 0 do not count.
ADAM = {"learning_rate": 0.01, "epsilon": 0.001}
FOLDER = Path(__file__).resolve().parents[2] / "packages" / "inkling" / "goldens" / "keras"

CASES = [
    ("Conv2D 3×2 same, strides 2", (5, 6, 3), lambda: layers.Conv2D(4, (3, 2), strides=2, padding="same")),
    ("MaxPooling2D 3×2, strides 1 and 2, same", (5, 6, 3), lambda: layers.MaxPooling2D((3, 2), strides=(1, 2), padding="same")),
    ("BatchNormalization of pictures", (4, 3, 5), lambda: layers.BatchNormalization()),
    ("BatchNormalization of vectors", (9,), lambda: layers.BatchNormalization(momentum=0.7, epsilon=0.01)),
    ("BatchNormalization without gamma", (4, 3, 5), lambda: layers.BatchNormalization(scale=False)),
    ("BatchNormalization without beta", (4, 3, 5), lambda: layers.BatchNormalization(center=False)),
    ("BatchNormalization, frozen", (4, 3, 5), lambda: layers.BatchNormalization(trainable=False)),
]
CASES += [
    (f"Activation {name}", (7,), lambda name=name: layers.Activation(name))
    for name in sorted(ALL_OBJECTS_DICT)
    # Keras cannot make layers of the first two; its sparsemax sums cumulated sums, so that its rows do not sum to 1.
    if name not in ("threshold", "glu", "sparsemax")
]
CASES += [
    ("ReLU", (3, 5), lambda: layers.ReLU()),
    ("ReLU with all options", (3, 5), lambda: layers.ReLU(max_value=0.6, negative_slope=0.5, threshold=0.2)),
    ("LeakyReLU", (3, 5), lambda: layers.LeakyReLU()),
    ("LeakyReLU, slope 0.5", (3, 5), lambda: layers.LeakyReLU(negative_slope=0.5)),
    ("ELU", (3, 5), lambda: layers.ELU()),
    ("ELU, alpha 2", (3, 5), lambda: layers.ELU(alpha=2.0)),
    ("Softmax", (3, 5), lambda: layers.Softmax()),
    ("MaxPooling2D 4×3 of its own strides", (5, 7, 2), lambda: layers.MaxPooling2D((4, 3))),
    ("AveragePooling2D", (5, 6, 3), lambda: layers.AveragePooling2D(2)),
    ("AveragePooling2D 3×2, strides 1 and 2, same", (5, 6, 3), lambda: layers.AveragePooling2D((3, 2), strides=(1, 2), padding="same")),
    ("AveragePooling2D 3×3, strides 2, same", (6, 5, 2), lambda: layers.AveragePooling2D(3, strides=2, padding="same")),
    ("GlobalAveragePooling2D", (5, 4, 3), lambda: layers.GlobalAveragePooling2D()),
    ("GlobalAveragePooling2D, keeping axes", (5, 4, 3), lambda: layers.GlobalAveragePooling2D(keepdims=True)),
    ("GlobalMaxPooling2D", (5, 4, 3), lambda: layers.GlobalMaxPooling2D()),
    ("GlobalMaxPooling2D, keeping axes", (5, 4, 3), lambda: layers.GlobalMaxPooling2D(keepdims=True)),
    ("Reshape", (3, 4, 2), lambda: layers.Reshape((4, -1))),
    ("ZeroPadding2D", (3, 4, 2), lambda: layers.ZeroPadding2D(2)),
    ("DepthwiseConv2D", (5, 4, 5), lambda: layers.DepthwiseConv2D(3)),
    ("DepthwiseConv2D 2×3 same, strides 2, multiplier 3, no bias", (6, 5, 2), lambda: layers.DepthwiseConv2D((2, 3), strides=2, padding="same", depth_multiplier=3, use_bias=False, activation="relu")),
    ("SeparableConv2D", (5, 4, 3), lambda: layers.SeparableConv2D(5, 3)),
    ("SeparableConv2D 2×2 same, strides 2, multiplier 2", (5, 6, 3), lambda: layers.SeparableConv2D(4, 2, strides=2, padding="same", depth_multiplier=2, activation="tanh")),
    ("ZeroPadding2D, each side another", (3, 4, 2), lambda: layers.ZeroPadding2D(((1, 0), (2, 3)))),
]


def perturb(model, random):
    """Weights that are none of the initializers' special values, variances above 0."""
    weights = [w + random.uniform(-0.3, 0.3, w.shape).astype(np.float32) for w in model.get_weights()]
    model.set_weights(weights)


def run(title, shape, create, inputs, labels):
    keras.utils.set_random_seed(5)
    layer = create()
    model = keras.Sequential(
        [
            keras.Input(shape),
            layers.Dense(shape[-1], name="before"),
            layer,
            layers.Flatten(),
            layers.Dense(CLASSES, activation="softmax", name="behind"),
        ]
    )
    perturb(model, np.random.default_rng(6))
    model.compile(keras.optimizers.Adam(**ADAM), "sparse_categorical_crossentropy")
    x = inputs[: BATCH * int(np.prod(shape))].reshape(BATCH, *shape)
    initial = model.get_weights()
    before = model.predict(x, verbose=0)
    losses = [float(model.train_on_batch(x, labels)) for _ in range(STEPS)]
    arrays = [*initial, *model.get_weights(), before, model.predict(x, verbose=0)]
    described = keras.saving.serialize_keras_object(layer)
    case = {
        "title": title,
        "inputShape": shape,
        "outputShape": layer.compute_output_shape((None, *shape))[1:],
        "className": described["class_name"],
        "config": described["config"],
        "weightSizes": [array.size for array in initial],
        "losses": losses,
    }
    return case, arrays


def main():
    random = np.random.default_rng(7)
    labels = random.integers(0, CLASSES, BATCH).astype(np.uint8)
    most = max(int(np.prod(shape)) for _, shape, _ in CASES)
    inputs = random.uniform(-1.5, 1.5, BATCH * most).astype(np.float32)
    cases = []
    arrays = [inputs]
    for title, shape, create in CASES:
        case, own = run(title, shape, create, inputs, labels)
        cases.append(case)
        arrays += own
    (FOLDER / "layers.bin").write_bytes(labels.tobytes() + b"".join(a.astype("<f4").tobytes() for a in arrays))
    golden = {
        "madeBy": "scripts/keras/layer_goldens.py",
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "steps": STEPS,
        "batch": BATCH,
        "classes": CLASSES,
        "learningRate": ADAM["learning_rate"],
        "epsilon": ADAM["epsilon"],
        "inputs": inputs.size,
    }
    head = "".join(f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in golden.items())
    body = ",\n".join(f"    {json.dumps(case, ensure_ascii=False)}" for case in cases)
    (FOLDER / "layers.json").write_text("{\n" + head + '  "cases": [\n' + body + "\n  ]\n}\n")


main()
