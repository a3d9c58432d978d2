"""Makes packages/inkling/goldens/keras: five training steps by real Keras, and the model that it then saves.

Run it after a change to this file or to requirements.txt:  $(node scripts/keras/environment.mjs) scripts/keras/goldens.py

fiveSteps.json  versions, sizes, losses
fiveSteps.bin   uint8 images [5, 24, 28, 28], uint8 labels [5, 24], then float32, little-endian: initial weights, gradients
                of steps 1 to 5, weights after step 5, weights after a sixth step on the first batch again (each time all
                weights in the order of get_weights), predictions [24, 10] for the first batch after step 5
fiveSteps.h5    model.save() after step 5, optimizer included
"""

import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import tensorflow as tf

STEPS = 5
BATCH = 24  # more than one of Inkling's shards of 16, the second not full
FOLDER = Path(__file__).resolve().parents[2] / "packages" / "inkling" / "goldens" / "keras"


def strokes(random, count):
    """Pictures with what digits have: a black ground, and a soft white line that wanders."""
    images = np.zeros((count, 28, 28), np.uint8)
    ys, xs = np.mgrid[0:28, 0:28]
    for image in images:
        y, x = random.uniform(6, 22, 2)
        angle = random.uniform(0, 2 * np.pi)
        ink = np.zeros((28, 28))
        for _ in range(30):
            ink = np.maximum(ink, np.exp(-((ys - y) ** 2 + (xs - x) ** 2) / 2.5))
            angle += random.normal(0, 0.4)
            y, x = np.clip([y + 0.8 * np.sin(angle), x + 0.8 * np.cos(angle)], 4, 24)
        image[:] = np.where(ink > 0.05, np.round(255 * ink), 0)
    return images


def create_model():
    """The classic network's kinds of layers, small, with a Dropout that does nothing and softmax as a layer of its own."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(4, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.0),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(10),
            keras.layers.Activation("softmax"),
        ],
        name="golden",
    )


def main():
    keras.utils.set_random_seed(4)
    random = np.random.default_rng(4)
    images = strokes(random, STEPS * BATCH).reshape(STEPS, BATCH, 28, 28)
    labels = random.integers(0, 10, (STEPS, BATCH)).astype(np.uint8)
    model = create_model()
    model.compile(keras.optimizers.Adam(1e-3), keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])

    @tf.function
    def gradients_of(x, y):
        with tf.GradientTape() as tape:
            loss = model.loss(y, model(x, training=True))
        return tape.gradient(loss, [weight.value for weight in model.trainable_weights])

    arrays = model.get_weights()
    sizes = [array.size for array in arrays]
    losses = []
    for step in range(STEPS):
        x = images[step][..., None].astype(np.float32) / np.float32(255)
        arrays += [gradient.numpy() for gradient in gradients_of(x, labels[step])]
        model.reset_metrics()
        losses.append(float(model.train_on_batch(x, labels[step])[0]))
    arrays += model.get_weights()

    FOLDER.mkdir(parents=True, exist_ok=True)
    model.save(FOLDER / "fiveSteps.h5")
    first = images[0][..., None].astype(np.float32) / np.float32(255)
    predictions = model.predict(first, verbose=0)
    model.train_on_batch(first, labels[0])
    arrays += [*model.get_weights(), predictions]

    blob = images.tobytes() + labels.tobytes() + b"".join(a.astype("<f4").tobytes() for a in arrays)
    (FOLDER / "fiveSteps.bin").write_bytes(blob)
    golden = {
        "madeBy": "scripts/keras/goldens.py",
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "steps": STEPS,
        "batch": BATCH,
        "weightSizes": sizes,
        "losses": losses,
    }
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in golden.items())
    (FOLDER / "fiveSteps.json").write_text("{\n" + lines + "\n}\n")


main()
