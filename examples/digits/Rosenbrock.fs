module Digits.Rosenbrock

open Riemann.FSharp

/// The valley of Rosenbrock (1960), with its minimum 0 at (1, 1).
let private f (x: Tensor) = (1.0 - x[0]) ** 2.0 + 100.0 * (x[1] - x[0] ** 2.0) ** 2.0

/// The solution of the two equations a x = b.
let private solve (a: Tensor) (b: Tensor) =
    let determinant = a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]

    Tensor.stack 0 [ a[1, 1] * b[0] - a[0, 1] * b[1]; a[0, 0] * b[1] - a[1, 0] * b[0] ] / determinant

let private decimals (value: Tensor) = value.ToFloat().ToString("F8").PadLeft 12
let private exponents (value: Tensor) = value.ToFloat().ToString("0.0000e+00").PadLeft 12

/// Newton's method from (-1.2, 1), a line for each step, until the gradient vanishes.
let minimise () =
    printfn "Rosenbrock's function by Newton's method"
    printfn "%4s  %12s  %12s  %12s  %12s" "step" "x" "y" "f" "gradient"

    let rec go step (x: Tensor) =
        let value, gradient = valueAndGrad f x
        let norm = sqrt (Tensor.sum (gradient * gradient))
        printfn $"{step, 4}  {decimals x[0]}  {decimals x[1]}  {exponents value}  {exponents norm}"

        if norm.ToFloat() > 1e-9 && step < 20 then go (step + 1) (x - solve (hessian f x) gradient)

    go 0 (tensor [ -1.2; 1.0 ])
