/// The special functions against values with 17 digits, at their edges, and against each other.
module Riemann.FSharp.Tests.SpecialTests

open System
open System.Globalization
open System.IO
open Xunit
open Riemann.FSharp

/// The function, the ulps it may be off, and the magnitude up to which those are ulps of that magnitude: a function
/// that crosses 0 where no digit can be kept.
let private functions: Map<string, (Tensor -> Tensor) * float * float> =
    Map
        [ "erf", (Tensor.erf, 3.0, 0.0)
          "erfc", (Tensor.erfc, 4.0, 0.0)
          "erfinv", (Tensor.erfinv, 6.0, 0.0)
          "lgamma", (Tensor.lgamma, 6.0, 0.0)
          "lgammaBelow0", (Tensor.lgamma, 6.0, 1.0)
          "digamma", (Tensor.digamma, 8.0, 1.0)
          "polygamma1", (Tensor.polygamma 1, 16.0, 0.0)
          "polygamma2", (Tensor.polygamma 2, 16.0, 0.0)
          "polygamma9", (Tensor.polygamma 9, 16.0, 0.0)
          "polygamma30", (Tensor.polygamma 30, 16.0, 0.0)
          "sinc", (Tensor.sinc, 2.0, 0.0)
          "besselJ0", (Tensor.besselJ 0, 8.0, 1.0)
          "besselJ1", (Tensor.besselJ 1, 8.0, 1.0)
          "besselJ4", (Tensor.besselJ 4, 8.0, 1.0)
          "besselI0", (Tensor.besselI 0, 128.0, 0.0)
          "besselI1", (Tensor.besselI 1, 128.0, 0.0)
          "besselI3", (Tensor.besselI 3, 128.0, 0.0)
          "besselIScaled0", (Tensor.besselIScaled 0, 128.0, 0.0)
          "besselIScaled1", (Tensor.besselIScaled 1, 128.0, 0.0)
          "besselY0", (Tensor.besselY 0, 16.0, 1.0)
          "besselY1", (Tensor.besselY 1, 16.0, 1.0)
          "besselY4", (Tensor.besselY 4, 16.0, 1.0)
          "besselK0", (Tensor.besselK 0, 64.0, 0.0)
          "besselK1", (Tensor.besselK 1, 64.0, 0.0)
          "besselK4", (Tensor.besselK 4, 64.0, 0.0)
          "besselKScaled0", (Tensor.besselKScaled 0, 64.0, 0.0)
          "besselKScaled1", (Tensor.besselKScaled 1, 64.0, 0.0)
          "erfcx", (Tensor.erfcx, 6.0, 0.0)
          "logNormalCdf", (Tensor.logNormalCdf, 512.0, 0.0)
          "exponentialIntegral1", (Tensor.exponentialIntegral 1, 64.0, 0.0)
          "exponentialIntegral3", (Tensor.exponentialIntegral 3, 64.0, 0.0)
          "regularisedGammaP0.5", (Tensor.regularisedGammaP 0.5, 64.0, 0.0)
          "regularisedGammaP4", (Tensor.regularisedGammaP 4.0, 128.0, 0.0)
          "regularisedGammaP300", (Tensor.regularisedGammaP 300.0, 8192.0, 0.0)
          "regularisedGammaQ0.5", (Tensor.regularisedGammaQ 0.5, 64.0, 0.0)
          "regularisedGammaQ4", (Tensor.regularisedGammaQ 4.0, 128.0, 0.0)
          "regularisedGammaQ300", (Tensor.regularisedGammaQ 300.0, 8192.0, 0.0)
          "regularisedBeta0.5", (Tensor.regularisedBeta 0.5 0.5, 128.0, 0.0)
          "regularisedBeta2.5", (Tensor.regularisedBeta 2.5 7.0, 1024.0, 0.0)
          "regularisedBeta300", (Tensor.regularisedBeta 300.0 100.0, 8192.0, 0.0) ]

/// Arguments and values by function.
let private references =
    File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "SpecialValues.txt"))
    |> Array.filter (fun line -> not (line.StartsWith '#'))
    |> Array.map (_.Split(' '))
    |> Array.groupBy Array.head
    |> Array.map (fun (name, rows) ->
        let column i = rows |> Array.map (fun row -> Double.Parse(row[i], CultureInfo.InvariantCulture))
        name, (column 1, column 2))
    |> Map

let names: obj[] seq = functions.Keys |> Seq.map (fun name -> [| box name |])

[<Theory; MemberData(nameof names)>]
let ``float64 agrees with seventeen digits`` (name: string) =
    let f, ulps, scale = functions[name]
    let x, expected = references[name]
    Assert.True(x.Length >= 13, name)

    for x, expected, found in Array.zip3 x expected (Expect.numbers (f (tensor x))) do
        let ulp = Math.BitIncrement(max scale (abs expected)) - max scale (abs expected)
        let off = abs (found - expected) / ulp
        Assert.True(off <= ulps, $"{name} %.17g{x} = %.17g{found}, not %.17g{expected}: %.1f{off} ulp off")

