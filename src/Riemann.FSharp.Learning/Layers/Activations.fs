namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Nonlinear functions between layers, element by element unless an axis is named. NaN stays NaN. Layers with slopes that
/// are trained or random are `PRelu`, `SRelu` and `RRelu`.
[<RequireQualifiedAccess>]
module Activation =
    let private refuse name problem hint = Fail.raise $"Activation.{name}" (RiemannError.Value(problem, hint))

    let private isPositive (x: Tensor) = Tensor.greater x (Tensor.Weak(0.0, x))

    /// The elements up to 0, and 0 for others: what stays here overflows nowhere, in its derivative either.
    let private upToZero positive (x: Tensor) = Tensor.where positive (Tensor.Weak(0.0, x)) x

    /// x itself between pieces.
    let private same = Piecewise.line 0.0 1.0

    /// `relu x` is `Tensor.relu x`, max (x, 0).
    let relu (x: Tensor) = Tensor.relu x

    /// `sigmoid x` is `Tensor.sigmoid x`, 1 / (1 + exp -x).
    let sigmoid (x: Tensor) = Tensor.sigmoid x

    /// `tanh x` is F#'s own.
    let tanh (x: Tensor) = tanh x

    /// `leakyRelu slope x` is x where x > 0 and slope x elsewhere; PyTorch's default slope is 0.01.
    let leakyRelu (slope: float) (x: Tensor) =
        let below = Piecewise.line 0.0 slope
        Piecewise.pieces 0.0 0.0 below below same x

    /// `allRelu alpha x` is `leakyRelu alpha x`, under the name that it has where alpha changes its sign from layer to
    /// layer: the caller gives -alpha to every second one. Source: Curci, Mocanu and Pechenizkiy (2021), equation 3.
    let allRelu (alpha: float) (x: Tensor) = leakyRelu alpha x

    /// `relu6 x` is x held between 0 and 6, where its derivative is 1, and 0 at both.
    let relu6 (x: Tensor) = Piecewise.pieces 0.0 6.0 (Piecewise.constant 0.0) same (Piecewise.constant 6.0) x

    /// `hardtanh low high x` is x held between low and high, where its derivative is 1, and 0 at both; PyTorch's
    /// defaults are -1 and 1. Raises where low is not less than high.
    let hardtanh (low: float) (high: float) (x: Tensor) =
        if not (low < high) then
            refuse "hardtanh" $"no number lies between {string low} and {string high}" "the lower bound comes first"

        Piecewise.pieces low high (Piecewise.constant low) same (Piecewise.constant high) x

    /// `threshold limit value x` is x where x > limit and the value elsewhere.
    let threshold (limit: float) (value: float) (x: Tensor) =
        Piecewise.pieces limit limit (Piecewise.constant value) same same x

    /// `hardsigmoid x` is (x + 3) / 6 held between 0 and 1. Source: Howard et al. (2019), section 5.2.
    let hardsigmoid (x: Tensor) =
        Piecewise.pieces -3.0 3.0 (Piecewise.constant 0.0) (Piecewise.line 0.5 (1.0 / 6.0)) (Piecewise.constant 1.0) x

    /// `hardswish x` is x hardsigmoid x. Source: Howard et al. (2019), section 5.2.
    let hardswish (x: Tensor) =
        Piecewise.pieces -3.0 3.0 (Piecewise.constant 0.0) (Piecewise.curve 0.5 (1.0 / 6.0)) same x

    let private requireShrinkage name (bound: float) =
        if not (bound >= 0.0) then refuse name $"a bound of {string bound}" "0 or a positive number"

    /// `softshrink bound x` is x nearer to 0 by the bound, and 0 up to it; PyTorch's default is 0.5. Raises where the
    /// bound is negative.
    let softshrink (bound: float) (x: Tensor) =
        requireShrinkage "softshrink" bound
        let line c = Piecewise.line c 1.0
        Piecewise.closedPieces -bound bound (line bound) (Piecewise.constant 0.0) (line -bound) x

    /// `hardshrink bound x` is x where |x| > bound, and 0 elsewhere; PyTorch's default is 0.5. Raises where the bound is
    /// negative.
    let hardshrink (bound: float) (x: Tensor) =
        requireShrinkage "hardshrink" bound
        Piecewise.closedPieces -bound bound same (Piecewise.constant 0.0) same x

    /// `tanhshrink x` is x - tanh x.
    let tanhshrink (x: Tensor) = x - tanh x

    /// `elu alpha x` is x where x > 0 and alpha (exp x - 1) elsewhere; PyTorch's default alpha is 1.
    /// Source: Clevert, Unterthiner and Hochreiter (2016), equation 15.
    let elu (alpha: float) (x: Tensor) =
        let positive = isPositive x
        Tensor.where positive x (Tensor.expm1 (upToZero positive x) * alpha)

    /// `celu alpha x` is x where x > 0 and alpha (exp (x / alpha) - 1) elsewhere, with the slope 1 on both sides of 0;
    /// PyTorch's default alpha is 1. Raises where alpha is 0. Source: Barron (2017), equation 2.
    let celu (alpha: float) (x: Tensor) =
        if alpha = 0.0 then refuse "celu" "an alpha of 0" "any other number; max (x, 0) is Activation.relu"
        let positive = isPositive x
        Tensor.where positive x (Tensor.expm1 (upToZero positive x / alpha) * alpha)

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

    /// `mish x` is x tanh (softplus x). Source: Misra (2020), equation 1.
    let mish (x: Tensor) = Primitive.apply1 PiecewisePrimitives.mish x

    /// `softplus beta limit x` is log (1 + exp (beta x)) / beta, and x where beta x is above the limit; PyTorch's defaults
    /// are 1 and 20. `Tensor.softplus x` needs no limit. Raises where beta is not positive.
    let softplus (beta: float) (limit: float) (x: Tensor) =
        if not (beta > 0.0) then refuse "softplus" $"a beta of {string beta}" "a positive number"
        let scaled = x * beta
        Tensor.where (Tensor.greater scaled (Tensor.Weak(limit, x))) x (Tensor.softplus scaled / beta)

    /// `softsign x` is x / (1 + |x|). Source: Turian, Bergstra and Bengio (2009), section 2.
    let softsign (x: Tensor) = x / (abs x + 1.0)

    /// `logSigmoid x` is log (sigmoid x), which does not overflow.
    let logSigmoid (x: Tensor) = -Tensor.softplus(-x)

    /// `softmax axis x` is `Tensor.softmax axis x`.
    let softmax (axis: int) (x: Tensor) = Tensor.softmax axis x

    /// `logSoftmax axis x` is `Tensor.logSoftmax axis x`.
    let logSoftmax (axis: int) (x: Tensor) = Tensor.logSoftmax axis x

    /// `softmin axis x` is `softmax axis -x`.
    let softmin (axis: int) (x: Tensor) = softmax axis -x

    /// `glu axis x` is the first half of x along the axis times the sigmoid of the second. Raises where the length of the
    /// axis is odd. Source: Dauphin, Fan, Auli and Grangier (2017), equation 1.
    let glu (axis: int) (x: Tensor) =
        let axis = Shapes.axis x.Aval.Shape axis |> Fail.get "Activation.glu"
        let length = x.Aval.Shape[axis]

        if length % 2 = 1 then
            let rule = "half of the axis gates the other half"

            Fail.raise
                "Activation.glu"
                (RiemannError.Shape($"axis {axis} has an odd length", [ "x", x.Aval.Shape ], rule))

        match Tensor.splitEvenly axis 2 x with
        | [ value; gate ] -> value * Tensor.sigmoid gate
        | _ -> invalidOp "two halves were asked for"
