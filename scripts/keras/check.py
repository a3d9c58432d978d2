"""The half of check.mjs that needs real Keras: opens what Inkling saved, then saves models for Inkling to open.

Called with the folder that exchange.mjs describes. Prints one line of JSON for each check: {name, ok, detail}.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import h5py
import keras
import numpy as np
from keras.src.activations import ALL_OBJECTS_DICT
from keras.src.legacy.saving import legacy_h5_format

PREDICTION_TOLERANCE = 1e-5
STEP_TOLERANCE = 1e-4
STEP_SAMPLES = 64
LOSSES = {
    "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
    "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
    "mse": keras.losses.MeanSquaredError,
}

folder = Path(sys.argv[1])
pixels = np.fromfile(folder / "images.bin", np.uint8).reshape(-1, 28, 28, 1)
labels = np.fromfile(folder / "labels.bin", np.uint8)
images = pixels.astype(np.float32) / np.float32(255)


def report(name, ok, detail=""):
    print(json.dumps({"name": name, "ok": bool(ok), "detail": str(detail)}), flush=True)


def report_difference(name, tolerance, actual, expected):
    actual, expected = np.ravel(actual), np.ravel(expected)
    difference = float(np.abs(actual - expected).max()) if actual.size == expected.size else np.inf
    report(name, difference <= tolerance, f"largest difference {difference:.1e} (allowed {tolerance})")


def joined(arrays):
    return np.concatenate([np.ravel(array).astype("<f4") for array in arrays])


def restore_optimizer(model, path):
    """Completes what load_model begins.

    Keras 3 restores an .h5 file's iterations and learning rate, but no arrays: it builds the optimizer for the variables
    that a model has beside its layers, which are none, and fit then fails on "Unknown variable". This does the same as
    its loader, for all trainable variables. Keras's own files need it no less.
    """
    optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
    optimizer.build(model.trainable_variables)
    with h5py.File(path) as file:
        values = [np.asarray(value) for value in legacy_h5_format.load_optimizer_weights_from_hdf5_group(file)]
    optimizer.set_weights(values)
    model.compile(optimizer=optimizer, loss=model.loss, metrics=["accuracy"])
    return len(values) == len(optimizer.variables)


def slots_of(optimizer):
    own = ("iteration", "learning_rate")
    return [variable.numpy() for variable in optimizer.variables if variable.path.split("/")[-1] not in own]


def input_of(model):
    return images.reshape(-1, *model.input_shape[1:])


def labels_for(loss):
    """Classes, or what they are as certain targets."""
    return labels if "parse" in str(loss) or "Sparse" in type(loss).__name__ else np.eye(10, dtype=np.float32)[labels]


def one_step(model):
    model.train_on_batch(input_of(model)[:STEP_SAMPLES], labels_for(model.loss)[:STEP_SAMPLES])
    return joined(model.get_weights())


def check_ours(source):
    name = f"{source.name}, saved by Inkling"
    path = source / "model.h5"
    facts = json.loads((source / "facts.json").read_text())
    numbers = np.fromfile(source / "weights.bin", "<f4")
    model = keras.models.load_model(path)
    layers = " ".join(type(layer).__name__ for layer in model.layers)
    report(f"{name}: Keras {keras.__version__} opens it", True, f"{layers}, {model.count_params()} parameters")
    with h5py.File(path) as file:
        report(f"{name}: the group /inkling is there, and Keras ignores it", "record" in file["inkling"].attrs)
    predictions = np.fromfile(source / "predictions.bin", "<f4")
    outputs = model.predict(input_of(model), verbose=0)
    report_difference(f"{name}: predictions for {len(images)} images", PREDICTION_TOLERANCE, outputs, predictions)
    found = model.get_weights()
    if facts["compiled"]:
        check_training(name, model, path, facts)
        found += slots_of(model.optimizer)
    same = np.array_equal(joined(found), numbers)
    report(f"{name}: weights and optimizer bit for bit", same, f"{len(numbers)} numbers")
    if facts["hasNext"]:
        next_weights = np.fromfile(source / "next.bin", "<f4")
        report_difference(f"{name}: weights after one more step", STEP_TOLERANCE, one_step(model), next_weights)
    model.save(source / "again.h5")
    check_same_structure(name, path, source / "again.h5")


def check_training(name, model, path, facts):
    optimizer = model.optimizer
    settings = (int(optimizer.iterations), float(optimizer.learning_rate))
    restored = settings[0] == facts["iterations"] and np.isclose(settings[1], facts["learningRate"], rtol=1e-6)
    kinds = (type(optimizer).__name__, type(model.loss).__name__, [m.name for m in model.metrics])
    report(f"{name}: load_model restores optimizer, iterations, learning rate and loss", restored, f"{kinds}, {settings}")
    for kind, found in (("optimizer", optimizer), ("loss", model.loss)):
        same = same_settings(described(found), facts[kind])
        report(f"{name}: its {kind} has the settings of Inkling's", same, described(found) if not same else "")
    report(f"{name}: the optimizer's arrays fit", restore_optimizer(model, path))


def described(found):
    """An optimizer or loss as exchange.mjs describes it."""
    config = {key: value for key, value in found.get_config().items() if key != "name"}
    return {"className": type(found).__name__, "config": config}


def same_settings(found, expected):
    """Equal, where numbers need only be so to the precision of float32."""
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same_settings(found[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same_settings, found, expected))
    if isinstance(expected, (int, float)) and isinstance(found, (int, float)):
        return bool(np.isclose(found, expected, rtol=1e-6, atol=0))
    return found == expected


def check_same_structure(name, ours, theirs):
    """Both files have the same groups, datasets and attributes; Keras has but opened ours and saved it again."""

    def structure(path):
        with h5py.File(path) as file:
            entries = {}

            def visit(key, item):
                shape = (item.shape, item.dtype.str) if isinstance(item, h5py.Dataset) else None
                entries[key] = (shape, {k: np.asarray(v).tolist() for k, v in item.attrs.items()})

            visit("/", file)
            file.visititems(visit)
            for key in ("model_config", "training_config"):
                entries["/"][1][key] = sorted(json.loads(entries["/"][1].get(key, "{}")))
            return {key: value for key, value in entries.items() if not key.startswith("inkling")}

    mine, others = structure(ours), structure(theirs)
    differing = [key for key in sorted({*mine, *others}) if mine.get(key) != others.get(key)]
    detail = f"{len(mine)} groups and datasets" if not differing else f"differing: {[(k, mine.get(k), others.get(k)) for k in differing[:3]]}"
    report(f"{name}: has the structure of the file that Keras saves", not differing, detail)


def check_long_names():
    """Lists of names too long for one attribute are put together again by Keras's own reader."""
    source = folder / "names"
    expected = json.loads((source / "names.json").read_text())
    with h5py.File(source / "model.h5") as file:
        group = file["model_weights"]
        names = legacy_h5_format.load_attributes_from_hdf5_group(group, "layer_names")
        split = "layer_names" not in group.attrs
    report("lists of names that are too long for one attribute", split and names == expected, f"{len(names)} names")


