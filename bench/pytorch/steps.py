#!/usr/bin/env python3
"""The PyTorch side of the benchmarks: reads a request a line, answers each with a line of JSON.

    hello               versions, BLAS and threads
    mlp_step            one training step of a 784-200-10 network on a batch of 100
    nerva_step          the same with momentum for a 3072-1024-512-10 network
    nerva_epoch 5000    an epoch of such steps over so many examples
    adam_step           a step of Adam on 1,000,000 float32
    per_sample          the gradients of that network for each of 64 examples, one after the other
    scalar 1            the gradient of sin(x) x + exp(-x), or with 2 its second derivative
    rosenbrock hessian  the Hessian of Rosenbrock's function of 100 numbers, or with hvp the Hessian times a vector
    jacobian            the Jacobian of tanh(A x), 100 x 100
    mlp_hessian         the Hessian of a small network in its 100 inputs
    sum f32 1000 1000 0 a reduction (sum, softmax, logsumexp): element type, shape of the matrix, axis
    convolution forward a convolution of 256 images with channels last, or with input or filter its gradient in those
    max_pool            max pooling with its indices
    solve               of 200 x 200 in float64; also cholesky and eigh, and fft of 2^20 complex numbers
    mm f32 256 256 256  a matrix product: element type, then m, k, n
    tanh f32 1000000    an elementwise function (tanh, exp, add): element type, then number of elements
    lstm                a layer, forward and back; layers.py has them all
    kan_fit             a training step of a Kolmogorov-Arnold network; kan.py has them all
    sparse_step         a training step of a sparse linear layer, dense_step of a dense one

An answer holds the median and the best time of one call in seconds, over repeats of several calls each. The program
that asks measures its own side between two requests, so that both see the same machine. The work of a request is set up
and warmed up once; a request that comes again goes on with it.
"""

import argparse
import json
import os
import statistics
import sys
import time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--threads", type=int, default=2)
arguments.add_argument("--repeats", type=int, default=9)
arguments.add_argument("--seconds", type=float, default=0.05, help="length of one repeat")
options = arguments.parse_args()

# Both OpenMP and the BLAS read their number of threads when torch loads them.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(options.threads)

import torch  # noqa: E402

import kan  # noqa: E402
import layers  # noqa: E402
import sparse  # noqa: E402

torch.set_num_threads(options.threads)
torch.manual_seed(1)

TYPES = {"f32": torch.float32, "f64": torch.float64}


def hello():
    maps = "/proc/self/maps"
    loaded = open(maps).read().splitlines() if os.path.exists(maps) else []
    files = {line.split()[-1] for line in loaded if "blas" in line or "libmkl" in line}
    return {
        "torch": torch.__version__,
        "python": sys.version.split()[0],
        "threads": torch.get_num_threads(),
        "blas": sorted(os.path.realpath(file) for file in files),
        "build": [line.strip(" -") for line in torch.__config__.show().splitlines() if "CPU capability" in line],
    }


def classifier():
    return torch.nn.Sequential(torch.nn.Linear(784, 200), torch.nn.ReLU(), torch.nn.Linear(200, 10))


def mlp_step():
    network = classifier()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, weight_decay=1e-4)
    images, labels = torch.randn(100, 784), torch.randint(0, 10, (100,))

    def step():
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(network(images), labels).backward()
        optimizer.step()

    return step


def nerva():
    relu, linear = torch.nn.ReLU, torch.nn.Linear
    network = torch.nn.Sequential(linear(3072, 1024), relu(), linear(1024, 512), relu(), linear(512, 10))
    return network, torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)


def nerva_step():
    network, optimizer = nerva()
    images, labels = torch.randn(100, 3072), torch.randint(0, 10, (100,))

    def step():
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(network(images), labels).backward()
        optimizer.step()

    return step


def nerva_epoch(examples):
    network, optimizer = nerva()
    images, labels = torch.randn(int(examples), 3072), torch.randint(0, 10, (int(examples),))

    def epoch():
        for first in range(0, len(images), 100):
            optimizer.zero_grad(set_to_none=True)
            batch, wanted = images[first : first + 100], labels[first : first + 100]
            torch.nn.functional.cross_entropy(network(batch), wanted).backward()
            optimizer.step()

    return epoch


def adam_step():
    parameter = torch.randn(1_000_000, requires_grad=True)
    parameter.grad = torch.randn(1_000_000)
    return torch.optim.Adam([parameter]).step


def per_sample():
    network = classifier()
    images, labels = torch.randn(64, 784), torch.randint(0, 10, (64,))
    parameters = tuple(network.parameters())

    def one(i):
        loss = torch.nn.functional.cross_entropy(network(images[i : i + 1]), labels[i : i + 1])
        return torch.autograd.grad(loss, parameters)

    return lambda: [one(i) for i in range(64)]


def scalar(order):
    x = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)

    def derivative():
        y = torch.sin(x) * x + torch.exp(-x)
        for _ in range(int(order) - 1):
            (y,) = torch.autograd.grad(y, x, create_graph=True)
        return torch.autograd.grad(y, x)

    return derivative


