"""A training step of one layer 4096 x 4096 whose input wants a gradient too, with 5% of its weights or all of them."""

import torch

SIZE, BATCH = 4096, 100


def dense_step():
    layer = torch.nn.Linear(SIZE, SIZE)
    optimizer = torch.optim.SGD(layer.parameters(), lr=1e-4, momentum=0.9)
    x, cotangent = torch.randn(BATCH, SIZE, requires_grad=True), torch.randn(BATCH, SIZE)

    def step():
        optimizer.zero_grad(set_to_none=True)
        x.grad = None
        layer(x).backward(cotangent)
        optimizer.step()

    return step


def sparse_step():
    """
    Compressed rows have no gradient in PyTorch 1.13: the three products are called one by one, the gradient in the
    values being the dense one at the non-zeros, and the optimiser's step is written out.
    """
    mask = torch.rand(SIZE, SIZE) < 0.05
    weight = (torch.randn(SIZE, SIZE) * mask).to_sparse_csr()
    transposed = weight.to_dense().t().contiguous().to_sparse_csr()
    rows, columns = mask.nonzero(as_tuple=True)
    x, cotangent = torch.randn(BATCH, SIZE), torch.randn(BATCH, SIZE)
    values = weight.values()
    bias, direction = torch.zeros(SIZE), torch.zeros_like(values)

    def step():
        output = (weight @ x.t()).t() + bias
        gradient = (transposed @ cotangent.t()).t()
        at = (cotangent.t() @ x)[rows, columns]
        direction.mul_(0.9).add_(at)
        values.add_(direction, alpha=-1e-4)
        bias.add_(cotangent.sum(0), alpha=-1e-4)
        return output, gradient

    return step


WORK = {"sparse_step": sparse_step, "dense_step": dense_step}
