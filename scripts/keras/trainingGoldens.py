"""Makes packages/inkling/goldens/keras/training.json: what real Keras makes of optimizers, schedules, losses,
regularizers and callbacks.

Run it after a change to this file or to requirements.txt:
$(node scripts/keras/environment.mjs) scripts/keras/trainingGoldens.py

A network of 6 inputs, Dense 5 tanh, Dense 3 softmax takes five steps of 8 samples with each optimizer, through `fit`:
`weights` are all weights after it, one array after another, `slots` the optimizer's arrays in Keras's order. With each
loss it takes five steps of SGD; before them `evaluate` measures `forward`, [loss, accuracy] of all samples. Networks with regularizers (`model` is their `to_json`) do the same.
Callbacks are told of epochs with the given `values` of val_loss or val_accuracy.
"""

import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
from keras import callbacks, layers, losses, optimizers, regularizers
from keras.optimizers import schedules

STEPS = 5
BATCH = 8
INPUTS = 6
CLASSES = 3
FILE = Path(__file__).resolve().parents[2] / "packages" / "inkling" / "goldens" / "keras" / "training.json"

random = np.random.default_rng(7)
samples = random.uniform(-2, 2, (STEPS * BATCH, INPUTS)).round(2).astype(np.float32)
labels = random.integers(0, CLASSES, STEPS * BATCH)
initial = [random.normal(0, 0.6, shape).round(2).astype(np.float32) for shape in [(INPUTS, 5), (5,), (5, CLASSES), (CLASSES,)]]

one_hot = np.eye(CLASSES, dtype=np.float32)[labels]
soft = random.dirichlet(np.ones(CLASSES), STEPS * BATCH).round(2).astype(np.float32)
soft[:, 0] = 1 - soft[:, 1] - soft[:, 2]
numbers_for_all = random.uniform(-1, 2, (STEPS * BATCH, CLASSES)).round(2).astype(np.float32)
binary = (labels == 1).astype(np.float32)[:, None]
targets = {"classes": labels, "oneHot": one_hot, "soft": soft, "numbers": numbers_for_all, "binary": binary}
sample_weights = random.uniform(0, 2, STEPS * BATCH).round(2).astype(np.float32)


def create_model(activation="softmax", units=CLASSES):
    model = keras.Sequential(
        [keras.Input((INPUTS,)), keras.layers.Dense(5, activation="tanh"), keras.layers.Dense(units, activation=activation)]
    )
    kernel, bias, last_kernel, last_bias = initial
    model.set_weights([kernel, bias, last_kernel[:, :units], last_bias[:units]])
    return model


def numbers(array):
    """As few digits as name each float32."""
    return [float(np.format_float_positional(value, unique=True)) for value in np.ravel(array).astype(np.float32)]


def joined(arrays):
    return [number for array in arrays for number in numbers(array)]


def cases_of_optimizers():
    warm = schedules.CosineDecay(0.01, 3, alpha=0.1, warmup_target=0.1, warmup_steps=2)
    return {
        "SGD": optimizers.SGD(0.1),
        "SGD with momentum": optimizers.SGD(0.1, momentum=0.9),
        "SGD with Nesterov's momentum": optimizers.SGD(0.1, momentum=0.9, nesterov=True),
        "SGD with weight decay": optimizers.SGD(0.1, momentum=0.5, weight_decay=0.05),
        "SGD with an average that is taken over": optimizers.SGD(0.1, use_ema=True, ema_momentum=0.5, ema_overwrite_frequency=2),
        "RMSprop": optimizers.RMSprop(0.01),
        "RMSprop with momentum": optimizers.RMSprop(0.01, rho=0.8, momentum=0.9),
        "RMSprop, centered": optimizers.RMSprop(0.01, centered=True),
        "RMSprop, centered, with momentum": optimizers.RMSprop(0.01, momentum=0.5, centered=True, epsilon=1e-3),
        "Adam": optimizers.Adam(0.01),
        "Adam with AMSGrad": optimizers.Adam(0.02, beta_1=0.8, beta_2=0.5, amsgrad=True),
        "AdamW": optimizers.AdamW(0.01),
        "AdamW with much decay and an average": optimizers.AdamW(0.02, weight_decay=0.5, use_ema=True, ema_momentum=0.8),
        "AdamW with a cosine after a warm-up": optimizers.AdamW(warm),
        "Adam with a learning rate in steps": optimizers.Adam(schedules.PiecewiseConstantDecay([1, 3], [0.1, 0.03, 0.01])),
    }


