namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Nonlinear functions between layers, element by element unless an axis is named. `Tensor.relu`, `Tensor.sigmoid`,
/// `Tensor.softplus` and `tanh` are the core's own.
[<RequireQualifiedAccess>]
module Activation =
    let private isPositive (x: Tensor) = Tensor.greater x (Tensor.Weak(0.0, x))

    /// The elements up to 0, and 0 for others: what stays here overflows nowhere, in its derivative either.
    let private upToZero positive (x: Tensor) = Tensor.where positive (Tensor.Weak(0.0, x)) x

    /// `leakyRelu slope x` is x where x > 0 and slope x elsewhere; PyTorch's default slope is 0.01.
    let leakyRelu (slope: float) (x: Tensor) = Tensor.where (isPositive x) x (x * slope)

    /// `elu alpha x` is x where x > 0 and alpha (exp x - 1) elsewhere; PyTorch's default alpha is 1.
    /// Source: Clevert, Unterthiner and Hochreiter (2016), equation 15.
    let elu (alpha: float) (x: Tensor) =
        let positive = isPositive x
        Tensor.where positive x (Tensor.expm1 (upToZero positive x) * alpha)

    /// `selu x` is an `elu` with the scale and alpha that keep mean 0 and variance 1 from layer to layer.
    /// Source: Klambauer, Unterthiner, Mayr and Hochreiter (2017), equation 2.
    let selu (x: Tensor) = elu 1.6732632423543772848 x * 1.0507009873554804934

    /// `silu x` is x sigmoid x, also called swish. Source: Elfwing, Uchibe and Doya (2018), equation 12.
    let silu (x: Tensor) = Tensor.silu x

    /// `gelu x` is x times the normal distribution function of x, PyTorch's default; accurate where the latter is tiny.
    /// Source: Hendrycks and Gimpel (2016), section 2.
    let gelu (x: Tensor) = Tensor.gelu x

    /// `geluTanh x` is x times the normal distribution function of x, the latter by its approximation with tanh, which
    /// is PyTorch's `gelu` with `approximate='tanh'`. Source: Hendrycks and Gimpel (2016), section 2.
    let geluTanh (x: Tensor) = Tensor.geluTanh x

    /// `softsign x` is x / (1 + |x|). Source: Turian, Bergstra and Bengio (2009), section 2.
    let softsign (x: Tensor) = x / (abs x + 1.0)

    /// `logSigmoid x` is log (sigmoid x), which does not overflow.
    let logSigmoid (x: Tensor) = -Tensor.softplus(-x)

    /// `softmax axis x` is `Tensor.softmax axis x`.
    let softmax (axis: int) (x: Tensor) = Tensor.softmax axis x

    /// `logSoftmax axis x` is `Tensor.logSoftmax axis x`.
    let logSoftmax (axis: int) (x: Tensor) = Tensor.logSoftmax axis x