[<Theory; MemberData(nameof names)>]
let ``float32 is as accurate`` (name: string) =
    let f, _, scale = functions[name]
    let x = fst references[name] |> Array.map float32 |> Array.filter (fun x -> Single.IsFinite x && x <> 0.0f)
    let single = f (tensor x)
    Assert.Equal(DType.Float32, single.DType)

    for x, expected, found in Array.zip3 x (Expect.numbers (f (tensor (Array.map float x)))) (single.ToArray<float32>()) do
        let nearest = max (float32 scale) (abs (float32 expected))
        let off = abs (float found - expected) / float (MathF.BitIncrement nearest - nearest)
        let isSame = float32 expected = found || Double.IsNaN expected && Single.IsNaN found
        Assert.True(isSame || off <= 4.0, $"{name} {x}f = {found}, not {expected}: %.1f{off} ulp off")

let private edges: (string * (Tensor -> Tensor) * (float * float) list) list =
    [ "erf", Tensor.erf, [ 0.0, 0.0; infinity, 1.0; -infinity, -1.0; 1e300, 1.0; nan, nan ]
      "erfc", Tensor.erfc, [ 0.0, 1.0; infinity, 0.0; -infinity, 2.0; 30.0, 0.0; nan, nan ]
      "erfinv", Tensor.erfinv, [ 0.0, 0.0; 1.0, infinity; -1.0, -infinity; 1.5, nan; -infinity, nan; nan, nan ]
      "lgamma", Tensor.lgamma, [ 1.0, 0.0; 2.0, 0.0; 0.0, infinity; -3.0, infinity; infinity, infinity; nan, nan ]
      "lgamma", Tensor.lgamma, [ -infinity, infinity; 1e308, infinity; 1e305, 701.288 * 1e305; -1e18, infinity ]
      "digamma", Tensor.digamma, [ 0.0, -infinity; -0.0, infinity; -2.0, nan; infinity, infinity; -infinity, nan ]
      "polygamma 1", Tensor.polygamma 1, [ 0.0, infinity; -2.0, infinity; infinity, 0.0; -infinity, nan; nan, nan ]
      "polygamma 2", Tensor.polygamma 2, [ 0.0, nan; -2.0, nan; infinity, 0.0; -infinity, nan; nan, nan ]
      "sinc", Tensor.sinc, [ 0.0, 1.0; 1.0, 0.0; -7.0, 0.0; 1e17, 0.0; infinity, 0.0; -infinity, 0.0; nan, nan ]
      "besselJ", Tensor.besselJ 1, [ 0.0, 0.0; infinity, 0.0; -infinity, 0.0; nan, nan ]
      "besselI", Tensor.besselI 1, [ 0.0, 0.0; infinity, infinity; -infinity, -infinity; 800.0, infinity; nan, nan ]
      "besselIScaled", Tensor.besselIScaled 0, [ 0.0, 1.0; infinity, 0.0; -infinity, 0.0; nan, nan ] ]

[<Fact>]
let ``edges and poles`` () =
    for name, f, points in edges do
        for x, expected in points do
            for found in [ f (tensor x); (f (Tensor.broadcastTo [ 2; 3 ] (tensor x)))[1, 2] ] do
                try
                    Expect.near 1e-4 [ expected ] found
                with error ->
                    Assert.Fail $"{name} {x}: {error.Message}"

let private points = Tensor.linspace -2.9 2.9 59

[<Fact>]
let ``symmetries and inverses`` () =
    Expect.near 1e-15 (Expect.numbers (-(Tensor.erf points))) (Tensor.erf -points)
    Expect.near 1e-15 (Expect.numbers (1.0 - Tensor.erf points)) (Tensor.erfc points)
    Expect.near 1e-11 (Expect.numbers points) (Tensor.erfinv (Tensor.erf points))
    Expect.near 1e-13 (Expect.numbers (Tensor.lgamma points)) (Tensor.lgamma (points + 1.0) - log (abs points))
    let between = points + 0.05
    Expect.near 1e-13 (Expect.numbers (Tensor.digamma between)) (Tensor.digamma (between + 1.0) - 1.0 / between)
    Assert.Equal<float>(Expect.numbers (Tensor.digamma points), Expect.numbers (Tensor.polygamma 0 points))
    // Beta (2, 3) = 1! 2! / 4!.
    Expect.values [ Math.Log(1.0 / 12.0) ] (Tensor.lbeta (tensor 2.0) (tensor 3.0))

[<Fact>]
let ``sinc is smooth at 0`` () =
    // 1 - (pi x)^2 / 6 + (pi x)^4 / 120 - ...
    let derivative = grad Tensor.sinc
    Expect.number 0.0 (derivative (tensor 0.0))
    Expect.number (-(Math.PI ** 2.0) / 3.0) (grad derivative (tensor 0.0))
    Expect.number 0.0 (grad (grad derivative) (tensor 0.0))
    Expect.number (Math.PI ** 4.0 / 5.0) (grad (grad (grad derivative)) (tensor 0.0))

