/// Division with a remainder, bounds, signs, rounding, and what is made of exp, log and roots.
module Riemann.FSharp.Tests.ArithmeticTests

open System
open Xunit
open Riemann.FSharp

let private isValue =
    function
    | RiemannError.Value _ -> true
    | _ -> false

[<Fact>]
let ``remainders have the sign that they should, exactly`` () =
    // As Python 3 answers to x % y, math.fmod(x, y) and x // y.
    let x = tensor [ 7.0; -7.0; 7.0; -7.0; 5.5; -0.25; 1.0; -1e-20 ]
    let y = tensor [ 3.0; 3.0; -3.0; -3.0; 0.5; 0.1; 0.1; 1.0 ]
    Expect.values [ 1.0; 2.0; -2.0; -1.0; 0.0; 0.05; 0.09999999999999995; 1.0 ] (Tensor.remainder x y)
    Expect.values [ 1.0; -1.0; 1.0; -1.0; 0.0; -0.05; 0.09999999999999995; -1e-20 ] (Tensor.fmod x y)
    Expect.values [ 2.0; -3.0; -3.0; 2.0; 11.0; -3.0; 9.0; -1.0 ] (Tensor.floorDivide x y)

[<Fact>]
let ``the slope of a remainder in the divisor is the exact quotient`` () =
    // 1 / 0.1 rounds to 10, and 0.1 goes into 1 nine times: its double is a little more than a tenth.
    let x, y = tensor [ 1.0; -1.0; 7.0; -7.0 ], tensor [ 0.1; 0.1; 3.0; -3.0 ]
    let slope f = grad (fun y -> Tensor.sum (f x y)) y
    Expect.values [ -9.0; 10.0; -2.0; -2.0 ] (slope Tensor.remainder)
    Expect.values [ -9.0; 9.0; -2.0; -2.0 ] (slope Tensor.fmod)

[<Fact>]
let ``division of integers`` () =
    let x, y = tensor [ 7; -7; 7; -7; Int32.MinValue; 6 ], tensor [ 3; 3; -3; -3; -1; -3 ]
    Expect.same (tensor [ 1; 2; -2; -1; 0; 0 ]) (Tensor.remainder x y)
    Expect.same (tensor [ 1; -1; 1; -1; 0; 0 ]) (Tensor.fmod x y)
    Expect.same (tensor [ 2; -3; -3; 2; Int32.MinValue; -2 ]) (Tensor.floorDivide x y)
    Expect.same (tensor [ 1uy; 0uy ]) (Tensor.remainder (tensor [ 255uy; 255uy ]) (tensor [ 2uy; 255uy ]))
    Expect.same (tensor [ 0L; 2L ]) (Tensor.remainder (tensor [ 9L; -1L ]) (tensor 3L))

    for name, f in [ "remainder", Tensor.remainder; "fmod", Tensor.fmod; "floorDivide", Tensor.floorDivide ] do
        let lines = [ $"{name}: an integer is divided by 0"; "  hint  Tensor.cast DType.Float64 them first" ]

        Expect.refusal isValue lines (fun () -> f x (tensor 0))

[<Fact>]
let ``division at the edges of floats`` () =
    let x, y =
        tensor [ 1.0; -1.0; 0.0; infinity; 1.0; -1.0; nan ], tensor [ 0.0; 0.0; 0.0; 2.0; infinity; infinity; 1.0 ]

    Expect.values [ nan; nan; nan; nan; 1.0; infinity; nan ] (Tensor.remainder x y)
    Expect.values [ nan; nan; nan; nan; 1.0; -1.0; nan ] (Tensor.fmod x y)
    Expect.values [ infinity; -infinity; nan; nan; 0.0; -1.0; nan ] (Tensor.floorDivide x y)

[<Fact>]
let ``a float is its divisor times the quotient, and the remainder`` () =
    let x = Tensor.insertAxis 1 (Random.normal [ 40 ] (Key.create 1L))
    let y = Random.normal [ 30 ] (Key.create 2L)

    for x, y in [ x, y; Tensor.cast DType.Float32 x, Tensor.cast DType.Float32 y ] do
        let quotient, rest = Tensor.floorDivide x y, Tensor.remainder x y
        Assert.Equal(x.DType, quotient.DType)
        Expect.near 1e-6 (Expect.numbers (Tensor.broadcastTo [ 40; 30 ] x)) (quotient * y + rest)
        Assert.DoesNotContain(0.0, Expect.numbers (Tensor.less (abs rest) (abs y)))
        Expect.same (floor quotient) quotient

