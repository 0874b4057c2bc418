/// Arithmetic of tensors with units. That a line compiles with its type is half of what it tests.
module Riemann.FSharp.Tests.QuantityTests

open System
open Xunit
open Riemann.FSharp

[<Measure>]
type m

[<Measure>]
type s

[<Measure>]
type kg

let private lengths = Quantity.ofSeq [ 1.0<m>; -2.0<m>; 4.0<m> ]
let private times = Quantity.ofSeq [ 2.0<s>; 4.0<s>; 0.5<s> ]

let private holds (expected: float<'u> list) (found: Quantity<'u>) =
    Expect.values (expected |> List.map float) found.Tensor

[<Fact>]
let ``sums keep the unit, products and quotients combine it`` () =
    holds [ 2.0<m>; -4.0<m>; 8.0<m> ] (lengths + lengths)
    holds [ 0.0<m>; 0.0<m>; 0.0<m> ] (lengths - lengths)
    holds [ 2.0<m s>; -8.0<m s>; 2.0<m s> ] (lengths * times)
    holds [ 0.5<m / s>; -0.5<m / s>; 8.0<m / s> ] (lengths / times)
    holds [ 1.0; 1.0; 1.0 ] (lengths / lengths)
    holds [ -1.0<m>; 2.0<m>; -4.0<m> ] -lengths

[<Fact>]
let ``a float beside a quantity has a unit of its own`` () =
    holds [ 3.0<kg m>; -6.0<kg m>; 12.0<kg m> ] (3.0<kg> * lengths)
    holds [ 3.0<kg m>; -6.0<kg m>; 12.0<kg m> ] (lengths * 3.0<kg>)
    holds [ 2.0<m>; -4.0<m>; 8.0<m> ] (2.0 * lengths)
    holds [ 0.5<m / s>; -1.0<m / s>; 2.0<m / s> ] (lengths / 2.0<s>)
    holds [ 2.0<kg / m>; -1.0<kg / m>; 0.5<kg / m> ] (2.0<kg> / lengths)
    holds [ 2.0<m>; -1.0<m>; 5.0<m> ] (lengths + 1.0<m>)
    holds [ 2.0<m>; -1.0<m>; 5.0<m> ] (1.0<m> + lengths)
    holds [ 0.0<m>; -3.0<m>; 3.0<m> ] (lengths - 1.0<m>)
    holds [ 0.0<m>; 3.0<m>; -3.0<m> ] (1.0<m> - lengths)

[<Fact>]
let ``roots and powers change the unit as the numbers`` () =
    let area: Quantity<m^2> = Quantity.square lengths
    holds [ 1.0<m^2>; 4.0<m^2>; 16.0<m^2> ] area
    holds [ 1.0<m^3>; -8.0<m^3>; 64.0<m^3> ] (Quantity.cube lengths)
    holds [ 1.0<m>; 2.0<m>; 4.0<m> ] (sqrt area)
    holds [ 1.0<m>; 2.0<m>; 4.0<m> ] (abs lengths)

[<Fact>]
let ``functions of pure numbers take ratios`` () =
    let ratio = lengths / 4.0<m>
    let x = tensor [ 0.25; -0.5; 1.0 ]
    let same (expected: Tensor) (found: Quantity<1>) = Expect.same expected found.Tensor
    same (sin x) (sin ratio)
    same (cos x) (cos ratio)
    same (tan x) (tan ratio)
    same (asin x) (asin ratio)
    same (acos x) (acos ratio)
    same (atan x) (atan ratio)
    same (sinh x) (sinh ratio)
    same (cosh x) (cosh ratio)
    same (tanh x) (tanh ratio)
    same (exp x) (exp ratio)
    same (log (x * x)) (log (ratio * ratio))
    same (log10 (x * x)) (log10 (ratio * ratio))
    same (x ** 3.0) (ratio ** 3.0)
    same (atan2 (tensor [ 1.0; -2.0; 4.0 ]) (tensor 2.0)) (atan2 lengths (Quantity.ofFloat 2.0<m>))