def rosenbrock(kind):
    def function(x):
        return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()

    x = torch.randn(100, dtype=torch.float64)
    if kind == "hvp":
        return lambda: torch.autograd.functional.hvp(function, x, x)
    return lambda: torch.autograd.functional.hessian(function, x, vectorize=True)


def mlp_hessian():
    inner, outer = (torch.randn(m, n, dtype=torch.float64) / 10 for m, n in ((20, 100), (1, 20)))
    x = torch.randn(100, dtype=torch.float64)
    return lambda: torch.autograd.functional.hessian(lambda x: (outer @ torch.tanh(inner @ x)).sum(), x, vectorize=True)


def jacobian():
    matrix, x = torch.randn(100, 100, dtype=torch.float64) / 10, torch.randn(100, dtype=torch.float64)
    return lambda: torch.autograd.functional.jacobian(lambda x: torch.tanh(matrix @ x), x, vectorize=True)


def mm(element, m, k, n):
    left = torch.randn(int(m), int(k), dtype=TYPES[element])
    right = torch.randn(int(k), int(n), dtype=TYPES[element])
    return lambda: torch.mm(left, right)


def elementwise(function, operands):
    def prepare(element, length):
        values = [torch.randn(int(length), dtype=TYPES[element]) for _ in range(operands)]
        return lambda: function(*values)

    return prepare


def reduction(function):
    def prepare(element, rows, columns, axis):
        matrix = torch.randn(int(rows), int(columns), dtype=TYPES[element])
        return lambda: function(matrix, int(axis))

    return prepare


def convolution(kind):
    shapes = ((256, 32, 14, 14), (64, 32, 3, 3), (256, 64, 14, 14))
    x, w, c = (torch.randn(*shape).contiguous(memory_format=torch.channels_last) for shape in shapes)
    if kind == "forward":
        return lambda: torch.nn.functional.conv2d(x, w, padding=1)
    wanted = [kind == "input", kind == "filter", False]
    gradients = torch.ops.aten.convolution_backward
    return lambda: gradients(c, x, w, None, [1, 1], [1, 1], [1, 1], False, [0, 0], 1, wanted)


def max_pool():
    x = torch.randn(256, 32, 26, 26)
    return lambda: torch.nn.functional.max_pool2d(x, 2, return_indices=True)


def decomposition(function, is_positive):
    def prepare():
        matrix = torch.randn(200, 200, dtype=torch.float64)
        if is_positive:
            matrix = matrix @ matrix.T + 200 * torch.eye(200, dtype=torch.float64)
        return lambda: function(matrix)

    return prepare


def solve():
    vector = torch.randn(200, dtype=torch.float64)
    return decomposition(lambda matrix: torch.linalg.solve(matrix, vector), False)()


def fft():
    signal = torch.randn(1 << 20, dtype=torch.complex128)
    return lambda: torch.fft.fft(signal)


WORK = {
    "mlp_step": mlp_step,
    "nerva_step": nerva_step,
    "nerva_epoch": nerva_epoch,
    "adam_step": adam_step,
    "per_sample": per_sample,
    "scalar": scalar,
    "rosenbrock": rosenbrock,
    "mlp_hessian": mlp_hessian,
    "jacobian": jacobian,
    "mm": mm,
    "tanh": elementwise(torch.tanh, 1),
    "exp": elementwise(torch.exp, 1),
    "add": elementwise(torch.add, 2),
    "sum": reduction(torch.sum),
    "softmax": reduction(torch.softmax),
    "logsumexp": reduction(torch.logsumexp),
    "convolution": convolution,
    "max_pool": max_pool,
    "solve": solve,
    "cholesky": decomposition(torch.linalg.cholesky, True),
    "eigh": decomposition(torch.linalg.eigh, True),
    "fft": fft,
    **layers.WORK,
    **kan.WORK,
    **sparse.WORK,
}


def seconds(call, calls):
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return time.perf_counter() - start


def warm_up(call):
    """The number of calls that fill one repeat, found in three repeats' time."""
    calls, spent = 0, 0.0
    while calls < 3 or spent < 3 * options.seconds:
        spent += seconds(call, 1)
        calls += 1
    return max(1, round(calls * options.seconds / spent))


prepared = {}


def measure(request):
    if request not in prepared:
        name, *parameters = request.split()
        if name not in WORK:
            raise ValueError(f"no such request; there are hello, {', '.join(WORK)}")
        call = WORK[name](*parameters)
        prepared[request] = call, warm_up(call)
    call, calls = prepared[request]
    times = [seconds(call, calls) / calls for _ in range(options.repeats)]
    return {"median": statistics.median(times), "best": min(times), "repeats": len(times), "calls": calls}


def answer(request):
    try:
        return hello() if request == "hello" else measure(request)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    request = " ".join(line.split())
    if request:
        print(json.dumps({"request": request, **answer(request)}), flush=True)
