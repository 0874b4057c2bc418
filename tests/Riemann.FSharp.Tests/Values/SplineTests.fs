module Riemann.FSharp.Tests.SplineTests

open System
open System.Numerics
open Xunit
open Riemann.FSharp

/// A quotient of whole numbers, and every finite float exactly.
[<CustomEquality; NoComparison>]
type Rational =
    { Over: BigInteger
      Under: BigInteger }

    static member Of(x: float) =
        let bits = BitConverter.DoubleToInt64Bits x
        let exponent = int ((bits >>> 52) &&& 0x7FFL)
        let fraction = bits &&& 0xFFFFFFFFFFFFFL
        let mantissa = BigInteger(if exponent = 0 then fraction else fraction ||| (1L <<< 52))
        let signed = if bits < 0L then -mantissa else mantissa
        let power = max 1 exponent - 1075

        if power >= 0 then
            { Over = signed * BigInteger.Pow(2I, power); Under = 1I }
        else
            { Over = signed; Under = BigInteger.Pow(2I, -power) }

    static member Whole(n: int) = { Over = BigInteger n; Under = 1I }
    static member (+)(a, b) = { Over = a.Over * b.Under + b.Over * a.Under; Under = a.Under * b.Under }
    static member (-)(a, b) = { Over = a.Over * b.Under - b.Over * a.Under; Under = a.Under * b.Under }
    static member (*)(a, b) = { Over = a.Over * b.Over; Under = a.Under * b.Under }

    /// A quotient with a denominator of 0 is 0, as de Boor defines it.
    static member (/)(a, b) =
        if b.Over.IsZero then
            Rational.Whole 0
        else
            let sign = BigInteger b.Over.Sign
            { Over = sign * a.Over * b.Under; Under = sign * a.Under * b.Over }

    member r.IsLess(other: Rational) = r.Over * other.Under < other.Over * r.Under

    override r.Equals other =
        match other with
        | :? Rational as o -> r.Over * o.Under = o.Over * r.Under
        | _ -> false

    override r.GetHashCode() = 0

    member r.ToFloat() =
        let divisor = BigInteger.GreatestCommonDivisor(r.Over, r.Under)
        let over, under = r.Over / divisor, r.Under / divisor
        // Enough bits that the division of whole numbers is right to the last place.
        let shift = int (max 0L (under.GetBitLength() - over.GetBitLength() + 64L))
        Math.ScaleB(float ((over <<< shift) / under), -shift)

/// The recursion over all bases, by definition, and its derivative.
let rec basis (knots: Rational[]) degree order i (x: Rational) =
    let last = knots[knots.Length - 1]
    let t k = knots[i + k]
    let lower = basis knots (degree - 1)

    if order > degree then
        Rational.Whole 0
    elif degree = 0 then
        let isInside = not (x.IsLess(t 0)) && x.IsLess(t 1)
        let isEnd = x.Equals last && (t 1).Equals last && (t 0).IsLess last
        Rational.Whole(if isInside || isEnd then 1 else 0)
    elif order > 0 then
        Rational.Whole degree
        * (lower (order - 1) i x / (t degree - t 0) - lower (order - 1) (i + 1) x / (t (degree + 1) - t 1))
    else
        (x - t 0) * lower 0 i x / (t degree - t 0) + (t (degree + 1) - x) * lower 0 (i + 1) x / (t (degree + 1) - t 1)

let private grids =
    [ "uniform", [ for i in 0..11 -> -2.2 + 0.4 * float i ]
      "uneven", [ -1.0; -0.9; -0.25; 0.0; 0.1; 0.15; 0.8; 1.7; 1.75; 2.0; 3.5; 4.0 ]
      "clamped", [ 0.0; 0.0; 0.0; 0.0; 0.3; 0.9; 1.4; 1.5; 2.0; 2.0; 2.0; 2.0 ]
      "repeated", [ -1.0; 0.0; 0.0; 0.0; 0.5; 0.5; 0.5; 0.5; 0.5; 1.0; 1.0; 3.0 ] ]

