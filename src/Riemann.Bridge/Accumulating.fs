namespace Riemann.Bridge

open Riemann.FSharp

/// Cumulative operations, differences and integrals along an axis.
module internal Accumulating =
    let CumSum (x: Tensor, axis: int) = Tensor.cumSum axis x
    let CumProd (x: Tensor, axis: int) = Tensor.cumProd axis x
    let ArgCumMax (x: Tensor, axis: int) = Tensor.argCumMax axis x
    let ArgCumMin (x: Tensor, axis: int) = Tensor.argCumMin axis x
    let LogCumSumExp (x: Tensor, axis: int) = Tensor.logCumSumExp axis x
    let Diff (x: Tensor, order: int, axis: int) = Tensor.diff order axis x
    let CentralDifferences (y: Tensor, points: Tensor, axis: int) = Tensor.centralDifferences points axis y
    let Trapezoid (y: Tensor, points: Tensor, axis: int) = Tensor.trapezoid points axis y
    let CumulativeTrapezoid (y: Tensor, points: Tensor, axis: int) = Tensor.cumulativeTrapezoid points axis y
    let Interp (x: Tensor, points: Tensor, values: Tensor) = Tensor.interp points values x
    let Polyval (coefficients: Tensor, x: Tensor) = Tensor.polyval coefficients x
    let Vander (x: Tensor, count: int) = Tensor.vander count x
