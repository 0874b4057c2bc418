/// Complex arithmetic against .NET's complex numbers, and gradients against closed forms.
module Riemann.FSharp.Tests.ComplexTests

open System.Numerics
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private points = [ Complex(1.5, -2.0); Complex(-0.5, 0.25); Complex(3.0, 0.0); Complex(-1.0, -1.0) ]
let private others = [ Complex(-0.7, 0.4); Complex(2.0, 1.0); Complex(0.0, -3.0); Complex(1e-3, 5.0) ]

let private ofComplex (values: Complex list) =
    ComplexTensor.create (tensor (values |> List.map _.Real)) (tensor (values |> List.map _.Imaginary))

let private agree (expected: Complex list) (actual: ComplexTensor) =
    near 1e-14 (expected |> List.map _.Real) actual.Real
    near 1e-14 (expected |> List.map _.Imaginary) actual.Imaginary

let private z, private w = ofComplex points, ofComplex others
let private x = tensor [ 2.0; -1.0; 0.5; 4.0 ]
let private reals = [ for v in numbers x -> Complex(v, 0.0) ]

[<Fact>]
let ``operators between complex numbers, tensors and numbers`` () =
    let both f = List.map2 f points others
    agree (both (+)) (z + w)
    agree (both (-)) (z - w)
    agree (both (*)) (z * w)
    agree (both (/)) (z / w)
    agree (List.map2 (+) points reals) (z + x)
    agree (List.map2 (+) points reals) (x + z)
    agree (List.map2 (-) points reals) (z - x)
    agree (List.map2 (-) reals points) (x - z)
    agree (List.map2 (*) points reals) (z * x)
    agree (List.map2 (*) points reals) (x * z)
    agree (List.map2 (/) points reals) (z / x)
    agree (List.map2 (/) reals points) (x / z)
    let each (f: Complex -> Complex) = points |> List.map f
    agree (each (fun z -> z + Complex(2.0, 0.0))) (z + 2.0)
    agree (each (fun z -> z - Complex(2.0, 0.0))) (z - 2.0)
    agree (each (fun z -> Complex(2.0, 0.0) - z)) (2.0 - z)
    agree (each (fun z -> z * Complex(2.0, 0.0))) (2.0 * z)
    agree (each (fun z -> z / Complex(2.0, 0.0))) (z / 2.0)
    agree (each (fun z -> Complex(2.0, 0.0) / z)) (2.0 / z)
    agree (each (fun z -> -z)) -z

[<Fact>]
let ``functions`` () =
    agree (points |> List.map Complex.Exp) (exp z)
    agree (points |> List.map Complex.Log) (log z)
    agree (points |> List.map Complex.Conjugate) (ComplexTensor.conjugate z)
    near 1e-14 (points |> List.map _.Magnitude) (ComplexTensor.abs z)
    near 1e-14 (points |> List.map _.Phase) (ComplexTensor.angle z)
    agree points (ComplexTensor.polar (ComplexTensor.abs z) (ComplexTensor.angle z))

[<Fact>]
let ``broadcasting stretches both parts`` () =
    let column = Tensor.reshape [ 4; 1 ] x

    for result in [ z + column; column - z; z * column; z / column; column / z ] do
        Assert.Equal<int list>([ 4; 4 ], result.Real.Shape)
        Assert.Equal<int list>([ 4; 4 ], result.Imaginary.Shape)

[<Fact>]
let ``division and absolute values do not overflow on the way`` () =
    let large = ofComplex [ Complex(3e200, 4e200) ]
    near 1e-15 [ 5e200 ] (ComplexTensor.abs large)
    agree [ Complex(1.0, 0.0) ] (large / large)
    let small = large * 1e-200 * 1e-200
    agree [ Complex(1.0, 0.0) ] (small / small)

[<Fact>]
let ``matrix products`` () =
    let square = ComplexTensor.reshape [ 2; 2 ] z
    let other = ComplexTensor.reshape [ 2; 2 ] w
    let entry i j = points[2 * i] * others[j] + points[2 * i + 1] * others[2 + j]

    ComplexTensor.matmul square other
    |> ComplexTensor.reshape [ 4 ]
    |> agree [ entry 0 0; entry 0 1; entry 1 0; entry 1 1 ]

[<Fact>]
let ``the gradient by z is the direction of steepest ascent`` () =
    let gradient = grad (fun z -> Tensor.sum (ComplexTensor.squaredAbs z)) z
    agree (points |> List.map (fun z -> 2.0 * z)) gradient
    // Of the real part of a holomorphic f, the conjugate of f'.
    let ofReal (f: ComplexTensor -> ComplexTensor) = grad (fun z -> Tensor.sum (f z).Real) z
    agree (points |> List.map (fun z -> Complex.Conjugate(3.0 * z * z))) (ofReal (fun z -> z * z * z))
    agree (points |> List.map (Complex.Exp >> Complex.Conjugate)) (ofReal exp)
    agree (points |> List.map (fun z -> Complex.Conjugate(Complex.One / z))) (ofReal log)
    agree (points |> List.map (fun z -> z / Complex(z.Magnitude, 0.0))) (grad (ComplexTensor.abs >> Tensor.sum) z)

[<Fact>]
let ``derivatives at 0`` () =
    let zero = ofComplex [ Complex.Zero; Complex.One ]
    agree [ Complex.Zero; Complex.One ] (grad (ComplexTensor.abs >> Tensor.sum) zero)
    agree [ Complex.ImaginaryOne; Complex.ImaginaryOne ] (grad (ComplexTensor.angle >> Tensor.sum) zero)
    values [ 0.0; 1.0 ] (ComplexTensor.abs zero)
    let _, moved = jvp ComplexTensor.abs zero { Real = Tensor.ones [ 2 ]; Imaginary = Tensor.ones [ 2 ] }
    values [ 0.0; 1.0 ] moved
    Assert.True(System.Double.IsNaN((grad (fun z -> Tensor.sum (log z).Real) zero).Real[0].ToFloat()))

[<Fact>]
let ``derivatives to second order`` () =
    Check.assertDerivatives (fun (z: ComplexTensor, w: ComplexTensor) -> let q = z / w in q.Real, q.Imaginary) (z, w)
    Check.assertDerivatives (fun z -> ComplexTensor.angle (z * exp z)) z
    Check.assertDerivatives (fun z -> ComplexTensor.abs (log z * x)) z

[<Fact>]
let ``under vmap`` () =
    let f (z: ComplexTensor) = exp (z * z) / (2.0 + z)
    let expected = f z
    let found = vmap f z
    same expected.Real found.Real
    same expected.Imaginary found.Imaginary

[<Fact>]
let ``text`` () =
    Assert.Equal("complex [2] float64\n[ 1.5 - 2.00i -0.5 + 0.25i]", string (ofComplex points[..1]))
    Assert.Equal("complex 1.0 + 2.0i (float64)", string (ComplexTensor.create (tensor 1.0) (tensor 2.0)))
    Assert.Equal("complex [1] float64\n[nan - infi]", string (ofComplex [ Complex(nan, -infinity) ]))
    Assert.Equal(string z, sprintf "%A" z)
    let mutable inside = ""

    grad
        (fun (z: ComplexTensor) ->
            inside <- string z
            Tensor.sum z.Real)
        z
    |> ignore

    Assert.Equal("complex of tensor [4] float64 inside grad and tensor [4] float64 inside grad", inside)