[<Fact>]
let ``reductions and products`` () =
    holds [ 3.0<m> ] (Quantity.sum lengths)
    holds [ 1.0<m> ] (Quantity.mean lengths)
    holds [ 4.0<m> ] (Quantity.max lengths)
    holds [ -2.0<m> ] (Quantity.min lengths)
    holds [ sqrt 21.0 * 1.0<m> ] (Quantity.norm lengths)
    holds [ -4.0<m s> ] (Quantity.dot lengths times)
    let rows = Quantity.stack 0 [ lengths; 2.0 * lengths ]
    Assert.Equal<int list>([ 2; 3 ], rows.Shape)
    holds [ 3.0<m>; -6.0<m>; 12.0<m> ] (Quantity.sumOver [ 0 ] rows)
    holds [ 1.0<m>; 2.0<m> ] (Quantity.meanOver [ 1 ] rows)
    holds [ -4.0<m s>; -8.0<m s> ] (Quantity.matmul rows times)

[<Fact>]
let ``comparisons choose between quantities of one unit`` () =
    let one = Quantity.ofFloat 1.0<m>
    Expect.same (tensor [ false; true; false ]) (Quantity.less lengths one)
    Expect.same (tensor [ true; true; false ]) (Quantity.lessOrEqual lengths one)
    Expect.same (tensor [ false; false; true ]) (Quantity.greater lengths one)
    Expect.same (tensor [ true; false; true ]) (Quantity.greaterOrEqual lengths one)
    holds [ 1.0<m>; 2.0<m>; 4.0<m> ] (Quantity.where (Quantity.less lengths one) -lengths lengths |> abs)
    holds [ 1.0<m>; 1.0<m>; 4.0<m> ] (Quantity.maximum lengths one)
    holds [ 1.0<m>; -2.0<m>; 1.0<m> ] (Quantity.minimum lengths one)

[<Fact>]
let ``numbers come back with their unit`` () =
    Assert.Equal(-2.0<m>, lengths[1].ToFloat())
    Assert.Equal<float<m>[]>([| 1.0<m>; -2.0<m>; 4.0<m> |], lengths.ToArray())
    let single = Quantity.ofTensor<kg>(tensor [ 0.5f; 2.0f ])
    Assert.Equal<float<kg>[]>([| 0.5<kg>; 2.0<kg> |], single.ToArray())
    Assert.Equal(DType.Float32, (2.0<s> * single).Tensor.DType)
    Assert.Equal(lengths.Tensor.ToString(), string lengths)

[<Fact>]
let ``shapes change under the unit, and what is empty or not a number passes`` () =
    let column = lengths |> Quantity.map (Tensor.reshape [ 3; 1 ])
    Assert.Equal<int list>([ 3; 3 ], (column * times).Shape)
    let none = Quantity.ofSeq ([]: float<m> list)
    Assert.Equal<int list>([ 0 ], none.Shape)
    holds [ 0.0<m> ] (Quantity.sum none)
    let odd = Quantity.ofSeq [ nan * 1.0<m>; infinity * 1.0<m> ]
    Expect.values [ nan; infinity ] (odd + odd).Tensor

[<Fact>]
let ``a wrong shape is the tensor's error`` () =
    let error = Expect.error (fun () -> lengths + Quantity.ofSeq [ 1.0<m>; 2.0<m> ])
    Assert.StartsWith("add: the shapes do not broadcast", error.Message)
    Assert.Equal("ToFloat", (Expect.error (fun () -> lengths.ToFloat())).Operation)

/// The bytes that a hundred runs of an action allocate once it is warm: the least of several counts, since the runtime and
/// the pool of memory allocate something of their own now and then.
let private bytes (action: unit -> unit) =
    let count _ =
        let before = GC.GetAllocatedBytesForCurrentThread()

        for _ in 1..100 do
            action ()

        GC.GetAllocatedBytesForCurrentThread() - before

    List.init 10 count |> List.min

[<Fact>]
let ``units allocate nothing`` () =
    let x, t = lengths.Tensor, times.Tensor
    let plain () = Tensor.sum (2.0 * x * x / t - sqrt (x * x) * x / t) |> ignore

    let withUnits () =
        Quantity.sum (2.0 * lengths * lengths / times - sqrt (lengths * lengths) * lengths / times) |> ignore

    Assert.Equal(bytes plain, bytes withUnits)