let cases: obj[] seq = seq { for name, _ in grids -> [| name |] }

/// Every knot, points on either side of it, between the knots and outside.
let private places (knots: float list) =
    [ for t in knots do
          Math.BitDecrement t
          t
          Math.BitIncrement t
      for a, b in List.pairwise knots do
          a + 0.3 * (b - a)
          a + 0.71 * (b - a)
      knots.Head - 1.0
      List.last knots + 1.0
      -infinity
      infinity ]

[<Theory; MemberData(nameof cases)>]
let ``bases and derivatives are those of de Boor's recursion in exact arithmetic`` (name: string) =
    let knots = List.find (fst >> (=) name) grids |> snd
    let exact = knots |> List.map Rational.Of |> Array.ofList
    let x = places knots

    for degree in 0..4 do
        let count = knots.Length - degree - 1

        for order in 0 .. degree + 1 do
            let found = (Tensor.splineBasis degree order (tensor knots) (tensor x)).ToArray<float>()

            let expected =
                [| for x in x do
                       for i in 0 .. count - 1 ->
                           if Double.IsFinite x then (basis exact degree order i (Rational.Of x)).ToFloat() else 0.0 |]

            let largest = expected |> Array.map abs |> Array.fold max 1.0

            Array.iter2
                (fun (a: float) b ->
                    Assert.True(
                        abs (a - b) <= (if order = 0 then 1e-15 else 1e-13) * largest,
                        $"degree {degree}, order {order}: {a} is not {b}"
                    ))
                found
                expected

[<Fact>]
let ``the bases add up to 1 between the inner knots, ends included`` () =
    for _, knots in grids do
        for degree in 0..3 do
            let x = Tensor.linspace knots[degree] knots[knots.Length - degree - 1] 101
            let sums = Tensor.splineBasis degree 0 (tensor knots) x |> Tensor.sumOver [ -1 ]
            Expect.near 1e-15 (List.replicate 101 1.0) sums

[<Fact>]
let ``an end that is repeated belongs to the last basis alone`` () =
    let knots = tensor [ 0.0; 0.0; 0.0; 1.0; 2.0; 2.0; 2.0 ]
    let at x = (Tensor.splineBasis 2 0 knots (tensor (x: float))).ToArray<float>()
    Assert.Equal<float[]>([| 1.0; 0.0; 0.0; 0.0 |], at 0.0)
    Assert.Equal<float[]>([| 0.0; 0.5; 0.5; 0.0 |], at 1.0)
    Assert.Equal<float[]>([| 0.0; 0.0; 0.0; 1.0 |], at 2.0)
    Assert.Equal<float[]>([| 0.0; 0.0; 0.0; 0.0 |], at (Math.BitIncrement 2.0))

[<Fact>]
let ``float32 rounds as it should`` () =
    for _, knots in grids do
        // Knots and points that float32 holds, so that both see the same.
        let knots = tensor knots |> Tensor.cast DType.Float32
        let x = Tensor.linspace -1.5 4.5 97 |> Tensor.cast DType.Float32
        let wide: Tensor -> Tensor = Tensor.cast DType.Float64

        for order in 0..2 do
            let expected = Tensor.splineBasis 3 order (wide knots) (wide x)
            let found = Tensor.splineBasis 3 order knots x
            Assert.Equal(DType.Float32, found.DType)
            let scale = 1.0 + float (Tensor.max (abs expected))
            Expect.near (2e-6 * scale) (Expect.numbers expected) (wide found)

[<Fact>]
let ``NaN in x and in the knots of a feature gives NaN, there only`` () =
    let good = [ for i in 0..5 -> float i ]
    let knots = tensor [ good; List.updateAt 3 nan good; good ]
    let x = tensor [ [ 2.5; 2.5; nan ]; [ 1.5; 7.0; infinity ] ]
    let isNaN = Tensor.splineBasis 2 0 knots x |> Tensor.isNaN |> Tensor.anyOver [ -1 ]
    Assert.Equal<bool[]>([| false; true; true; false; true; false |], isNaN.ToArray<bool>())

