/// Linear functions, partial derivatives, Jacobians of trees, and vmap along chosen axes.
module Riemann.FSharp.Tests.LinearizeTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 0.3; -0.2; 0.5 ]
let private v = tensor [ 1.0; 2.0; -1.0 ]
let private f (x: Tensor) = sin x * Tensor.sum x

[<Fact>]
let ``linearize gives the value and a function that jvp agrees with`` () =
    let y, push = linearize f x
    Expect.same (f x) y

    for t in [ v; x; Tensor.zeros [ 3 ] ] do
        push t |> Expect.same (jvp f x t |> snd)

[<Fact>]
let ``linearize runs the function once`` () =
    let mutable calls = 0

    let counted x =
        calls <- calls + 1
        f x

    let _, push = linearize counted x
    push v |> ignore
    vmap push (Tensor.eye 3) |> Tensor.transpose |> Expect.same (jacrev f x)
    Assert.Equal(1, calls)

[<Fact>]
let ``the linear function is differentiated, by its tangent and by the point`` () =
    let _, push = linearize f x
    jacrev push v |> Expect.same (jacrev f x)
    jacfwd push v |> Expect.same (jacrev f x)
    let moved x = (linearize f x |> snd) v
    jacfwd moved x |> Expect.same (jacfwd (fun x -> jvp f x v |> snd) x)
    jacrev moved x |> Expect.same (jacfwd moved x)

type private Line = { Slope: Tensor; Offset: Tensor; Name: string }

let private line = { Slope = tensor [ 2.0; -1.0 ]; Offset = tensor 0.5; Name = "fit" }

let private values line = {| Y = line.Slope * line.Offset; Best = Tensor.argMax 0 line.Slope; Still = x |}

[<Fact>]
let ``linearize is of trees`` () =
    let value, push = linearize values line
    let moved = push line
    Expect.same (values line).Y value.Y
    Expect.same (2.0 * line.Slope * line.Offset) moved.Y
    Expect.same (tensor 0L) moved.Best
    Expect.same (Tensor.zeros [ 3 ]) moved.Still

[<Fact>]
let ``linearize refuses tangents that do not fit`` () =
    Expect.refusal
        _.IsShape
        [ "linearize: the tangent does not fit"
          "  value [3]   tangent []"
          "  rule  value and tangent have one shape" ]
        (fun () -> (linearize f x |> snd) (tensor 1.0))

    let _, push = linearize (fun xs -> List.reduce (+) xs) [ x; x ]
    Assert.True (Expect.error (fun () -> push [ x ])).Error.IsValue
    Assert.True (Expect.error (fun () -> linearize sin (tensor 1L))).Error.IsNotDifferentiable
    let hidden = Expect.error (fun () -> linearize (fun (x: Tensor) -> seq { x }) x)
    Assert.Contains("linearize: the function's result holds", hidden.Message)

let private energy (x: Tensor) = Tensor.sum (sin x * exp (x * x[0]))

[<Fact>]
let ``vhp is the Hessian times the vector`` () =
    vhp energy x v |> Expect.same (v *@ hessian energy x)
    vhp energy x v |> Expect.same (hvp energy x v)
    vmap (vhp energy x) (Tensor.eye 3) |> Expect.same (hessian energy x)
    let loss line = Tensor.sum (sin (line.Slope * line.Offset))
    let found, expected = vhp loss line line, hvp loss line line
    Expect.same expected.Slope found.Slope
    Expect.same expected.Offset found.Offset
    Assert.Equal("fit", found.Name)

