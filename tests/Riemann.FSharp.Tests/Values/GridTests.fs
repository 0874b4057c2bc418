/// Differences, integrals and interpolation on grids, against numpy 1.24 and scipy 1.10 in float64.
module Riemann.FSharp.Tests.GridTests

open Xunit
open Riemann.FSharp

let private points = tensor [ 0.0; 1.0; 1.5; 4.0 ]
let private y = tensor [ [ 1.0; 3.0; -2.0; 5.0 ]; [ 2.0; 2.0; 7.0; -1.0 ] ]

[<Fact>]
let ``differences`` () =
    Expect.same (tensor [ [ 2.0; -5.0; 7.0 ]; [ 0.0; 5.0; -8.0 ] ]) (Tensor.diff 1 1 y)
    Expect.same (tensor [ [ -7.0; 12.0 ]; [ 5.0; -13.0 ] ]) (Tensor.diff 2 -1 y)
    Expect.same (tensor [ [ 1.0; -1.0; 9.0; -6.0 ] ]) (Tensor.diff 1 0 y)
    Expect.same y (Tensor.diff 0 0 y)
    Expect.same (tensor [ 2; -3 ]) (Tensor.diff 1 0 (tensor [ 1; 3; 0 ]))
    Assert.Equal<int list>([ 2; 0 ], (Tensor.diff 5 1 y).Shape)
    Assert.Equal<int list>([ 0 ], (Tensor.diff 1 0 (Tensor.zeros [ 0 ])).Shape)

    Expect.same
        (tensor [ [ 2.0; -6.0; -7.866666666666666; 2.8 ]; [ 0.0; 6.666666666666666; 7.8; -3.2 ] ])
        (Tensor.centralDifferences points 1 y)

    // Exact for a parabola inside.
    let slopes = Tensor.centralDifferences points 0 (Tensor.square points)
    Expect.values [ 2.0; 3.0 ] slopes[1..2]
    Expect.values [ 2.0; 2.0 ] (Tensor.centralDifferences points[0..1] 0 (tensor [ 1.0; 3.0 ]))

[<Fact>]
let ``integrals`` () =
    Expect.values [ 6.0; 11.75 ] (Tensor.trapezoid points 1 y)
    Expect.values [ 6.0; 11.75 ] (Tensor.trapezoid points 0 (Tensor.transpose y))
    Expect.same (tensor [ [ 0.0; 2.0; 2.25; 6.0 ]; [ 0.0; 2.0; 4.25; 11.75 ] ]) (Tensor.cumulativeTrapezoid points 1 y)
    Expect.values [ 0.0; 0.0 ] (Tensor.trapezoid points[0..0] 1 y[*, 0..0])
    Expect.values [ 0.0 ] (Tensor.cumulativeTrapezoid points[0..0] 0 (tensor [ 7.0 ]))
    Expect.number 0.0 (Tensor.trapezoid (Tensor.zeros [ 0 ]) 0 (Tensor.zeros [ 0 ]))
    Assert.Equal<int list>([ 0 ], (Tensor.cumulativeTrapezoid (Tensor.zeros [ 0 ]) 0 (Tensor.zeros [ 0 ])).Shape)
    // The integral of the differences is the whole difference.
    Expect.number (4.0 ** 2.0) (Tensor.trapezoid points 0 (2.0 * points))

[<Fact>]
let ``interpolation`` () =
    let x = tensor [ -1.0; 0.0; 0.25; 1.0; 1.2; 3.0; 4.0; 9.0; nan ]
    let expected = [ 1.0; 1.0; 1.5; 3.0; 1.0; 2.2; 5.0; 5.0; nan ]
    Expect.values expected (Tensor.interp points y[0] x)
    Expect.same (Tensor.interp points y[0] x) (Tensor.interp points y[0] (Tensor.reshape [ 3; 3 ] x) |> Tensor.flatten)
    Expect.number 1.5 (Tensor.interp points y[0] (tensor 0.25))
    Expect.values [ 7.0; 7.0 ] (Tensor.interp (tensor [ 2.0 ]) (tensor [ 7.0 ]) (tensor [ 1.0; 5.0 ]))
    // Two values at one point are a jump.
    let jump = Tensor.interp (tensor [ 0.0; 1.0; 1.0; 2.0 ]) (tensor [ 0.0; 1.0; 5.0; 6.0 ])
    Expect.values [ 0.5; 5.0; 5.5 ] (jump (tensor [ 0.5; 1.0; 1.5 ]))
    let atEnd = Tensor.interp (tensor [ 0.0; 1.0; 1.0 ]) (tensor [ 0.0; 1.0; 5.0 ])
    Expect.values [ 0.5; 5.0 ] (atEnd (tensor [ 0.5; 1.0 ]))
    Expect.values [ 2.0; 0.0 ] (grad (fun x -> Tensor.sum (Tensor.interp points y[0] x)) (tensor [ 0.0; 5.0 ]))
    Expect.values [ 0.5; 3.0 ] (Tensor.lerp (tensor [ 0.0; 1.0 ]) (tensor 2.0) (tensor [ 0.25; 2.0 ]))