[<Fact>]
let ``knots count in ascending order, and equal knots alone have no spline`` () =
    let knots = tensor [ 3.0; 1.0; 0.0; 2.0; 4.0 ]
    let x = tensor [ 0.5; 1.7; 2.2; 4.0 ]
    Expect.same (Tensor.splineBasis 2 0 (Tensor.sort -1 knots) x) (Tensor.splineBasis 2 0 knots x)
    Expect.values (List.replicate 4 0.0) (Tensor.splineBasis 2 0 (tensor (List.replicate 5 1.0)) (tensor [ 1.0; 0.0 ]))

[<Fact>]
let ``a basis is right-continuous in its derivative`` () =
    let hat x = Tensor.splineBasis 1 0 (tensor [ 0.0; 1.0; 3.0 ]) x |> Tensor.sum
    Assert.Equal<float[]>([| 1.0; -0.5 |], [| for x in [ 0.0; 1.0 ] -> float (grad hat (tensor x)) |])

[<Fact>]
let ``third derivatives of a loss are those of the cubic pieces`` () =
    let knots = Tensor.linspace -3.0 4.0 8
    let coefficients = tensor [ 0.3; -1.0; 2.0; 0.7 ]
    let spline x = Tensor.sum (Tensor.splineBasis 3 0 knots x * coefficients)
    let third x = grad (grad (grad spline)) x
    let x = tensor 0.4
    let steps = [ -1.0; 3.0; -3.0; 1.0 ] // third differences of the coefficients of a uniform cubic spline
    let expected = List.map2 (*) steps [ 0.3; -1.0; 2.0; 0.7 ] |> List.sum
    Expect.near 1e-12 [ expected ] (third x)
    Expect.number 0.0 (grad third x)

[<Fact>]
let ``knots of several examples are mapped over, and do not move`` () =
    let knots = Tensor.stack 0 [ Tensor.linspace 0.0 6.0 7; Tensor.linspace -1.0 7.0 7 ]
    let x = tensor [ [ 1.3; 4.0 ]; [ 0.2; 5.0 ]; [ 2.2; 3.3 ] ]
    let basis knots = Tensor.splineBasis 2 0 knots x
    let expected = Tensor.stack 0 [ for i in 0..1 -> basis (Tensor.stack 0 [ knots[i]; knots[1 - i] ]) ]
    let both = Tensor.stack 0 [ knots; Tensor.flip [ 0 ] knots ]
    Expect.same expected (vmap basis both)
    let along (knots, x) = Tensor.splineBasis 2 0 knots x
    let expected = Tensor.stack 0 [ for i in 0..1 -> along (both[i], x[i]) ]
    Expect.same expected (vmap along (both, x[0..1]))
    Expect.same (Tensor.zerosLike both[0]) (grad (basis >> Tensor.square >> Tensor.sum) both[0])

[<Fact>]
let ``wrong operands are refused`` () =
    let shapes case =
        match case with
        | RiemannError.Shape _ -> true
        | _ -> false

    let values case =
        match case with
        | RiemannError.Value _ -> true
        | _ -> false

    let knots = Tensor.linspace 0.0 1.0 6

    (fun () -> Tensor.splineBasis 5 0 knots (tensor [ 0.5 ]))
    |> Expect.refusal
        shapes
        [ "splineBasis: 6 knots are too few for a spline of degree 5"
          "  x     [1]   knots [6]"
          "  rule  x [.., in] with knots [in; k], and at least degree + 2 knots" ]

    (fun () -> Tensor.splineBasis 3 0 (Tensor.zeros [ 3; 8 ]) (Tensor.zeros [ 4; 2 ]))
    |> Expect.refusal
        shapes
        [ "splineBasis: the knots are not of the last axes of x"
          "  x     [4; 2]   knots [3; 8]"
          "  rule  x [.., in] with knots [in; k], and at least degree + 2 knots" ]

    (fun () -> Tensor.splineBasis -1 0 knots (tensor [ 0.5 ]))
    |> Expect.refusal values [ "splineBasis: a degree of -1"; "  hint  a degree from 0 to 100" ]