[<Fact>]
let ``clamp holds values within bounds`` () =
    let x = tensor [ -2.0; -1.0; 0.5; 3.0; infinity; -infinity; nan ]
    Expect.values [ -1.0; -1.0; 0.5; 2.0; 2.0; -1.0; nan ] (Tensor.clamp -1.0 2.0 x)
    Expect.values [ -1.0; -1.0; 0.5; 3.0; infinity; -1.0; nan ] (Tensor.clampMin -1.0 x)
    Expect.values [ -2.0; -1.0; 0.5; 2.0; 2.0; -infinity; nan ] (Tensor.clampMax 2.0 x)
    Expect.same x (Tensor.clamp -infinity infinity x)
    Expect.same (tensor [ 1.5f; 2.0f ]) (Tensor.clamp 1.5 2.0 (tensor [ 1.0f; 3.0f ]))
    Expect.same (tensor [ 0; 3; 5 ]) (Tensor.clamp 0.0 5.0 (tensor [ -4; 3; 9 ]))
    Expect.same (tensor [ 3uy; 9uy ]) (Tensor.clampMin 3.0 (tensor [ 0uy; 9uy ]))
    Expect.values [ 0.0; 1.0; 1.0; 0.0; 0.0; 0.0; 0.0 ] (grad (Tensor.clamp -1.0 2.0 >> Tensor.sum) x)

[<Fact>]
let ``bounds that hold no number are refused`` () =
    let x = tensor [ 1; 2 ]
    let hint = "  hint  the lower bound comes first; no bound is NaN"
    Expect.refusal isValue [ "clamp: no number lies between 2 and 1"; hint ] (fun () -> Tensor.clamp 2.0 1.0 x)

    Expect.refusal isValue [ "clampMin: no number lies between NaN and Infinity"; hint ] (fun () ->
        Tensor.clampMin nan x)

    let error = Expect.error (fun () -> Tensor.clamp 0.5 2.0 x)
    Assert.StartsWith("clamp: 0.5 does not fit int32", error.Message)

[<Fact>]
let ``signs, steps and what replaces NaN`` () =
    let x = tensor [ -2.0; 0.0; 3.0; nan; infinity ]
    Expect.values [ 2.0; -0.0; 3.0; nan; -infinity ] (Tensor.copySign x (tensor [ 1.0; -1.0; 0.0; 1.0; -infinity ]))
    let signs = 1.0 / Tensor.copySign (tensor [ 0.0; 0.0 ]) (tensor [ -0.0; 0.0 ])
    Expect.values [ -infinity; infinity ] signs
    Expect.values [ 0.0; 0.5; 1.0; nan; 1.0 ] (Tensor.heaviside 0.5 x)
    Expect.same (tensor [ 0.0f; 1.0f ]) (Tensor.heaviside 1.0 (tensor [ -1.0f; 0.0f ]))
    Expect.values [ -2.0; 0.0; 3.0; 9.0; infinity ] (Tensor.replaceNaN 9.0 x)
    Expect.values [ 1.0; 1.0; 1.0; 0.0; 1.0 ] (grad (Tensor.replaceNaN 9.0 >> Tensor.sum) x)

[<Fact>]
let ``rounding to decimals, and what stands after the point`` () =
    let x = tensor [ 1.25; -1.35; 1234.5678; nan; 0.125 ]
    Expect.values [ 1.2; -1.4; 1234.6; nan; 0.1 ] (Tensor.roundTo 1 x)
    Expect.values [ 0.0; -0.0; 1200.0; nan; 0.0 ] (Tensor.roundTo -2 x)
    Expect.values [ 1.0; -1.0; 1235.0; nan; 0.0 ] (Tensor.roundTo 0 x)
    Expect.values [ 0.25; -0.35; 0.5678; nan; 0.125 ] (Tensor.frac x)
    Expect.values [ 1.0; 1.0 ] (grad (Tensor.frac >> Tensor.sum) (tensor [ 1.5; -2.5 ]))