[<Fact>]
let ``Bessel functions have their series at 0, in every derivative`` () =
    // J1 = x / 2 - x^3 / 16, I0 = 1 + x^2 / 4 + x^4 / 64
    Expect.number 0.5 (grad (Tensor.besselJ 1) (tensor 0.0))
    Expect.number -0.375 (grad (grad (grad (Tensor.besselJ 1))) (tensor 0.0))
    Expect.number 0.5 (grad (grad (Tensor.besselI 0)) (tensor 0.0))

[<Fact>]
let ``what is defined for x > 0 has its limits there, and NaN below`` () =
    let edges = tensor [ -1.0; 0.0; infinity; nan ]
    Expect.values [ nan; -infinity; 0.0; nan ] (Tensor.besselY 1 edges)
    Expect.values [ nan; infinity; 0.0; nan ] (Tensor.besselK 1 edges)
    Expect.values [ nan; infinity; 0.0; nan ] (Tensor.besselKScaled 0 edges)
    Expect.values [ nan; infinity; 0.0; nan ] (Tensor.exponentialIntegral 1 edges)
    Expect.values [ nan; 0.5; 0.0; nan ] (Tensor.exponentialIntegral 3 edges)
    Expect.values [ nan; 0.0; 1.0; nan ] (Tensor.regularisedGammaP 2.0 edges)
    Expect.values [ nan; 1.0; 0.0; nan ] (Tensor.regularisedGammaQ 2.0 edges)
    Expect.values [ nan; 0.0; nan; nan ] (Tensor.regularisedBeta 2.0 3.0 edges)
    Expect.values [ infinity; 0.0; nan ] (Tensor.erfcx (tensor [ -infinity; infinity; nan ]))
    Expect.values [ -infinity; 0.0; nan ] (Tensor.logNormalCdf (tensor [ -infinity; infinity; nan ]))
    Expect.values [ 0.0; 0.5; 1.0 ] (Tensor.normalCdf (tensor [ -40.0; 0.0; 40.0 ]))

[<Fact>]
let ``tails keep the digits of their derivatives`` () =
    // Mills' ratio: the slope of log Phi is -x - 1/x + 2/x^3 - ..., that of erfcx -1 / (sqrt pi x^2) + ....
    for x in [ -1e3; -1e6 ] do
        Expect.near 1e-10 [ -x - 1.0 / x + 2.0 / x ** 3.0 ] (grad Tensor.logNormalCdf (tensor x))
        Expect.near 1e-8 [ -1.0 + 1.0 / (x * x) ] (grad (grad Tensor.logNormalCdf) (tensor x))

    let slope x = (grad Tensor.erfcx (tensor (x: float))).ToFloat() * sqrt Math.PI * x * x
    Expect.values [ -1.0 + 1.5e-8 ] (tensor [ slope 1e4 ])
    // Both sides of where the expansion begins.
    let near, far = slope 30.0, slope (Math.BitIncrement 30.0)
    Assert.InRange(near - far, -1e-11, 1e-11)
    Expect.number 1.0 (grad (Tensor.regularisedGammaP 1.0) (tensor 0.0))
    // The distribution function of chi square with one degree is that of |normal| at its root.
    Expect.near
        1e-13
        [ Math.Sqrt(2.0 / Math.PI) * Math.Exp -0.5 * 0.5 * 2.0 ]
        (grad (fun x -> Tensor.regularisedGammaP 0.5 (x * x * 0.5)) (tensor 1.0))

[<Fact>]
let ``a negative order is refused`` () =
    let isValue =
        function
        | RiemannError.Value _ -> true
        | _ -> false

    Expect.refusal isValue [ "polygamma: the order is -1"; "  hint  orders are 0, 1, 2, ..." ] (fun () ->
        Tensor.polygamma -1 points)

    let hint = "  hint  orders are 0, 1, 2, ...; of order -n is that of order n, times (-1)^n for J"
    Expect.refusal isValue [ "besselJ: the order is -2"; hint ] (fun () -> Tensor.besselJ -2 points)

[<Fact>]
let ``special functions refuse integers`` () =
    let error = Expect.error (fun () -> Tensor.erf (tensor [ 1; 2 ]))
    Assert.StartsWith("erf: the operands must hold floats", error.Message)

[<Fact>]
let ``parameters beyond the method are refused`` () =
    let hint = "  hint  parameters are from 0.001 to 100000, where the method keeps its accuracy"

    Expect.refusal _.IsValue [ "regularisedGammaP: a parameter is 0"; hint ] (fun () ->
        Tensor.regularisedGammaP 0.0 points)

    for wrong in [ -1.0; nan; infinity ] do
        Assert.True (Expect.error (fun () -> Tensor.regularisedGammaQ wrong points)).Error.IsValue
        Assert.True (Expect.error (fun () -> Tensor.regularisedBeta wrong 1.0 points)).Error.IsValue
        Assert.True (Expect.error (fun () -> Tensor.regularisedBeta 1.0 wrong points)).Error.IsValue

    Expect.refusal
        _.IsValue
        [ "exponentialIntegral: the order is 0"; "  hint  orders are 1, 2, ...; of order 0 it is exp -x / x" ]
        (fun () -> Tensor.exponentialIntegral 0 points)