def run_optimizer(name, optimizer):
    model = create_model()
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(samples, labels, batch_size=BATCH, shuffle=False, verbose=0)
    config = optimizer.get_config()
    config.pop("name")
    constant = not isinstance(optimizer._learning_rate, schedules.LearningRateSchedule)
    return {
        "name": name,
        "class_name": type(optimizer).__name__,
        "config": config,
        "loss": history.history["loss"][0],
        "weights": joined(model.get_weights()),
        "slots": joined(variable.numpy() for variable in optimizer.variables[1 + constant :]),
    }


def cases_of_losses():
    sparse, dense, mse = losses.SparseCategoricalCrossentropy, losses.CategoricalCrossentropy, losses.MeanSquaredError
    return [
        (sparse(), "softmax", "classes", {}),
        (sparse(from_logits=True), "linear", "classes", {"sample_weight": sample_weights}),
        (sparse(), "softmax", "classes", {"class_weight": {0: 0.5, 2: 3.0}}),
        (dense(), "softmax", "oneHot", {}),
        (dense(), "softmax", "soft", {"sample_weight": sample_weights}),
        (dense(from_logits=True), "linear", "soft", {}),
        (dense(label_smoothing=0.1), "softmax", "oneHot", {"class_weight": {1: 2.0}}),
        (dense(label_smoothing=0.25, from_logits=True), "linear", "soft", {"sample_weight": sample_weights}),
        (mse(), "softmax", "oneHot", {}),
        (mse(), "linear", "numbers", {"sample_weight": sample_weights}),
        (mse(), "linear", "binary", {}),
    ]


def run_loss(loss, activation, kind, weighting):
    y = targets[kind]
    model = create_model(activation, 1 if kind == "binary" else CLASSES)
    model.compile(optimizers.SGD(0.2), loss, metrics=["accuracy"])
    weights = weighting.get("sample_weight")
    forward = model.evaluate(samples, y, sample_weight=weights, batch_size=len(y), verbose=0)
    history = model.fit(samples, y, batch_size=BATCH, shuffle=False, verbose=0, **weighting).history
    return {
        "class_name": type(loss).__name__,
        "config": loss.get_config(),
        "activation": activation,
        "targets": kind,
        "sampleWeights": weights is not None,
        "classWeights": weighting.get("class_weight"),
        "forward": numbers(forward),
        "epoch": numbers([history["loss"][0], history["accuracy"][0]]),
        "weights": joined(model.get_weights()),
    }


def cases_of_regularizers():
    """Of the first kernel and bias, of gamma and beta, and of the last kernel; whether the first layer is trained."""
    l1, l2, both = regularizers.L1, regularizers.L2, regularizers.L1L2
    return {
        "L1 of a kernel": ([l1(0.02), None, None, None, None], True),
        "L2 of kernels and a bias": ([l2(0.03), l2(0.1), None, None, l2(0.01)], True),
        "both of everything": ([both(0.01, 0.02), l1(0.05), l2(0.04), l1(0.03), both(0.02, 0.01)], True),
        "of a layer that is not trained": ([l1(0.05), l2(0.05), None, None, l2(0.02)], False),
    }


def run_regularizers(name, penalties, is_first_trained):
    kernel, bias, gamma, beta, last = penalties
    model = keras.Sequential(
        [
            keras.Input((INPUTS,)),
            layers.Dense(5, "tanh", kernel_regularizer=kernel, bias_regularizer=bias, trainable=is_first_trained, name="first"),
            layers.BatchNormalization(gamma_regularizer=gamma, beta_regularizer=beta, name="normal"),
            layers.Dense(CLASSES, "softmax", kernel_regularizer=last, name="last"),
        ],
        name="regularized",
    )
    model.set_weights([*initial[:2], *model.get_weights()[2:6], *initial[2:]])
    model.compile(optimizers.SGD(0.2), "sparse_categorical_crossentropy", metrics=["accuracy"])
    forward = model.evaluate(samples, labels, batch_size=len(labels), verbose=0)
    history = model.fit(samples, labels, batch_size=BATCH, shuffle=False, verbose=0).history
    return {
        "name": name,
        "model": model.to_json(),
        "forward": numbers(forward),
        "epoch": numbers([history["loss"][0], history["accuracy"][0]]),
        "weights": joined(model.get_weights()),
    }


