/// Gradients beside differences, entry by entry.
module Riemann.FSharp.Tests.Laws.CheckGradTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests

type private Layer = { Weight: Tensor; Bias: Tensor }
type private Net = { Hidden: Layer; Out: Layer; Steps: int }

let private normal shape seed = Random.normal shape (Key.create seed)

let private net =
    { Hidden = { Weight = normal [ 4; 2 ] 1L; Bias = normal [ 2 ] 2L }
      Out = { Weight = normal [ 2; 1 ] 3L; Bias = normal [ 1 ] 4L }
      Steps = 1 }

let private inputs = normal [ 3; 4 ] 5L
let private layer (l: Layer) x = x *@ l.Weight + l.Bias
let private loss (n: Net) = Tensor.mean (layer n.Out (tanh (layer n.Hidden inputs)) ** 2.0)

/// x, whose gradient is a half too large in this place.
let private spoiled (place: int list) (x: Tensor) =
    let factor = Expect.build x.Shape (fun index -> if index = place then 1.5 else 1.0)
    customVjp id (fun x -> x, ()) (fun () c -> c * factor) x

let private settings = GradientSettings.defaults

let private says (expected: string list) (action: unit -> 'T) = Expect.refusal _.IsValue expected action

[<Fact>]
let ``gradients that are right pass, in both modes`` () =
    checkGrad loss net
    checkGrad (fun (x: Tensor) -> Tensor.cumSum 0 (sin x)) (normal [ 5 ] 6L)

    for forward in [ false; true ] do
        match checkGradWith { settings with Forward = forward } loss net with
        | Ok report ->
            Assert.Equal<string list>(
                [ "Hidden.Weight"; "Hidden.Bias"; "Out.Weight"; "Out.Bias" ],
                report.Leaves |> List.map _.Name
            )

            Assert.Equal((13, 0), (report.Entries, report.Wrong))
            Assert.All(report.Leaves, (fun leaf -> Assert.InRange(leaf.LargestRelativeError, 0.0, 1e-7)))
        | Error report -> Assert.Fail(string report)

[<Fact>]
let ``a wrong rule is pointed at exactly`` () =
    let f (n: Net) = loss { n with Hidden = { n.Hidden with Weight = spoiled [ 3; 1 ] n.Hidden.Weight } }

    for forward in [ false; true ] do
        match checkGradWith { settings with Forward = forward } f net with
        | Ok _ -> Assert.Fail "not found"
        | Error report ->
            let first = report.First.Value
            Assert.Equal("Hidden.Weight[3, 1]", first.Argument)
            Assert.Equal("", first.Result)
            Assert.Equal(1.5, first.Gradient / first.Difference, 6)
            Assert.Equal(None, first.Sides)
            Assert.Equal<int list>([ 1; 0; 0; 0 ], report.Leaves |> List.map _.Wrong)
            Assert.Equal(1.0 / 3.0, report.Leaves.Head.LargestRelativeError, 6)

[<Fact>]
let ``the message of a wrong rule`` () =
    let f (p: {| Rate: Tensor; Weight: Tensor |}) = p.Rate * Tensor.sum (spoiled [ 1; 0 ] p.Weight * 0.5)

    says
        [ "checkGrad: 1 of 5 entries disagree with differences"
          "  first Weight[1, 0]: gradient 0.75, difference 0.5, off by 0.25"
          "  leaf  Rate: 0 of 1 disagree"
          "  leaf  Weight: 1 of 4 disagree, largest relative error 0.333" ]
        (fun () ->
            // Powers of two, whose differences round to nothing worth showing.
            match
                checkGradWith
                    { settings with Step = Some(1.0 / 1024.0) }
                    f
                    {| Rate = tensor 1.0; Weight = Tensor.zeros [ 2; 2 ] |}
            with
            | Error report -> Fail.raise "checkGrad" (RiemannError.Value(string report, ""))
            | Ok report -> report)

[<Fact>]
let ``a result of several numbers is named too`` () =
    let f (x: Tensor) = [ x; Tensor.stack 0 [ x; spoiled [ 2 ] x ] ]
    let message = (Expect.error (fun () -> checkGrad f (normal [ 3 ] 7L))).Message
    Assert.StartsWith("checkGrad: 1 of 27 entries disagree with differences\n", message)
    Assert.Contains("\n  first 1[1, 2] by argument[2]: gradient 1.5, difference 1, off by 0.5\n", message)
    let scalars (x: Tensor) = spoiled [] x

    Assert.Contains(
        "\n  first argument: gradient 1.5,",
        (Expect.error (fun () -> checkGrad scalars (tensor 2.0))).Message
    )

[<Fact>]
let ``where a function is not smooth the report says so`` () =
    let ramp (x: Tensor) = Tensor.sum (Tensor.where (Tensor.greater x (tensor 0.0)) (6.0 * x) (0.0 * x))
    let message = (Expect.error (fun () -> checkGrad ramp (tensor [ 1.0; 0.0 ]))).Message
    Assert.Contains("first argument[1]: gradient", message)
    Assert.Contains("\n  hint  not smooth there: one-sided differences are 0 and 6\n", message)
    // Steep, and smooth: the gap between the sides falls with the step.
    let steep (x: Tensor) = Tensor.sum (spoiled [ 0 ] (x * x) * 1e3)

    match checkGradWith settings steep (tensor [ 1.0 ]) with
    | Error report -> Assert.Equal(None, report.First.Value.Sides)
    | Ok _ -> Assert.Fail "passed"

[<Fact>]
let ``NaN and infinity disagree`` () =
    let isWrong (f: Tensor -> Tensor) x =
        match checkGradWith settings f (tensor [ x ]) with
        | Error report -> Assert.Equal(1, report.Wrong)
        | Ok _ -> Assert.Fail "passed"

    isWrong (log >> Tensor.sum) -1.0
    isWrong (sqrt >> Tensor.sum) 0.0
    isWrong (fun x -> customVjp id (fun x -> x, ()) (fun () c -> c * nan) x) 1.0
    isWrong (fun x -> customVjp id (fun x -> x, ()) (fun () c -> c * infinity) x) 1.0

[<Fact>]
let ``float32 has tolerances of its own`` () =
    let single = Tree.map (Tensor.cast DType.Float32) net
    let loss (n: Net) = Tensor.mean (layer n.Out (tanh (layer n.Hidden (Tensor.cast DType.Float32 inputs))) ** 2.0)
    checkGrad loss single
    checkGrad (fun n -> loss n * 1000.0) single
    let f (n: Net) = loss { n with Hidden = { n.Hidden with Bias = n.Hidden.Bias * 1.0 + stopGradient n.Hidden.Bias } }
    Assert.Contains("first Hidden.Bias[0]", (Expect.error (fun () -> checkGrad f single)).Message)

[<Fact>]
let ``of large trees random numbers are looked at, which the report says`` () =
    let x = normal [ 40; 30 ] 8L

    match checkGradWith { settings with Numbers = 20 } (fun x -> x * x) x with
    | Ok report ->
        Assert.Equal(((20, 1200), (20, 1200), 400), (report.Argument, report.Result, report.Entries))
        Assert.Contains("\n  note  20 of 1200 numbers of the argument, chosen at random", string report)
        Assert.Contains("\n  note  20 of 1200 numbers of the result, chosen at random", string report)
    | Error report -> Assert.Fail(string report)

    let wrong (x: Tensor) = Tensor.sum (customVjp id (fun x -> x, ()) (fun () c -> 2.0 * c) x)

    match checkGradWith { settings with Numbers = 20 } wrong x with
    | Error report -> Assert.Equal((20, 20), (report.Wrong, report.Entries))
    | Ok _ -> Assert.Fail "passed"

[<Fact>]
let ``trees without numbers`` () =
    Assert.True (Expect.error (fun () -> checkGrad (fun (_: int) -> tensor 1.0) 3)).Error.IsNotDifferentiable
    Assert.True (Expect.error (fun () -> checkGrad (Tensor.argMax 0) (tensor [ 1.0 ]))).Error.IsNotDifferentiable
    checkGrad sin (Tensor.zeros [ 0 ])
    checkGrad (fun (x: Tensor) -> x[0 .. -1]) (tensor [ 1.0 ])