[<Fact>]
let ``mixed partial derivatives are those by hand`` () =
    // f = x^3 y^2 + sin(y z): f_x = 3x^2 y^2, f_xxy = 12 x y, f_yz = cos(yz) - yz sin(yz), f_xyz = 0.
    let f (x: Tensor, y: Tensor, z: Tensor) = x ** 3.0 * y * y + sin (y * z)
    let point = tensor 2.0, tensor 3.0, tensor 0.5
    mixedPartial [] f point |> Expect.number (72.0 + sin 1.5)
    mixedPartial [ 0 ] f point |> Expect.number 108.0
    mixedPartial [ 0; 0; 1 ] f point |> Expect.number 72.0
    mixedPartial [ 1; 0; 0 ] f point |> Expect.number 72.0
    mixedPartial [ 1; 2 ] f point |> Expect.number (cos 1.5 - 1.5 * sin 1.5)
    mixedPartial [ -1; -2 ] f point |> Expect.number (cos 1.5 - 1.5 * sin 1.5)
    mixedPartial [ 0; 1; 2 ] f point |> Expect.number 0.0

[<Fact>]
let ``mixed partial derivatives of vectors, of any result, in any transformation`` () =
    let h = hessian energy x

    for i in 0..2 do
        for j in 0..2 do
            mixedPartial [ i; j ] energy x |> Expect.same h[i, j]

    mixedPartial [ 1 ] f x |> Expect.same (jacfwd f x).[*, 1]
    let rows = Tensor.stack 0 [ x; v ]
    vmap (mixedPartial [ 0; 2 ] energy) rows |> Expect.same (vmap (hessian energy) rows).[*, 0, 2]
    grad (mixedPartial [ 0; 2 ] energy) x |> Expect.same (jacfwd (hessian energy) x).[0, 2]

[<Fact>]
let ``a number that is not there is refused`` () =
    Expect.refusal
        _.IsIndex
        [ "mixedPartial: index 3 is outside axis 0 of length 3"; "  shape [3]"; "  rule  indices run from -3 to 2" ]
        (fun () -> mixedPartial [ 0; 3 ] energy x)

    Assert.True (Expect.error (fun () -> mixedPartial [ 0 ] id (tensor 1L))).Error.IsNotDifferentiable

[<Fact>]
let ``the Jacobian of a tree has named rows and columns`` () =
    let found = Jacobian.ofTree values line
    Assert.Equal<string list>([ "Slope[0]"; "Slope[1]"; "Offset" ], found.Columns)
    Assert.Equal<string list>([ "Still[0]"; "Still[1]"; "Still[2]"; "Y[0]"; "Y[1]" ], found.Rows)

    Expect.same
        (tensor [ [ 0.0; 0.0; 0.0 ]; [ 0.0; 0.0; 0.0 ]; [ 0.0; 0.0; 0.0 ]; [ 0.5; 0.0; 2.0 ]; [ 0.0; 0.5; -1.0 ] ])
        found.Matrix

[<Fact>]
let ``the Jacobian of a tree is the same by rows and by columns`` () =
    let wide (x: Tensor) = [ f x; cos x ]
    let narrow (x: Tensor, y: Tensor) = Tensor.sum (f x) * y
    let rows = Jacobian.ofTree wide x
    Expect.same (Tensor.concatenate 0 [ jacrev f x; jacrev cos x ]) rows.Matrix
    Assert.Equal<string list>([ "[0]"; "[1]"; "[2]" ], rows.Columns)
    let columns = Jacobian.ofTree narrow (x, tensor 2.0)
    Assert.Equal<int list>([ 1; 4 ], columns.Matrix.Shape)
    Assert.Equal<string list>([ "value" ], columns.Rows)
    Assert.Equal<string list>([ "0[0]"; "0[1]"; "0[2]"; "1" ], columns.Columns)
    let gx, gy = grad narrow (x, tensor 2.0)
    Expect.same (Tensor.concatenate 0 [ gx; Tensor.insertAxis 0 gy ]) columns.Matrix[0]

    jacfwd (fun x -> (Jacobian.ofTree wide x).Matrix) x
    |> Expect.same (jacrev (fun x -> (Jacobian.ofTree wide x).Matrix) x)

