namespace Riemann.Bridge

open Riemann.FSharp

/// Functions of each element.
module internal Mapping =
    let Expm1 (x: Tensor) = Tensor.expm1 x
    let Exp2 (x: Tensor) = Tensor.exp2 x
    let Log1p (x: Tensor) = Tensor.log1p x
    let Log2 (x: Tensor) = Tensor.log2 x
    let Rsqrt (x: Tensor) = Tensor.rsqrt x
    let Cbrt (x: Tensor) = Tensor.cbrt x
    let Reciprocal (x: Tensor) = Tensor.reciprocal x
    let Square (x: Tensor) = Tensor.square x
    let Sigmoid (x: Tensor) = Tensor.sigmoid x
    let Softplus (x: Tensor) = Tensor.softplus x
    let Gelu (x: Tensor) = Tensor.gelu x
    let GeluTanh (x: Tensor) = Tensor.geluTanh x
    let Silu (x: Tensor) = Tensor.silu x
    let Relu (x: Tensor) = Tensor.relu x
    let Logit (x: Tensor) = Tensor.logit x
    let Asinh (x: Tensor) = Tensor.asinh x
    let Acosh (x: Tensor) = Tensor.acosh x
    let Atanh (x: Tensor) = Tensor.atanh x
    let Sinc (x: Tensor) = Tensor.sinc x
    let DegreesToRadians (x: Tensor) = Tensor.degreesToRadians x
    let RadiansToDegrees (x: Tensor) = Tensor.radiansToDegrees x
    let RoundTo (x: Tensor, decimals: int) = Tensor.roundTo decimals x
    let Frac (x: Tensor) = Tensor.frac x
    let Clamp (x: Tensor, low: float, high: float) = Tensor.clamp low high x
    let ReplaceNaN (x: Tensor, value: float) = Tensor.replaceNaN value x
    let Heaviside (x: Tensor, atZero: float) = Tensor.heaviside atZero x
    let Softmax (x: Tensor, axis: int) = Tensor.softmax axis x
    let LogSoftmax (x: Tensor, axis: int) = Tensor.logSoftmax axis x

    let Maximum (x: Tensor, y: Tensor) = Tensor.maximum x y
    let Minimum (x: Tensor, y: Tensor) = Tensor.minimum x y
    let Hypot (x: Tensor, y: Tensor) = Tensor.hypot x y
    let LogAddExp (x: Tensor, y: Tensor) = Tensor.logAddExp x y
    let Xlogy (x: Tensor, y: Tensor) = Tensor.xlogy x y
    let Xlog1py (x: Tensor, y: Tensor) = Tensor.xlog1py x y
    let Remainder (x: Tensor, y: Tensor) = Tensor.remainder x y
    let Fmod (x: Tensor, y: Tensor) = Tensor.fmod x y
    let FloorDivide (x: Tensor, y: Tensor) = Tensor.floorDivide x y
    let CopySign (x: Tensor, y: Tensor) = Tensor.copySign x y
    let Lerp (x: Tensor, y: Tensor, weight: Tensor) = Tensor.lerp x y weight