def cases_of_callbacks():
    falling = [1.0, 0.8, 0.85, 0.79, 0.795, 0.7, 0.71, 0.72, 0.73, 0.69, 0.75, 0.74]
    rising = [0.5, 0.6, 0.6, 0.59, 0.61, 0.7, 0.69, 0.69, 0.68, 0.8, 0.8, 0.8]
    stop, reduce = callbacks.EarlyStopping, callbacks.ReduceLROnPlateau
    return [
        (stop, {}, "val_loss", falling),
        (stop, {"patience": 3, "restore_best_weights": True}, "val_loss", falling),
        (stop, {"patience": 2, "min_delta": 0.015}, "val_loss", falling),
        (stop, {"patience": 2, "baseline": 0.75}, "val_loss", falling),
        (stop, {"patience": 1, "start_from_epoch": 5}, "val_loss", falling),
        (stop, {"monitor": "val_accuracy", "patience": 2}, "val_accuracy", rising),
        (stop, {"monitor": "val_accuracy", "patience": 20}, "val_accuracy", rising),
        (reduce, {"factor": 0.5, "patience": 1}, "val_loss", falling),
        (reduce, {"factor": 0.5, "patience": 2, "cooldown": 2, "min_delta": 0.02}, "val_loss", falling),
        (reduce, {"factor": 0.25, "patience": 1, "min_lr": 0.1}, "val_loss", falling),
        (reduce, {"monitor": "val_accuracy", "factor": 0.5, "patience": 2}, "val_accuracy", rising),
    ]


def run_callback(kind, options, monitor, values):
    model = create_model()
    model.compile(optimizers.SGD(1.0), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.evaluate(samples[:1], labels[:1], verbose=0)
    callback = kind(**options)
    callback.set_model(model)
    callback.on_train_begin()
    model.stop_training = False
    rates = []
    for epoch, value in enumerate(values):
        callback.on_epoch_end(epoch, {monitor: value})
        rates.append(float(model.optimizer.learning_rate))
        if model.stop_training:
            break
    stopped = {"epochs": len(rates), "bestEpoch": callback.best_epoch + 1} if kind is callbacks.EarlyStopping else {}
    return {"class_name": kind.__name__, "config": options, "monitor": monitor, "values": values, "rates": rates, **stopped}


def cases_of_schedules():
    return [
        schedules.CosineDecay(0.4, 10),
        schedules.CosineDecay(0.4, 10, alpha=0.25),
        schedules.CosineDecay(0.1, 7, warmup_target=0.5, warmup_steps=4),
        schedules.PiecewiseConstantDecay([2, 5, 6], [0.5, 0.25, 0.75, 0.125]),
    ]


def run_schedule(schedule):
    config = schedule.get_config()
    return {"class_name": type(schedule).__name__, "config": config, "values": numbers([schedule(step) for step in range(14)])}


def main():
    golden = {
        "madeBy": "scripts/keras/trainingGoldens.py",
        "keras": keras.__version__,
        "batch": BATCH,
        "samples": numbers(samples),
        "labels": labels.tolist(),
        "soft": numbers(soft),
        "numbers": numbers(numbers_for_all),
        "sampleWeights": numbers(sample_weights),
        "initial": [numbers(array) for array in initial],
    }
    lists = {
        "optimizers": [run_optimizer(*case) for case in cases_of_optimizers().items()],
        "losses": [run_loss(*case) for case in cases_of_losses()],
        "regularizers": [run_regularizers(name, *case) for name, case in cases_of_regularizers().items()],
        "callbacks": [run_callback(*case) for case in cases_of_callbacks()],
        "schedules": [run_schedule(schedule) for schedule in cases_of_schedules()],
    }
    lines = [f'  "{key}": {json.dumps(value)}' for key, value in golden.items()]
    for key, cases in lists.items():
        lines.append(f'  "{key}": [\n' + ",\n".join(f"    {json.dumps(case)}" for case in cases) + "\n  ]")
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
