#!/usr/bin/env python3
"""Multilayer perceptrons in float64, trained with derivatives by hand: what the library's float32 is compared with.

Reads a list of runs in JSON from the standard input. A run has `layers`, `optimizers`, `learning_rate` and `loss` in the
words of Nerva's command line, `epochs`, `batch_size`, `Xtrain`, `Ttrain`, `Xtest`, `Ttest` (classes, or rows of wanted
outputs), and `weights`, a matrix and a bias for each linear layer. Writes, for each run, a list of rows before training
and after each epoch: the learning rate, the mean loss over the training examples, and the two accuracies. Batches are
taken in order, and the last one may be smaller.
"""

import json
import math
import re
import sys

import numpy as np


def item(text):
    """The name, and the numbers in the parentheses by group."""
    name, _, inside = text.strip().partition("(")
    groups = [[float(value.split("=")[-1]) for value in group.split(",")] for group in inside.rstrip(")").split(";") if group]
    return name, groups


def items(text):
    return [item(part) for part in re.split(r";(?![^(]*\))", text)]


class Momentum:
    """Gradient descent where mu is 0."""

    def __init__(self, text, parameters):
        name, groups = text
        self.mu = groups[0][0] if groups else 0.0
        self.looks_ahead = name == "Nesterov"
        self.parameters = parameters
        self.velocities = [np.zeros_like(x) for x in parameters]

    def step(self, gradients, rate):
        for x, v, g in zip(self.parameters, self.velocities, gradients):
            v[...] = self.mu * v - rate * g
            x += self.mu * v - rate * g if self.looks_ahead else v


def sigmoid(x):
    return 0.5 * (1.0 + np.tanh(0.5 * x))


def log_softmax(x):
    shifted = x - x.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


class Linear:
    def __init__(self, name, numbers, weight, bias):
        self.name, self.w, self.b = name, weight, bias
        self.alpha = numbers[0] if numbers and name != "SReLU" else 0.0
        if name == "SReLU":
            al, tl, ar, tr = numbers if numbers else (0.0, 0.0, 0.0, 1.0)
            self.s = np.array([al, tl, ar, tr])
        self.parameters = [self.w, self.b] + ([self.s] if name == "SReLU" else [])

    def forward(self, x):
        self.x = x
        z = self.z = x @ self.w.T + self.b
        name = self.name
        if name == "Linear":
            y = z
        elif name == "ReLU":
            y = np.maximum(z, 0.0)
        elif name == "Sigmoid":
            y = sigmoid(z)
        elif name == "HyperbolicTangent":
            y = np.tanh(z)
        elif name == "Softmax":
            y = np.exp(log_softmax(z))
        elif name == "LogSoftmax":
            y = log_softmax(z)
        elif name in ("LeakyReLU", "AllReLU"):
            y = np.where(z > 0.0, z, self.alpha * z)
        elif name == "SReLU":
            al, tl, ar, tr = self.s
            y = np.where(z <= tl, tl + al * (z - tl), np.where(z < tr, z, tr + ar * (z - tr)))
        else:
            raise ValueError(name)
        self.y = y
        return y

    def backward(self, dy):
        z, y, name, more = self.z, self.y, self.name, []
        if name == "Linear":
            dz = dy
        elif name == "ReLU":
            dz = dy * (z > 0.0)
        elif name == "Sigmoid":
            dz = dy * y * (1.0 - y)
        elif name == "HyperbolicTangent":
            dz = dy * (1.0 - y * y)
        elif name == "Softmax":
            dz = y * (dy - (dy * y).sum(axis=1, keepdims=True))
        elif name == "LogSoftmax":
            dz = dy - np.exp(y) * dy.sum(axis=1, keepdims=True)
        elif name in ("LeakyReLU", "AllReLU"):
            dz = dy * np.where(z > 0.0, 1.0, self.alpha)
        else:
            al, tl, ar, tr = self.s
            left, right = z <= tl, z >= tr
            right = right & ~left
            dz = dy * np.where(left, al, np.where(right, ar, 1.0))
            more = [
                np.array(
                    [
                        (dy * left * (z - tl)).sum(),
                        (dy * left).sum() * (1.0 - al),
                        (dy * right * (z - tr)).sum(),
                        (dy * right).sum() * (1.0 - ar),
                    ]
                )
            ]
        self.gradients = [dz.T @ self.x, dz.sum(axis=0)] + more
        return dz @ self.w


