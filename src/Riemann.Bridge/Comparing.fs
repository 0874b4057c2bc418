namespace Riemann.Bridge

open Riemann.FSharp

/// Truth values: what gives them, and what chooses by them.
module internal Comparing =
    let Equal (x: Tensor, y: Tensor) = Tensor.equal x y
    let NotEqual (x: Tensor, y: Tensor) = Tensor.notEqual x y
    let Less (x: Tensor, y: Tensor) = Tensor.less x y
    let LessOrEqual (x: Tensor, y: Tensor) = Tensor.lessOrEqual x y
    let Greater (x: Tensor, y: Tensor) = Tensor.greater x y
    let GreaterOrEqual (x: Tensor, y: Tensor) = Tensor.greaterOrEqual x y
    let And (x: Tensor, y: Tensor) = Tensor.logicalAnd x y
    let Or (x: Tensor, y: Tensor) = Tensor.logicalOr x y
    let Xor (x: Tensor, y: Tensor) = Tensor.logicalXor x y
    let Not (x: Tensor) = Tensor.logicalNot x
    let IsNaN (x: Tensor) = Tensor.isNaN x
    let IsFinite (x: Tensor) = Tensor.isFinite x
    let IsInfinite (x: Tensor) = Tensor.isInfinite x
    let IsClose (x: Tensor, y: Tensor, relative: float, absolute: float) = Tensor.isClose relative absolute x y
    let AllClose (x: Tensor, y: Tensor, relative: float, absolute: float) = Tensor.allClose relative absolute x y
    let AllEqual (x: Tensor, y: Tensor) = Tensor.allEqual x y
    let IsIn (x: Tensor, values: Tensor) = Tensor.isIn values x
    let Where (condition: Tensor, x: Tensor, y: Tensor) = Tensor.where condition x y
    let MaskedFill (x: Tensor, mask: Tensor, value: float) = Tensor.maskedFill mask value x
