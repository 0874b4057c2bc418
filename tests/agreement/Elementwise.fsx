// Operators, F#'s functions, division, comparisons, choices and bounds.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.Kernels
open Calls

let private small = between -0.9 0.9

let private operators =
    [ yield! binary "x + y" real real (+)
      yield! binary "x - y" real real (-)
      yield! binary "x * y" real real (*)
      yield! binary "x / y" real nonZero (/)
      yield! binary "x ** y" positive real (fun x y -> x ** y)
      yield! unary "-x" real (~-)
      yield! unary "x + 2.5" real (fun x -> x + 2.5)
      yield! unary "2.5 - x" real (fun x -> 2.5 - x)
      yield! unary "x * -1.5" real (fun x -> x * -1.5)
      yield! unary "1.5 / x" nonZero (fun x -> 1.5 / x)
      yield! unary "x / 1.5" real (fun x -> x / 1.5)
      yield! unary "x ** 3" real (fun x -> x ** 3.0)
      yield! unary "x ** 0.5" positive (fun x -> x ** 0.5)
      yield! unary "x ** 2" (fun _ -> points [ -1.0; 0.0; 2.0 ]) (fun x -> x ** 2.0)
      yield! binary "torch.atan2(x, y)" nonZero nonZero (fun y x -> atan2 y x) ]

let private functions =
    [ yield! unary "torch.abs(x)" nonZero abs
      yield! unary "torch.exp(x)" real exp
      yield! unary "torch.log(x)" positive log
      yield! unary "torch.log10(x)" positive log10
      yield! unary "torch.sqrt(x)" positive sqrt
      yield! unary "torch.sin(x)" real sin
      yield! unary "torch.cos(x)" real cos
      yield! unary "torch.tan(x)" (between -1.4 1.4) tan
      yield! unary "torch.asin(x)" small asin
      yield! unary "torch.acos(x)" small acos
      yield! unary "torch.atan(x)" real atan
      yield! unary "torch.sinh(x)" real sinh
      yield! unary "torch.cosh(x)" real cosh
      yield! unary "torch.tanh(x)" real tanh
      yield! unary "torch.asinh(x)" real Tensor.asinh
      yield! unary "torch.acosh(x)" (between 1.1 5.0) Tensor.acosh
      yield! unary "torch.atanh(x)" small Tensor.atanh ]

let private rounding =
    [ yield! unary "torch.floor(x)" real floor
      yield! unary "torch.ceil(x)" real ceil
      yield! unary "torch.round(x)" real round
      yield! unary "torch.trunc(x)" real truncate
      yield! unary "torch.frac(x)" real Tensor.frac
      yield! unary "torch.round(x, decimals=2)" real (Tensor.roundTo 2)
      yield! unary "torch.round(x, decimals=-1)" (between -90.0 90.0) (Tensor.roundTo -1)
      call1 "torch.round(x)" (points [ -2.5; -1.5; -0.5; 0.5; 1.5; 2.5; nan; infinity ]) round ]

let private division =
    let exact = [ 7.0; -7.0; 7.0; -7.0; 6.0; 0.0 ], [ 3.0; 3.0; -3.0; -3.0; 2.0; 2.0 ]
    let both (xs, ys) = points xs, points ys
    let x, y = both exact

    [ yield! binary "torch.remainder(x, y)" real nonZero Tensor.remainder
      yield! binary "torch.fmod(x, y)" real nonZero Tensor.fmod
      yield! binary "torch.floor_divide(x, y)" real nonZero Tensor.floorDivide |> valuesOnly
      call2 "torch.remainder(x, y)" x y Tensor.remainder
      call2 "torch.fmod(x, y)" x y Tensor.fmod
      // Not fmod: 1 / 0.1 rounds to 10, which PyTorch takes for the quotient in its derivative.
      call2 "torch.remainder(x, y)" (points [ 1.0; -1.0 ]) (points [ 0.1; 0.1 ]) Tensor.remainder
      yield! valuesOnly [ call2 "torch.floor_divide(x, y)" x y Tensor.floorDivide ]
      call2 "torch.remainder(x, y)" (index 9 [ 3; 4 ]) (places [ 1; 2; 3; 4 ]) Tensor.remainder
      call2 "torch.fmod(x, y)" (index 9 [ 3; 4 ]) (places [ -1; 2; -3; 4 ]) Tensor.fmod
      call2 "torch.floor_divide(x, y)" (index 9 [ 3; 4 ]) (places [ -1; 2; -3; 4 ]) Tensor.floorDivide ]

