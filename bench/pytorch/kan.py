"""Training steps of Kolmogorov-Arnold networks, made of the library's operations: all bases of the splines by the
recursion of Cox and de Boor, which differentiates itself, and one product with the coefficients of all edges."""

import math

import torch
from torch.nn import functional


class Layer(torch.nn.Module):
    def __init__(self, inputs, outputs, size=5, order=3):
        super().__init__()
        self.order = order
        knots = torch.arange(-order, size + order + 1) * (2 / size) - 1
        self.register_buffer("knots", knots.expand(inputs, -1).contiguous())
        bound = 1 / math.sqrt(inputs)
        self.base = torch.nn.Parameter(torch.empty(outputs, inputs).uniform_(-bound, bound))
        self.scaler = torch.nn.Parameter(torch.empty(outputs, inputs).uniform_(-bound, bound))
        self.coefficients = torch.nn.Parameter(torch.randn(outputs, inputs, size + order) * 0.02)

    def bases(self, x):
        t, x = self.knots, x.unsqueeze(-1)
        values = ((x >= t[:, :-1]) & (x < t[:, 1:])).to(x.dtype)
        for k in range(1, self.order + 1):
            rising = (x - t[:, : -k - 1]) / (t[:, k:-1] - t[:, : -k - 1]) * values[..., :-1]
            falling = (t[:, k + 1 :] - x) / (t[:, k + 1 :] - t[:, 1:-k]) * values[..., 1:]
            values = rising + falling
        return values

    def forward(self, x):
        weight = (self.coefficients * self.scaler.unsqueeze(-1)).flatten(1)
        return functional.linear(functional.silu(x), self.base) + functional.linear(self.bases(x).flatten(1), weight)


def steps(widths, make, loss, x):
    network = torch.nn.Sequential(*(Layer(a, b) for a, b in zip(widths, widths[1:])))
    optimiser = make(network.parameters())

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss(network(x)).backward()
        optimiser.step()

    return step


def classify():
    labels = torch.randint(0, 10, (100,))
    loss = lambda logits: functional.cross_entropy(logits, labels)  # noqa: E731
    return steps([784, 64, 10], torch.optim.AdamW, loss, torch.rand(100, 784) * 2 - 1)


def fit():
    x = torch.rand(1000, 2) * 2 - 1
    wanted = torch.exp(torch.sin(math.pi * x[:, :1]) + x[:, 1:] ** 2)
    return steps([2, 5, 1], torch.optim.Adam, lambda y: ((y - wanted) ** 2).mean(), x)


def bases():
    layer, x = Layer(784, 1), torch.rand(100, 784) * 2 - 1

    def run():
        with torch.no_grad():
            return layer.bases(x)

    return run


WORK = {"kan_classify": classify, "kan_fit": fit, "spline_bases": bases}
