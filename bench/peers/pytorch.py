"""PyTorch in eager mode: the same networks, data and protocol as the other contestants (protocol.ts).

Variants: "bp", "bp cuda", and "biotorch" (the feedback-alignment layers of BioTorch, where it can be imported).
One thread, batches ready on the device, gradients set to None, nothing read back inside a round.
"""

import json
import os
import re
import resource
import sys
import time

# OpenBLAS does not hear of torch's number of threads, and reads this when it is loaded.
for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import torch  # noqa: E402
from torch import nn  # noqa: E402

MARK = "@bench "
torch.set_num_threads(1)
torch.manual_seed(0)


def blas():
    """The library that multiplies matrices, as loaded: the reference one is ten times slower than the others."""
    try:
        with open("/proc/self/maps", encoding="utf8") as maps:
            text = maps.read()
    except OSError:
        return ""
    for name in ("mkl", "openblas", "blis", "atlas"):
        if re.search(r"/[^/\n]*" + name + r"[^/\n]*\.so", text):
            return name
    # PyPI's builds carry their library inside.
    if "BLAS_INFO=mkl" in torch.__config__.show():
        return "mkl"
    return "reference BLAS (slow; install OpenBLAS)" if "libblas" in text else ""


def layer_types(variant):
    if variant == "biotorch":
        from biotorch.layers.fa import Conv2d, Linear

        return Linear, Conv2d
    return nn.Linear, nn.Conv2d


ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}


def build(network, variant):
    dense, conv = layer_types(variant)
    shape = network["input"]
    is_map = len(shape) == 3
    if is_map:
        shape = [shape[2], shape[0], shape[1]]
    modules = []
    for layer in network["layers"]:
        kind = layer["kind"]
        if kind == "dense":
            inputs = 1
            for length in shape:
                inputs *= length
            if len(shape) == 3:
                modules.append(nn.Flatten())
            modules.append(dense(inputs, layer["units"]))
            shape = [layer["units"]]
        elif kind == "conv2d":
            kernel, stride = layer["kernel"], layer["stride"]
            padding = (kernel - 1) // 2 if layer["padding"] == "same" else 0
            modules.append(conv(shape[0], layer["filters"], kernel, stride=stride, padding=padding))
            shape = [layer["filters"]] + [(n + 2 * padding - kernel) // stride + 1 for n in shape[1:]]
        elif kind in ("maxpool2d", "avgpool2d"):
            modules.append((nn.MaxPool2d if kind == "maxpool2d" else nn.AvgPool2d)(layer["size"]))
            shape = [shape[0]] + [n // layer["size"] for n in shape[1:]]
        else:
            raise ValueError("the bench does not translate the layer " + kind)
        if layer.get("activation", "linear") != "linear":
            modules.append(ACTIVATIONS[layer["activation"]]())
    return nn.Sequential(*modules)


class Runner:
    def __init__(self, request):
        bench, variant = request["bench"], request["variant"]
        self.device = torch.device("cuda" if "cuda" in variant else "cpu")
        if self.device.type == "cuda" and not torch.cuda.is_available():
            raise RuntimeError("PyTorch finds no CUDA device")
        self.model = build(bench["network"], variant).to(self.device)
        make = torch.optim.Adam if bench["optimiser"] == "adam" else torch.optim.SGD
        self.optimiser = make([p for p in self.model.parameters() if p.requires_grad], lr=bench["learningRate"])
        self.loss_of = nn.CrossEntropyLoss()
        self.batches = self.read(request["data"], bench)
        self.at = 0
        what = "PyTorch " + torch.__version__
        if variant == "biotorch":
            what = "BioTorch on " + what
        where = torch.cuda.get_device_name() if self.device.type == "cuda" else "1 thread, " + blas()
        self.about = what + ", " + where

    def read(self, folder, bench):
        shape, rows = bench["network"]["input"], bench["batch"]
        with open(os.path.join(folder, "x"), "rb") as file:
            x = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).float() / 255
        with open(os.path.join(folder, "labels"), "rb") as file:
            labels = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8).long()
        x = x.reshape([-1] + shape)
        if len(shape) == 3:
            x = x.permute(0, 3, 1, 2).contiguous()
        x, labels = x.to(self.device), labels.to(self.device)
        return list(zip(x.split(rows), labels.split(rows)))

    def wait(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    def train(self, steps):
        self.wait()
        start_cpu = time.process_time()
        start = time.perf_counter()
        for _ in range(steps):
            x, labels = self.batches[self.at % len(self.batches)]
            self.at += 1
            self.optimiser.zero_grad(set_to_none=True)
            self.loss_of(self.model(x), labels).backward()
            self.optimiser.step()
        self.wait()
        ms = (time.perf_counter() - start) * 1000
        cpu_ms = (time.process_time() - start_cpu) * 1000
        return {"steps": steps, "ms": ms, "scriptMs": None, "cpuMs": cpu_ms}

    def close(self):
        x, labels = self.batches[0]
        with torch.no_grad():
            loss = float(self.loss_of(self.model(x), labels))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"lossNats": loss, "peakMb": peak / (1024 * 1024 if sys.platform == "darwin" else 1024)}


def answer(runner, request):
    if request["do"] == "open":
        runner.append(Runner(request))
        return {"about": runner[-1].about}
    return runner[-1].train(request["steps"]) if request["do"] == "train" else runner[-1].close()


def main():
    runner = []
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = {"ok": True, **answer(runner, request)}
        except Exception as error:  # every failure is an answer, named in the report
            reply = {"ok": False, "why": str(error) or type(error).__name__}
        print(MARK + json.dumps(reply), flush=True)
        if request["do"] == "close":
            break


main()
