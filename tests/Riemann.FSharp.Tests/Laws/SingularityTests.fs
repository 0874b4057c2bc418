/// A branch that Tensor.where does not take leaks nothing: neither NaN nor infinity, in any derivative.
module Riemann.FSharp.Tests.Laws.SingularityTests

open Xunit
open Riemann.FSharp

/// Functions that are singular at 0, at 1 or beyond, and points where they are.
let private singular: (string * (Tensor -> Tensor) * float list) list =
    [ "sqrt", sqrt, [ 0.0; -1.0 ]
      "log", log, [ 0.0; -1.0 ]
      "log10", log10, [ 0.0; -1.0 ]
      "log2", Tensor.log2, [ 0.0; -1.0 ]
      "log1p", Tensor.log1p, [ -1.0; -2.0 ]
      "rsqrt", Tensor.rsqrt, [ 0.0; -1.0 ]
      "reciprocal", Tensor.reciprocal, [ 0.0 ]
      "1 / x", (fun x -> 1.0 / x), [ 0.0 ]
      "x / x", (fun x -> x / x), [ 0.0 ]
      "sin x / x", (fun x -> sin x / x), [ 0.0 ]
      "x ** 0.5", (fun x -> x ** 0.5), [ 0.0; -1.0 ]
      "x ** -1", (fun x -> x ** -1.0), [ 0.0 ]
      "x ** x", (fun x -> x ** x), [ 0.0; -0.5 ]
      "2 ** (1 / x)", (fun x -> Tensor.Pow(tensor 2.0, 1.0 / x)), [ 0.0 ]
      "asin", asin, [ 1.0; -1.0; 2.0 ]
      "acos", acos, [ 1.0; -1.0; 2.0 ]
      "atanh", Tensor.atanh, [ 1.0; -1.0; 2.0 ]
      "acosh", Tensor.acosh, [ 1.0; 0.0 ]
      "atan2", (fun x -> atan2 x x), [ 0.0 ]
      "abs", (fun x -> sqrt (x * x)), [ 0.0 ]
      "length", (fun x -> sqrt (x * x + sin x * sin x)), [ 0.0 ]
      "x log x", (fun x -> x * log x), [ 0.0; -1.0 ]
      "log of a square root", (fun x -> log (sqrt x)), [ 0.0; -1.0 ]
      "inverse of the length", (fun x -> 1.0 / sqrt (x * x)), [ 0.0 ]
      "sin at infinity", (fun x -> sin (1.0 / x)), [ 0.0 ]
      "max of NaN", (fun x -> Tensor.max (Tensor.stack 0 [ log x; x ])), [ -1.0 ]
      "logSumExp of NaN", (fun x -> Tensor.logSumExp (Tensor.stack 0 [ log x; x ])), [ -1.0 ]
      "cbrt", Tensor.cbrt, [ 0.0 ]
      "erfinv", Tensor.erfinv, [ 1.0; -1.0; 2.0 ]
      "logit", Tensor.logit, [ 0.0; 1.0; 2.0 ]
      "lgamma", Tensor.lgamma, [ 0.0; -1.0 ]
      "digamma", Tensor.digamma, [ 0.0; -1.0 ]
      "hypot", (fun x -> Tensor.hypot x (2.0 * x)), [ 0.0 ]
      "remainder", (fun x -> Tensor.remainder (x + 1.0) x), [ 0.0 ]
      "logAddExp of infinities", (fun x -> Tensor.logAddExp (1.0 / x) (2.0 / x)), [ 0.0 ]
      "exp overflowing", (fun x -> exp (1e3 / x)), [ 0.0; 1e-3 ] ]

let cases: obj[] seq =
    seq {
        for name, _, points in singular do
            for point in points -> [| name; point |]
    }

let private find name = singular |> List.pick (fun (n, f, _) -> if n = name then Some f else None)

/// The function where `taken` holds, a smooth one elsewhere; at the singular point it is not taken.
let private guarded f point (x: Tensor) = Tensor.where (Tensor.equal x (tensor (point: float))) (3.0 * x * x * x) (f x)

let private close name (wanted: float) (found: Tensor) =
    let found = found.ToFloat()
    Assert.True(abs (found - wanted) <= 1e-12 * (1.0 + abs wanted), $"{name}: {found}, not {wanted}")

[<Theory; MemberData(nameof cases)>]
let ``derivatives of the branch taken only`` (name: string) (point: float) =
    let f = guarded (find name) point
    let x = tensor point
    let along g = fun (x: Tensor) -> jvp g x (tensor 1.0) |> snd
    let slope, bend = 9.0 * point * point, 18.0 * point

    close "value" (3.0 * point ** 3.0) (f x)
    close "forward" slope (along f x)
    close "reverse" slope (grad f x)
    close "forward over forward" bend (along (along f) x)
    close "forward over reverse" bend (along (grad f) x)
    close "reverse over forward" bend (grad (along f) x)
    close "reverse over reverse" bend (grad (grad f) x)

[<Fact>]
let ``a norm guarded at the origin`` () =
    let norm (x: Tensor) =
        let squares = Tensor.sum (x * x)
        Tensor.where (Tensor.greater squares (tensor 0.0)) (sqrt squares) (tensor 0.0)

    let origin = Tensor.zeros [ 3 ]
    Assert.Equal<float[]>([| 0.0; 0.0; 0.0 |], (grad norm origin).ToArray<float>())
    Assert.All((hessian norm origin).ToArray<float>(), fun h -> Assert.Equal(0.0, h))

    let x = tensor [ 3.0; 0.0; 4.0 ]
    Check.assertDerivatives norm x

[<Fact>]
let ``under vmap some examples take the branch and some do not`` () =
    let f (x: Tensor) = Tensor.where (Tensor.greater x (tensor 0.0)) (sqrt x) (tensor 0.0)
    let xs = tensor [ 4.0; 0.0; -1.0; 0.25 ]
    Assert.Equal<float[]>([| 0.25; 0.0; 0.0; 1.0 |], (vmap (grad f) xs).ToArray<float>())
    Assert.Equal<float[]>([| -1.0 / 32.0; 0.0; 0.0; -2.0 |], (vmap (grad (grad f)) xs).ToArray<float>())

[<Fact>]
let ``a singular branch that is taken is reported as it is`` () =
    Assert.Equal(infinity, (grad sqrt (tensor 0.0)).ToFloat())
    Assert.Equal(infinity, (grad log (tensor 0.0)).ToFloat())
