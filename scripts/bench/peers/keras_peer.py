"""Keras on TensorFlow, as its documentation has it: compile, fit, predict."""
import os
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras  # noqa: E402
import tensorflow  # noqa: E402
from keras import layers  # noqa: E402
from serve import images, labels, serve  # noqa: E402

pixels = images[..., None].astype("float32") / 255


def convolution(filters, size, padding="valid"):
    return layers.Conv2D(filters, size, padding=padding, activation="relu")


def normalised(filters):
    return [layers.Conv2D(filters, 3, padding="same"), layers.BatchNormalization(), layers.ReLU()]


def dense(units):
    return layers.Dense(units, activation="relu")


def output():
    return layers.Dense(10, activation="softmax")


def pool():
    return layers.MaxPooling2D(2)


NETWORKS = {
    "classic": lambda: [convolution(32, 3), pool(), convolution(64, 3), pool(), layers.Flatten(), dense(128), output()],
    "bn4": lambda: [*normalised(32), *normalised(32), pool(), *normalised(64), *normalised(64), pool()]
    + [layers.Flatten(), dense(128), output()],
    "lenet5": lambda: [convolution(6, 5, "same"), pool(), convolution(16, 5), pool()]
    + [layers.Flatten(), dense(120), dense(84), output()],
    "mlp": lambda: [layers.Flatten(), dense(512), dense(512), output()],
}
models = {}


def model_of(network):
    if network not in models:
        model = keras.Sequential([keras.Input((28, 28, 1)), *NETWORKS[network]()])
        model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
        models[network] = model
    return models[network]


def train(network, count):
    start = time.perf_counter()
    model_of(network).fit(pixels[:count], labels[:count], batch_size=128, epochs=1, verbose=0)
    return count / (time.perf_counter() - start)


def predict(network):
    start = time.perf_counter()
    model_of(network).predict(pixels, batch_size=256, verbose=0)
    return len(pixels) / (time.perf_counter() - start)


serve({"name": f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"}, {"train": train, "predict": predict})
