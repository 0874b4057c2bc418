#!/usr/bin/env python3
"""The PyTorch side of the comparison: reads a call a line, as JSON, and answers each with a line of JSON.

A call is {"expression": "torch.hypot(x, y)", "operands": [..], "tangents": [..], "cotangent": ..}, an expression over
operands named x, y, z and w, or all of them in the list p. `call(module, parameters, ...)` runs a module of torch.nn with
these parameters, in the order of its named_parameters, in place of its own.
`descend(make, loss, parameters, steps)` is the way of an optimiser from these parameters.
An array is {"type": "float64", "shape": [2, 3], "values": [..]} in row-major order.
Tangents are there for float operands, one each; where there is no cotangent, no derivative is asked for.
The answer holds the "value", and where asked for "pulled", a list of arrays, and "pushed"; or "error", a text.
"""

import json
import math
import sys
import warnings

import numpy
import torch
import torch.autograd.forward_ad as forward
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torch.nn.utils.stateless import functional_call

TYPES = {"float64": torch.float64, "int64": torch.int64, "bool": torch.bool}


def call(module, parameters, *inputs, **settings):
    named = dict(zip((name for name, _ in module.named_parameters()), parameters, strict=True))
    if isinstance(module, torch.nn.RNNBase):
        # Beside its parameters it has a list of them, which is what it computes with.
        module._flat_weights = [named[name] for name in module._flat_weights_names]
        return module(*inputs, **settings)
    return functional_call(module.double(), named, inputs, settings)


def pack(x, lengths, batch_first):
    return pack_padded_sequence(x, torch.tensor(lengths), batch_first, enforce_sorted=False)


def lbfgs(objective, start, steps, **settings):
    """The parameters after each step, and the values before."""
    moving = start.detach().clone().requires_grad_()
    optimiser = torch.optim.LBFGS([moving], **settings)

    def closure():
        optimiser.zero_grad()
        loss = objective(moving)
        loss.backward()
        return loss

    found = []
    for _ in range(steps):
        value = optimiser.step(closure).detach().reshape(1)
        found.append(torch.cat([value, moving.detach()]))
    return torch.stack(found)


def fit(model, start, x, y, **settings):
    """The parameters and their covariance by scipy's curve_fit, as one vector; models are of numpy arrays."""
    import scipy.optimize

    tight = {"ftol": 1e-15, "xtol": 1e-15, "gtol": 1e-15}
    if "bounds" in settings or "loss" in settings:
        settings["method"], settings["max_nfev"] = "trf", 10000
    arrays = {name: given.numpy() if torch.is_tensor(given) else given for name, given in settings.items()}
    found, covariance = scipy.optimize.curve_fit(model, x.numpy(), y.numpy(), start, **tight, **arrays)
    return torch.cat([torch.tensor(found), torch.tensor(covariance).flatten()])


def clip(function, bound, *gradients, **settings):
    """The gradients after a function of torch.nn.utils, as one vector."""
    parameters = [torch.zeros_like(gradient).requires_grad_() for gradient in gradients]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.detach().clone()
    function(parameters, bound, **settings)
    return torch.cat([parameter.grad.flatten() for parameter in parameters])


def bspline(x, knots, degree, order):
    """All bases of each row of knots, which are padded so that SciPy knows all of them everywhere."""
    from scipy.interpolate import BSpline

    columns = []
    for own, row in zip(x.detach().T if knots.dim() > 1 else [x.detach()], torch.atleast_2d(knots.detach())):
        t = row.sort()[0].double()
        steps = torch.arange(1, degree + 1, dtype=torch.float64)
        padded = torch.cat([t[0] - steps.flip(0), t, t[-1] + steps]).numpy()
        count = len(padded) - degree - 1
        spline = BSpline(padded, torch.eye(count, dtype=torch.float64).numpy(), degree, extrapolate=False)
        columns.append(torch.from_numpy(spline(own.numpy(), nu=order)).nan_to_num()[..., degree : count - degree])
    return torch.stack(columns, -2) if knots.dim() > 1 else columns[0]


