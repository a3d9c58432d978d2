"""ONNX Runtime with one thread and with all: the quicker of the two counts."""
import os
import time

import onnxruntime
from serve import folder, images, serve

pixels = images[:, None].astype("float32") / 255


def session(threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(folder / "classic.onnx", options, providers=["CPUExecutionProvider"])


sessions = [session(1), session(len(os.sched_getaffinity(0)))]


def batches(size):
    def seconds(one):
        start = time.perf_counter()
        for first in range(0, len(pixels), size):
            one.run(None, {"x": pixels[first : first + size]})
        return time.perf_counter() - start

    return len(pixels) / min(seconds(one) for one in sessions)


def single(repeats):
    image = {"x": pixels[:1]}

    def seconds(one):
        start = time.perf_counter()
        for _ in range(repeats):
            one.run(None, image)
        return time.perf_counter() - start

    return min(seconds(one) for one in sessions) / repeats * 1e6


serve({"name": f"ONNX Runtime {onnxruntime.__version__}"}, {"batches": batches, "single": single})