[<Fact>]
let ``logAddExp does not overflow and is right at the infinities`` () =
    let x = tensor [ 0.0; 1000.0; -1000.0; infinity; -infinity; infinity; -infinity; nan; 1.0 ]
    let y = tensor [ 0.0; 1000.0; -1001.0; 1.0; 1.0; infinity; -infinity; 1.0; nan ]

    let expected =
        [ Math.Log 2.0
          1000.0 + Math.Log 2.0
          -1000.0 + 0.31326168751822286
          infinity
          1.0
          infinity
          -infinity
          nan
          nan ]

    Expect.near 1e-15 expected (Tensor.logAddExp x y)
    let dx, dy = grad (fun (x, y) -> Tensor.sum (Tensor.logAddExp x y)) (x, y)
    Expect.values [ 0.5; 0.5; 0.7310585786300049; 1.0; 0.0; 0.5; 0.5; nan; nan ] dx
    Expect.values [ 0.5; 0.5; 0.2689414213699951; 0.0; 1.0; 0.5; 0.5; nan; nan ] dy
    Expect.near 1e-6 [ Math.Log 2.0 ] (Tensor.logAddExp (tensor 0.0f) (tensor 0.0f))

[<Fact>]
let ``x log y is 0 where x is`` () =
    let x, y = tensor [ 0.0; 0.0; 2.0; 2.0 ], tensor [ 0.0; nan; 3.0; 0.0 ]
    Expect.values [ 0.0; 0.0; 2.0 * Math.Log 3.0; -infinity ] (Tensor.xlogy x y)
    Expect.values [ 0.0; 0.0; 2.0 * Math.Log 4.0; 0.0 ] (Tensor.xlog1py x y)
    let _, dy = grad (fun (x, y) -> Tensor.sum (Tensor.xlogy x y)) (x, y)
    Expect.values [ 0.0; 0.0; 2.0 / 3.0; infinity ] dy

    Expect.values
        [ -infinity; 0.0 ]
        (grad (fun x -> Tensor.sum (Tensor.xlogy x (tensor [ 0.0; 1.0 ]))) (tensor [ 0.0; 0.0 ]))

[<Fact>]
let ``x log y shows what x is where log y is 0`` () =
    let x = tensor [ nan; infinity; -infinity; 2.0 ]
    Expect.values [ nan; nan; nan; 0.0 ] (Tensor.xlogy x (tensor 1.0))
    Expect.values [ nan; nan; nan; 0.0 ] (Tensor.xlog1py x (tensor 0.0))

[<Fact>]
let ``powers, roots and angles`` () =
    let x = tensor [ -8.0; 0.0; 1.0; 27.0; infinity; nan ]
    Expect.values [ -2.0; 0.0; 1.0; 3.0; infinity; nan ] (Tensor.cbrt x)
    Expect.values [ 1.0 / 256.0; 1.0; 2.0; 134217728.0; infinity; nan ] (Tensor.exp2 x)
    let powers = [| -1074.0; -1022.0; -3.0; 10.0; 1023.0; -1080.0; 1024.0 |]
    Assert.Equal<float>(powers |> Array.map (fun p -> Math.Pow(2.0, p)), (Tensor.exp2 (tensor powers)).ToArray<float>())
    Expect.near 5e-16 [ Math.Sqrt 2.0; 0.1 ] (Tensor.exp2 (tensor [ 0.5; Math.Log2 0.1 ]))
    Expect.values [ 5.0; 5e200; infinity ] (Tensor.hypot (tensor [ 3.0; 3e200; nan ]) (tensor [ 4.0; 4e200; infinity ]))
    Expect.values [ Math.PI ] (Tensor.degreesToRadians (tensor 180.0))
    Expect.values [ -90.0 ] (Tensor.radiansToDegrees (tensor (-Math.PI / 2.0)))
    let p = tensor [ 0.0; 1e-300; 0.25; 0.5; 1.0; 2.0 ]
    Expect.near 1e-15 [ -infinity; Math.Log 1e-300; -Math.Log 3.0; 0.0; infinity; nan ] (Tensor.logit p)
    Expect.near 1e-14 (Expect.numbers p[1..3]) (Tensor.sigmoid(Tensor.logit p)[1..3])