[<Fact>]
let ``numbers of different float types meet in the wider one`` () =
    let g (a: Tensor, b: Tensor) = a * Tensor.cast DType.Float64 b
    let found = Jacobian.ofTree g (tensor [ 1.0; 2.0 ], tensor [ [ 3.0f; 4.0f ] ])
    Assert.Equal<string list>([ "0[0]"; "0[1]"; "1[0, 0]"; "1[0, 1]" ], found.Columns)
    Expect.same (tensor [ [ 3.0; 0.0; 1.0; 0.0 ]; [ 0.0; 4.0; 0.0; 2.0 ] ]) found.Matrix

[<Fact>]
let ``a Jacobian needs floats on both sides`` () =
    Assert.True (Expect.error (fun () -> Jacobian.ofTree id (tensor 1L))).Error.IsNotDifferentiable
    Assert.True (Expect.error (fun () -> Jacobian.ofTree (Tensor.argMax 0) x)).Error.IsNotDifferentiable

let private cube = Tensor.reshape [ 2; 3; 4 ] (Tensor.arange 24)

[<Fact>]
let ``vmapOver maps along any axis to any axis`` () =
    let g (x: Tensor) = x * 2.0
    vmapOver [ 1 ] [ 1 ] g cube |> Expect.same (g cube)
    vmapOver [ -1 ] [ -1 ] g cube |> Expect.same (g cube)
    vmapOver [ 2 ] [ 0 ] g cube |> Expect.same (Tensor.permute [ 2; 0; 1 ] (g cube))
    vmapOver [ 0 ] [ 2 ] g cube |> Expect.same (Tensor.permute [ 1; 2; 0 ] (g cube))
    vmapOver [ 0 ] [ 0 ] g cube |> Expect.same (vmap g cube)
    vmapOver [ 1 ] [ 0 ] Tensor.sum cube |> Expect.same (Tensor.sumOver [ 0; 2 ] cube)

[<Fact>]
let ``vmapOver takes one axis for each tensor`` () =
    let a, b = cube[0], Tensor.arange 3
    let g (a: Tensor, b: Tensor) = a * b, Tensor.sum a
    let scaled, sums = vmapOver [ 0; 0 ] [ 1; 0 ] g (a, b)
    Expect.same (Tensor.transpose (a * Tensor.insertAxis 1 b)) scaled
    Expect.same (Tensor.sumOver [ 1 ] a) sums
    let scaled, _ = vmapOver [ 1; -1 ] [ 0 ] g (Tensor.transpose a, b)
    Expect.same (a * Tensor.insertAxis 1 b) scaled

[<Fact>]
let ``vmapOver is differentiated and nests`` () =
    let g (x: Tensor) = Tensor.sum (sin x)
    grad (fun x -> Tensor.sum (vmapOver [ 1 ] [ 0 ] g x)) cube |> Expect.same (cos cube)
    vmapOver [ 2 ] [ 2 ] (vmapOver [ 1 ] [ 1 ] sin) cube |> Expect.same (sin cube)

[<Fact>]
let ``vmapOver refuses axes that are not there or do not match`` () =
    let refused inAxes outAxes (xs: Tensor list) =
        (Expect.error (fun () -> vmapOver inAxes outAxes (List.reduce (+)) xs)).Error

    Assert.True (refused [ 3 ] [ 0 ] [ cube; cube ]).IsAxis
    Assert.True (refused [ 0 ] [ 3 ] [ cube; cube ]).IsAxis
    Assert.True (refused [ 0; 1 ] [ 0 ] [ cube; cube ]).IsShape

    Expect.refusal
        _.IsValue
        [ "vmapOver: 3 in axes [0; 1; 2] for 2 tensors"; "  hint  one axis for each tensor in order, or one for all" ]
        (fun () -> vmapOver [ 0; 1; 2 ] [ 0 ] (List.reduce (+)) [ cube; cube ])