def their_models():
    layers = keras.layers
    classic = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    classic.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    options = keras.Sequential(
        [
            keras.Input((28, 28, 1), name="pixels"),
            layers.Conv2D(6, (5, 3), strides=2, padding="same", use_bias=False),
            layers.Activation("tanh"),
            layers.MaxPooling2D(3, strides=2, padding="same"),
            layers.Conv2D(8, 2, activation="sigmoid", trainable=False),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(12, activation="relu", trainable=False),
            layers.Dense(10),
        ],
        name="with_options",
    )
    adam = keras.optimizers.Adam(1.0, beta_1=0.5, beta_2=0.9, epsilon=1.0, name="mine")
    options.compile(adam, keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    normalised = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.BatchNormalization(momentum=0.9, epsilon=0.01),
            layers.Conv2D(8, 3, padding="same", use_bias=False),
            layers.BatchNormalization(scale=False),
            layers.Activation("relu"),
            layers.Flatten(),
            layers.Dense(10),
            layers.BatchNormalization(center=False, trainable=False),
        ]
    )
    normalised.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    names = [name for name in sorted(ALL_OBJECTS_DICT) if name not in ("threshold", "glu", "sparsemax")]
    activations = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            *[layers.Dense(12, activation=name) for name in names],
            layers.ReLU(max_value=2.0, negative_slope=0.125, threshold=0.25),
            layers.LeakyReLU(negative_slope=0.5),
            layers.ELU(alpha=0.75),
            layers.Dense(10),
            layers.Softmax(),
        ]
    )
    shapes = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Reshape((28, -1, 1)),
            layers.ZeroPadding2D(((1, 0), (2, 3))),
            layers.Conv2D(6, 3),
            layers.AveragePooling2D(3, strides=2, padding="same"),
            layers.LeakyReLU(),
            layers.Conv2D(8, 3),
            layers.ELU(),
            layers.AveragePooling2D(2),
            layers.DepthwiseConv2D(2, depth_multiplier=2),
            layers.SeparableConv2D(20, (2, 3), padding="same", depth_multiplier=2),
            layers.GlobalMaxPooling2D(keepdims=True),
            layers.GlobalAveragePooling2D(),
            layers.Dense(10),
            layers.Softmax(),
        ]
    )
    shapes.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    # Its input has no InputLayer: the shape is known once it is built.
    untrained = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])
    untrained.build((None, 28, 28))
    regularizers, schedules = keras.regularizers, keras.optimizers.schedules

    def small(**options):
        dense = [layers.Dense(16, "relu", **options), layers.Dense(10, "softmax")]
        return keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), *dense])

    regularized = small(kernel_regularizer="l2", bias_regularizer=regularizers.L1L2(0.01, 0.02))
    sgd = keras.optimizers.SGD(0.02, momentum=1.0, nesterov=False, weight_decay=0.01, use_ema=True, ema_overwrite_frequency=3)
    regularized.compile(sgd, keras.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
    rmsprop = small(kernel_regularizer=regularizers.L1(0.001))
    rmsprop.compile(keras.optimizers.RMSprop(momentum=0.5, centered=True, epsilon=1e-3), "mse", metrics=["accuracy"])
    adamw = small()
    decay = schedules.CosineDecay(0.001, 10, alpha=0.5, warmup_target=0.01, warmup_steps=3)
    adamw.compile(keras.optimizers.AdamW(decay, amsgrad=True), "categorical_crossentropy")
    return {
        "classic": classic,
        "options": options,
        "normalised": normalised,
        "activations": activations,
        "shapes": shapes,
        "untrained": untrained,
        "regularized": regularized,
        "rmsprop": rmsprop,
        "adamw": adamw,
    }


def save_theirs(name, model):
    target = folder / "theirs" / name
    target.mkdir(parents=True)
    is_compiled = model.compiled
    if is_compiled:
        model.fit(images, labels_for(model.loss), batch_size=128, epochs=2, verbose=0)
    model.save(target / "model.h5")
    # Behind averaged weights only fit goes on from them, and train_on_batch does not.
    has_next = is_compiled and not model.optimizer.use_ema
    has_next = has_next and not any(isinstance(layer, keras.layers.Dropout) for layer in model.layers)
    facts = {
        "compiled": is_compiled,
        "iterations": int(model.optimizer.iterations) if is_compiled else 0,
        "learningRate": float(model.optimizer.learning_rate) if is_compiled else 0,
        "hasNext": has_next,
    }
    if is_compiled:
        facts["optimizer"] = described(model.optimizer)
        # A loss that is but a name is the class of that name.
        facts["loss"] = described(LOSSES[model.loss]() if isinstance(model.loss, str) else model.loss)
    (target / "facts.json").write_text(json.dumps(facts))
    slots = slots_of(model.optimizer) if is_compiled else []
    (target / "weights.bin").write_bytes(joined([*model.get_weights(), *slots]).tobytes())
    (target / "predictions.bin").write_bytes(joined([model.predict(input_of(model), verbose=0)]).tobytes())
    if has_next:
        (target / "next.bin").write_bytes(one_step(model).tobytes())


def main():
    keras.utils.set_random_seed(1)
    for source in sorted((folder / "ours").iterdir()):
        check_ours(source)
    check_long_names()
    for name, model in their_models().items():
        save_theirs(name, model)


main()