let private comparisons =
    let x = points [ 1.0; 2.0; nan; infinity; -0.0; 3.0 ]
    let y = points [ 1.0; 3.0; 1.0; infinity; 0.0; nan ]

    [ for theirs, ours in
          [ "x == y", Tensor.equal
            "x != y", Tensor.notEqual
            "x < y", Tensor.less
            "x <= y", Tensor.lessOrEqual
            "x > y", Tensor.greater
            "x >= y", Tensor.greaterOrEqual ] do
          call2 theirs x y ours
          call2 theirs (real [ 2; 1; 3 ]) (real [ 4; 1 ]) ours
          call2 theirs (index 3 [ 2; 1; 3 ]) (index 3 [ 4; 1 ]) ours
      yield! binary "x & y" truth truth Tensor.logicalAnd
      yield! binary "x | y" truth truth Tensor.logicalOr
      yield! binary "x ^ y" truth truth Tensor.logicalXor
      yield! unary "~x" truth Tensor.logicalNot
      call1 "torch.isnan(x)" x Tensor.isNaN
      call1 "torch.isfinite(x)" x Tensor.isFinite ]

let private choices =
    [ call3 "torch.where(x, y, z)" (truth [ 3; 4 ]) (real [ 3; 4 ]) (real [ 3; 4 ]) Tensor.where
      call3 "torch.where(x, y, z)" (truth [ 4 ]) (real [ 3; 1 ]) (real [ 2; 1; 4 ]) Tensor.where
      call3 "torch.where(x, y, z)" (truth []) (real [ 3 ]) (real []) Tensor.where
      yield! binary "torch.maximum(x, y)" real real Tensor.maximum
      yield! binary "torch.minimum(x, y)" real real Tensor.minimum
      call2 "torch.maximum(x, y)" (points [ 1.0; 2.0 ]) (points [ 1.0; 3.0 ]) Tensor.maximum
      call2 "torch.minimum(x, y)" (points [ 1.0; 2.0 ]) (points [ 1.0; 3.0 ]) Tensor.minimum
      yield!
          valuesOnly
              [ call2 "torch.maximum(x, y)" (points [ nan; 2.0 ]) (points [ 1.0; nan ]) Tensor.maximum
                call2 "torch.minimum(x, y)" (points [ nan; 2.0 ]) (points [ 1.0; nan ]) Tensor.minimum ]
      yield! unary "torch.clamp(x, -1, 2)" real (Tensor.clamp -1.0 2.0)
      yield! unary "torch.clamp(x, min=-1)" real (Tensor.clampMin -1.0)
      yield! unary "torch.clamp(x, max=1)" real (Tensor.clampMax 1.0)
      call1 "torch.clamp(x, -1, 2)" (points [ -1.0; 2.0; 0.0; infinity ]) (Tensor.clamp -1.0 2.0)
      call1 "torch.nan_to_num(x, nan=0.5)" (points [ nan; 1.0; -3.0 ]) (Tensor.replaceNaN 0.5)
      yield! binary "torch.copysign(x, y)" nonZero nonZero Tensor.copySign
      yield! unary "torch.heaviside(x, torch.tensor(0.5).double())" real (Tensor.heaviside 0.5) |> valuesOnly
      yield!
          valuesOnly
              [ call1
                    "torch.heaviside(x, torch.tensor(0.5).double())"
                    (points [ 0.0; -0.0; 2.0; -2.0 ])
                    (Tensor.heaviside 0.5) ]
      yield! unary "torch.deg2rad(x)" real Tensor.degreesToRadians
      yield! unary "torch.rad2deg(x)" real Tensor.radiansToDegrees
      call1 "x.long()" (points [ -1.7; 1.7; 3.0 ]) (Tensor.cast DType.Int64)
      call1 "x.bool()" (points [ -1.7; 0.0; nan ]) (Tensor.cast DType.Bool) ]

let families =
    [ { Name = "operators"; Calls = operators }
      { Name = "functions of F#"; Calls = functions }
      { Name = "rounding"; Calls = rounding }
      { Name = "division"; Calls = division }
      { Name = "comparisons and logic"; Calls = comparisons }
      { Name = "choices and bounds"; Calls = choices } ]
