"""PyTorch with channels_last, its quickest layout on processors; exports the network for ONNX Runtime as well."""
import time

import torch
from serve import folder, images, labels, serve
from torch import nn

classic = nn.Sequential(
    *[nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2)],
    *[nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10)],
).to(memory_format=torch.channels_last)
pixels = torch.from_numpy(images[:, None].astype("float32") / 255).contiguous(memory_format=torch.channels_last)
classes = torch.from_numpy(labels.astype("int64"))
optimizer = torch.optim.Adam(classic.parameters(), lr=1e-3)
loss_of = nn.CrossEntropyLoss()


def train(network, count):
    start = time.perf_counter()
    order = torch.randperm(count)
    for first in range(0, count, 128):
        indices = order[first : first + 128]
        batch = pixels[indices].contiguous(memory_format=torch.channels_last)
        loss = loss_of(classic(batch), classes[indices])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return count / (time.perf_counter() - start)


with torch.inference_mode():
    example = (torch.zeros(1, 1, 28, 28),)
    names = {"input_names": ["x"], "output_names": ["y"], "dynamic_axes": {"x": {0: "n"}, "y": {0: "n"}}}
    torch.onnx.export(nn.Sequential(classic, nn.Softmax(1)), example, folder / "classic.onnx", dynamo=False, **names)

serve({"name": f"PyTorch {torch.__version__}, channels_last"}, {"train": train})