[<Fact>]
let ``polynomials`` () =
    Expect.values [ 0.5; 1.5; 10.5 ] (Tensor.polyval (tensor [ 2.0; -1.0; 0.5 ]) (tensor [ 0.0; 1.0; -2.0 ]))
    Expect.number 0.0 (Tensor.polyval (Tensor.zeros [ 0 ]) (tensor 3.0))
    Expect.same (tensor [ [ 8.0; 4.0; 2.0; 1.0 ]; [ 27.0; 9.0; 3.0; 1.0 ] ]) (Tensor.vander 4 (tensor [ 2.0; 3.0 ]))
    Expect.same (tensor [ [ 1.0 ]; [ 1.0 ] ]) (Tensor.vander 1 (tensor [ 2.0; 3.0 ]))
    Assert.Equal<int list>([ 2; 0 ], (Tensor.vander 0 (tensor [ 2.0; 3.0 ])).Shape)

let private smooth: (string * (Tensor -> Tensor)) list =
    let x = tensor [ 0.3; 1.2; 3.3; 0.9 ]

    [ "diff", Tensor.diff 2 0
      "centralDifferences of y", Tensor.centralDifferences points 0
      "centralDifferences at", (fun p -> Tensor.centralDifferences (points + p * 0.01) 0 x)
      "trapezoid", Tensor.trapezoid points 0
      "trapezoid at", (fun p -> Tensor.trapezoid (points + p * 0.01) 0 x)
      "cumulativeTrapezoid", Tensor.cumulativeTrapezoid points 0
      "interp", Tensor.interp points x
      "interp of values", (fun y -> Tensor.interp points y x)
      "interp at", (fun p -> Tensor.interp (points + p * 0.01) (points * points) x)
      "lerp", (fun t -> Tensor.lerp t (sin t) (t * t))
      "polyval", (fun t -> Tensor.polyval t (cos t))
      "vander", Tensor.vander 4 ]

let names: obj[] seq = seq { for name, _ in smooth -> [| name |] }

[<Theory; MemberData(nameof names)>]
let ``derivatives, and under vmap`` (name: string) =
    let f = smooth |> List.find (fst >> (=) name) |> snd
    let x = tensor [ 0.4; 1.3; 2.2; -0.7 ]
    Check.assertDerivatives (fun x -> sin (f x)) x
    let batch = Tensor.stack 0 [ x; 0.5 * x; x + 0.1 ]
    Expect.same (Tensor.stack 0 (List.map f (Tensor.unstack 0 batch))) (vmap f batch)

[<Fact>]
let ``what does not fit is refused`` () =
    Expect.refusal
        _.IsShape
        [ "trapezoid: the points do not fit"
          "  points [4]   values [2; 4]"
          "  rule  a vector with the length of axis 0" ]
        (fun () -> Tensor.trapezoid points 0 y)

    Expect.refusal _.IsValue [ "centralDifferences: 1 points along axis 0"; "  hint  at least 2" ] (fun () ->
        Tensor.centralDifferences (tensor [ 1.0 ]) 0 (tensor [ 1.0 ]))

    Expect.refusal _.IsValue [ "interp: 0 points along axis 0"; "  hint  at least 1" ] (fun () ->
        Tensor.interp (Tensor.zeros [ 0 ]) (Tensor.zeros [ 0 ]) y)

    Assert.True (Expect.error (fun () -> Tensor.interp points points[1..] y)).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.diff -1 0 y)).Error.IsValue
    Assert.True (Expect.error (fun () -> Tensor.diff 1 2 y)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.polyval y points)).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.vander -1 points)).Error.IsValue
