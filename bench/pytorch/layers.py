"""Layers, forward and back: the gradients in the parameters and in the input for a cotangent that is given."""

import torch
from torch.nn import functional


def both(call, parameters, *inputs):
    inputs = [x.requires_grad_() if x.is_floating_point() else x for x in inputs]
    wanted = [*parameters, *(x for x in inputs if x.requires_grad)]
    cotangent = torch.randn_like(call(*inputs))
    return lambda: torch.autograd.grad(call(*inputs), wanted, cotangent)


def module(layer, *shape):
    return both(layer, list(layer.parameters()), torch.randn(*shape))


def recurrent(network):
    return both(lambda x: network(x)[0], list(network.parameters()), torch.randn(32, 32, 128))


def attend(query, key, value):
    return torch.softmax(query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5, -1) @ value


def attention():
    return both(attend, [], *(torch.randn(2, 8, 512, 64) for _ in range(3)))


def embedding():
    table = torch.nn.Embedding(10_000, 256)
    return both(table, [table.weight], torch.randint(0, 10_000, (64, 128)))


def cross_entropy():
    labels = torch.randint(0, 1000, (4096,))
    return both(lambda logits: functional.cross_entropy(logits, labels), [], torch.randn(4096, 1000))


def encoder_layer():
    layer = torch.nn.TransformerEncoderLayer(256, 4, 1024, dropout=0.0, batch_first=True)
    return module(layer, 16, 128, 256)


WORK = {
    "batch_norm2d": lambda: module(torch.nn.BatchNorm2d(64), 64, 64, 28, 28),
    "batch_norm1d": lambda: module(torch.nn.BatchNorm1d(512), 256, 512),
    "layer_norm": lambda: module(torch.nn.LayerNorm(256), 64, 128, 256),
    "dropout": lambda: module(torch.nn.Dropout(), 1_000_000),
    "gelu": lambda: module(torch.nn.GELU(), 1_000_000),
    "cross_entropy": cross_entropy,
    "embedding": embedding,
    "lstm": lambda: recurrent(torch.nn.LSTM(128, 256)),
    "gru": lambda: recurrent(torch.nn.GRU(128, 256)),
    "attention": attention,
    "encoder_layer": encoder_layer,
}