class BatchNormalization:
    def __init__(self, features):
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.parameters = [self.gamma, self.beta]

    def forward(self, x):
        centred = x - x.mean(axis=0)
        self.scale = 1.0 / np.sqrt((centred * centred).mean(axis=0) + 1e-7)
        self.z = centred * self.scale
        return self.z * self.gamma + self.beta

    def backward(self, dy):
        self.gradients = [(dy * self.z).sum(axis=0), dy.sum(axis=0)]
        dz = dy * self.gamma
        return self.scale * (dz - dz.mean(axis=0) - self.z * (dz * self.z).mean(axis=0))


def loss_and_gradient(name, y, t):
    if name == "SquaredError":
        return ((y - t) ** 2).sum(), 2.0 * (y - t)
    if name == "CrossEntropy":
        return -(t * np.log(y)).sum(), -t / y
    if name == "SoftmaxCrossEntropy":
        logs = log_softmax(y)
        return -(t * logs).sum(), np.exp(logs) * t.sum(axis=1, keepdims=True) - t
    if name == "LogisticCrossEntropy":
        return (t * np.logaddexp(0.0, -y)).sum(), -t * (1.0 - sigmoid(y))
    if name == "NegativeLogLikelihood":
        likelihood = (y * t).sum(axis=1, keepdims=True)
        return -np.log(likelihood).sum(), -t / likelihood
    raise ValueError(name)


def learning_rates(text, epochs):
    name, groups = item(text)
    first = groups[0]
    if name == "Constant":
        return [first[0]] * epochs
    if name == "TimeBased":
        rates = [first[0]]
        for epoch in range(1, epochs):
            rates.append(rates[-1] / (1.0 + first[1] * epoch))
        return rates
    if name == "StepBased":
        return [first[0] * first[1] ** math.floor((1 + epoch) / first[2]) for epoch in range(epochs)]
    if name == "MultiStepLR":
        (rate,), milestones, (gamma,) = groups
        return [rate * gamma ** sum(m <= epoch for m in milestones) for epoch in range(epochs)]
    if name == "Exponential":
        return [first[0] * math.exp(-first[1] * epoch) for epoch in range(epochs)]
    raise ValueError(name)


def rows_of(targets, classes):
    targets = np.array(targets)
    return targets.astype(float) if targets.ndim == 2 else np.eye(classes)[targets.astype(int)]


def train(run):
    weights = [(np.array(w, dtype=float), np.array(b, dtype=float)) for w, b in run["weights"]]
    classes = weights[-1][0].shape[0]
    layers, given = [], iter(weights)
    features = weights[0][0].shape[1]
    for name, groups in items(run["layers"]):
        if name == "BatchNormalization":
            layers.append(BatchNormalization(features))
        else:
            layers.append(Linear(name, groups[0] if groups else [], *next(given)))
            features = layers[-1].w.shape[0]
    optimizers = items(run["optimizers"])
    optimizers = optimizers * len(layers) if len(optimizers) == 1 else optimizers
    movers = [Momentum(text, layer.parameters) for text, layer in zip(optimizers, layers)]

    def forward(x):
        for layer in layers:
            x = layer.forward(x)
        return x

    def measure(x, t):
        total, hits = 0.0, 0
        for first in range(0, len(x), run["batch_size"]):
            part = slice(first, first + run["batch_size"])
            y = forward(x[part])
            total += loss_and_gradient(run["loss"], y, t[part])[0]
            hits += (y.argmax(axis=1) == t[part].argmax(axis=1)).sum()
        return total / len(x), hits / len(x)

    x, t = np.array(run["Xtrain"], dtype=float), rows_of(run["Ttrain"], classes)
    x_test, t_test = np.array(run["Xtest"], dtype=float), rows_of(run["Ttest"], classes)
    rates = learning_rates(run["learning_rate"], run["epochs"])
    row = lambda rate: [rate, *measure(x, t), measure(x_test, t_test)[1]]
    table = [row(rates[0])]
    for rate in rates:
        for first in range(0, len(x), run["batch_size"]):
            part = slice(first, first + run["batch_size"])
            y = forward(x[part])
            dy = loss_and_gradient(run["loss"], y, t[part])[1] / len(y)
            for layer in reversed(layers):
                dy = layer.backward(dy)
            for layer, mover in zip(layers, movers):
                mover.step(layer.gradients, rate)
        table.append(row(rate))
    return table


json.dump([train(run) for run in json.load(sys.stdin)], sys.stdout)