def rates(make, hyper="lr", metrics=None, times=None, rate=1e6):
    """The rates of 60 epochs; times are the epochs told to the scheduler, metrics what it is told of them."""
    optimiser = torch.optim.SGD([torch.zeros(1)], lr=rate, momentum=0.9)
    scheduler = make(optimiser)
    found = []
    for epoch in range(60):
        if times is not None:
            scheduler.step(times[epoch])
        found.append(optimiser.param_groups[0][hyper])
        optimiser.step()
        if metrics is not None:
            scheduler.step(metrics[epoch])
        elif times is None:
            scheduler.step()
    return torch.tensor(found, dtype=torch.float64)


def descend(make, loss, start, steps):
    """All parameters after each step of the optimiser that is made of them, a row a step."""
    # NAdam keeps its product of momenta in the default type.
    torch.set_default_dtype(torch.float64)
    parameters = [tensor.clone().detach().requires_grad_() for tensor in start]
    optimiser = make(parameters)
    rows = []
    for _ in range(steps):
        optimiser.zero_grad()
        loss(parameters).backward()
        optimiser.step()
        rows.append(torch.cat([tensor.detach().flatten() for tensor in parameters]))
    torch.set_default_dtype(torch.float32)
    return torch.stack(rows)


SCOPE = {
    "torch": torch,
    "nn": torch.nn,
    "F": torch.nn.functional,
    "math": math,
    "inf": math.inf,
    "call": call,
    "lbfgs": lbfgs,
    "clip": clip,
    "fit": fit,
    "np": numpy,
    "bspline": bspline,
    "rates": rates,
    "S": torch.optim.lr_scheduler,
    "descend": descend,
    "pack": pack,
    "pad": pad_packed_sequence,
}


def read(array):
    values = [float(value) for value in array["values"]]
    return torch.tensor(values, dtype=torch.float64).to(TYPES[array["type"]]).reshape(array["shape"])


def name(value):
    """NaN and the infinities, which JSON does not know, travel as text."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def write(tensor):
    return {"shape": list(tensor.shape), "values": [name(v) for v in tensor.detach().double().flatten().tolist()]}


def push(function, operands, tangents):
    try:
        with forward.dual_level():
            duals = [forward.make_dual(operand.detach(), tangent) for operand, tangent in zip(operands, tangents)]
            value, tangent = forward.unpack_dual(function(*duals))
            return torch.zeros_like(value) if tangent is None else tangent
    except (RuntimeError, NotImplementedError):
        # No forward rule: the reverse rule is linear in the cotangent, and its transpose is the push.
        return torch.autograd.functional.jvp(function, tuple(operands), tuple(tangents))[1]


def answer(call):
    code = compile(call["expression"], call["expression"], "eval")
    everything = [read(operand) for operand in call["operands"]]
    places = [i for i, operand in enumerate(everything) if operand.is_floating_point()]

    def function(*moving):
        operands = list(everything)
        for place, operand in zip(places, moving):
            operands[place] = operand
        return eval(code, {**SCOPE, "p": operands, **dict(zip("xyzw", operands))})

    moving = [everything[place].requires_grad_(call["cotangent"] is not None) for place in places]
    value = function(*moving)
    result = {"value": write(value)}

    if call["cotangent"] is not None and list(value.shape) == call["cotangent"]["shape"]:
        pulled = [None] * len(moving)
        if value.requires_grad:
            pulled = torch.autograd.grad(value, moving, read(call["cotangent"]), allow_unused=True)
        zeros = [torch.zeros_like(operand) for operand in moving]
        result["pulled"] = [write(zero if own is None else own) for zero, own in zip(zeros, pulled)]
        result["pushed"] = write(push(function, moving, [read(tangent) for tangent in call["tangents"]]))

    return result


def whole(text):
    """The number -0.0 arrives without its point."""
    return -0.0 if text == "-0" else int(text)


warnings.filterwarnings("ignore")
torch.set_num_threads(1)

for line in sys.stdin:
    try:
        reply = answer(json.loads(line, parse_int=whole))
    except Exception as problem:  # whatever a call raises is its answer
        reply = {"error": f"{type(problem).__name__}: {problem}"}
    print(json.dumps(reply), flush=True)
