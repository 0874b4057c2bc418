module Riemann.FSharp.Learning.Tests.LbfgsTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Walks

let private wolfe =
    { Lbfgs.defaults with
        MaxIterations = 1000
        GradientTolerance = 1e-10
        ChangeTolerance = 0.0
        LineSearch = Some(StrongWolfe.search { StrongWolfe.defaults with Tolerance = 1e-16 }) }

let private rosenbrock (p: Tensor) =
    let p, next = Tensor.slice [ Slice.Range(0, -2) ] p, Tensor.slice [ Slice.Range(1, -1) ] p
    Tensor.sum (100.0 * Tensor.square (next - Tensor.square p) + Tensor.square (1.0 - p))

let private start count = Tensor.ofArray [ count ] (Array.init count (fun i -> if i % 2 = 0 then -1.2 else 1.0))
let private distance (a: Tensor) (b: Tensor) = float (Tensor.max (abs (a - b)))

[<Fact>]
let ``Rosenbrock's valley of 10 and of 100 to 1e-8`` () =
    for count in [ 10; 100 ] do
        let found = Lbfgs.minimise wolfe rosenbrock (Tensor.zeros [ count ])
        Assert.True(distance found.Parameters (Tensor.ones [ count ]) < 1e-8, $"{count}: {found.Reason}")
        Assert.Equal(LbfgsStop.Gradient, found.Reason)
        Assert.True(found.Value < 1e-16)

[<Fact>]
let ``an ellipsoid of 10 with axes from 1 to 1e5, to 1e-8`` () =
    let scales = tensor [ for i in 0..9 -> 10.0 ** (float i * 5.0 / 9.0) ]
    let centre = tensor [ for i in 0..9 -> sin (float i) ]
    let rotation = Tensor.eye 10 - 0.2 * Tensor.ones [ 10; 10 ] // a reflection

    let objective (p: Tensor) = Tensor.sum (scales * Tensor.square (Tensor.matmul rotation (p - centre)))

    let found = Lbfgs.minimise wolfe objective (start 10)
    Assert.True(distance found.Parameters centre < 1e-8, $"{found}")

[<Fact>]
let ``a regression of 10 on classes, to 1e-8 of Newton's solution`` () =
    let examples = Random.normal [ 60; 10 ] (Key.create 1L)
    let labels = Tensor.cast DType.Float64 (Tensor.greater (Random.normal [ 60 ] (Key.create 2L)) (tensor 0.0))

    let objective (p: Tensor) =
        Loss.binaryCrossEntropyOfLogits labels (Tensor.matmul examples p) + 0.01 * Tensor.dot p p

    let found = Lbfgs.minimise wolfe objective (Tensor.zeros [ 10 ])

    let newton =
        Solver.newtonWith { Tolerance = 1e-13; Steps = 50 } (fun p () -> grad objective p) (Tensor.zeros [ 10 ]) ()

    Assert.True(distance found.Parameters newton < 1e-8)

[<Fact>]
let ``a tree is descended as its numbers are, and what is not trained stays`` () =
    let settings = { wolfe with MaxIterations = 7 }
    let found = Lbfgs.minimise settings loss model
    let flat (model: Model) = Tensor.concatenate 0 [ Tensor.flatten model.Layer.Weight; model.Layer.Bias.Value ]

    let tree (p: Tensor) =
        let weight = Tensor.reshape [ 2; 2 ] (Tensor.slice [ Slice.Range(0, 3) ] p)
        { model with Layer = { Weight = weight; Bias = Some(Tensor.slice [ Slice.Range(4, 5) ] p) } }

    let alone = Lbfgs.minimise settings (tree >> loss) (flat model)
    same alone.Parameters (flat found.Parameters)
    same model.Seen found.Parameters.Seen
    same model.Fixed found.Parameters.Fixed
    Assert.Equal(alone.Evaluations, found.Evaluations)
    Assert.Equal(float (loss found.Parameters), found.Value)

[<Fact>]
let ``steps go on from a state that was saved by name`` () =
    for settings in [ { wolfe with MaxIterations = 3; History = 4 }; { Lbfgs.defaults with LearningRate = 0.1 } ] do
        let step (p, state) =
            let p, state, _ = Lbfgs.step settings rosenbrock state p
            p, state

        let half, state = (start 10, Lbfgs.init settings (start 10)) |> step |> step |> step
        let restored = OptState.ofTensors (Lbfgs.init settings half) (OptState.toTensors state)
        same (step (half, state)) (step (half, restored))
        Assert.Equal(3L, state.Step)

[<Fact>]
let ``one step of many iterations is many steps of one`` () =
    let one = { wolfe with MaxIterations = 1; MaxEvaluations = Some 1000 }
    let together = { wolfe with MaxIterations = 12; MaxEvaluations = Some 1000 }
    let p, state, value = Lbfgs.step together rosenbrock (Lbfgs.init together (start 10)) (start 10)
    Assert.Equal(float (rosenbrock (start 10)), value)

    let step (p, state) _ =
        let p, state, _ = Lbfgs.step one rosenbrock state p
        p, state

    let found, states = List.fold step (start 10, Lbfgs.init one (start 10)) [ 1..12 ]
    same p found
    same state.Extra["Moves.9"] states.Extra["Moves.9"]

[<Fact>]
let ``the learning rate is data in the state`` () =
    let settings = { Lbfgs.defaults with MaxIterations = 1 }
    let objective (p: Tensor) = Tensor.sum (Tensor.square p)
    let state = OptState.withHyper "LearningRate" 0.5 (Lbfgs.init settings (tensor [ 3.0; 4.0 ]))
    let p, _, _ = Lbfgs.step settings objective state (tensor [ 3.0; 4.0 ])
    Numbers.equal [ 3.0 - 6.0 * 0.5 / 14.0; 4.0 - 8.0 * 0.5 / 14.0 ] p

/// The points that a search evaluates on the line of a function of one number, and the one it found.
let private search settings (f: Tensor -> Tensor) first =
    let tried = ResizeArray()

    let at (length: float) =
        let value, slope = valueAndGrad f (tensor length)
        tried.Add length
        { Length = length; Value = float value; Slope = float slope; Gradient = Tensor.reshape [ 1 ] slope }

    let start = at 0.0
    tried.Clear()
    let line = { Start = start; Length = first; Size = 1.0; At = at }
    start, StrongWolfe.search settings line, List.ofSeq tried

[<Fact>]
let ``what the strong Wolfe search finds fulfils its conditions`` () =
    let functions: (Tensor -> Tensor) list =
        [ fun x -> Tensor.square (x - 3.0)
          fun x -> -x / (Tensor.square x + 2.0) // Moré and Thuente (1994), equation 5.1, with beta = 2
          fun x -> (x + 0.004) ** 5.0 - 2.0 * (x + 0.004) ** 4.0 // 5.2
          fun x -> exp x - 5.0 * x
          fun x -> sin (3.0 * x) - 3.5 * x + 0.1 * Tensor.square x ]

    for f in functions do
        for curvature in [ 0.9; 0.1 ] do
            for first in [ 1e-3; 0.1; 1.0; 10.0 ] do
                let settings = { StrongWolfe.defaults with Curvature = curvature; Evaluations = 60 }
                let start, found, _ = search settings f first
                Assert.True(found.Value <= start.Value + 1e-4 * found.Length * start.Slope)
                Assert.True(abs found.Slope <= -curvature * start.Slope, $"{curvature} {first} {found.Length}")

[<Fact>]
let ``a search past the end of where a function is finite comes back`` () =
    let _, found, tried = search StrongWolfe.defaults (fun x -> -log(1.0 - x) - 2.0 * x) 4.0
    Assert.Equal(4.0, tried.Head)
    Assert.True(found.Length > 0.3 && found.Length < 0.7, $"{found.Length}")

[<Fact>]
let ``a search without evaluations left gives the best point`` () =
    let few = { StrongWolfe.defaults with Evaluations = 3; Curvature = 1e-9 }
    let _, found, tried = search few (fun x -> Tensor.square (x - 3.0) + 0.1 * sin (20.0 * x)) 1e-3
    Assert.Equal(4, tried.Length)
    Assert.Contains(found.Length, tried)
    let start, found, _ = search { few with Evaluations = 0 } (fun x -> Tensor.square (x - 3.0)) 1000.0
    Assert.Equal(start, found)

[<Fact>]
let ``a line search of one's own`` () =
    // Armijo's rule: halve until the value has fallen enough.
    let armijo (line: Line) =
        let rec search length =
            let point = line.At length

            if point.Value <= line.Start.Value + 1e-4 * length * line.Start.Slope then point else search (length / 2.0)

        search line.Length

    let found = Lbfgs.minimise { wolfe with LineSearch = Some armijo } rosenbrock (Tensor.zeros [ 10 ])
    Assert.True(distance found.Parameters (Tensor.ones [ 10 ]) < 1e-8)

[<Fact>]
let ``reasons to stop`` () =
    let square (p: Tensor) = Tensor.sum (Tensor.square p)
    let reason settings objective (p: Tensor) = (Lbfgs.minimise settings objective p).Reason
    Assert.Equal(LbfgsStop.Gradient, reason wolfe square (tensor [ 1.0; 2.0 ]))
    Assert.Equal(LbfgsStop.Gradient, reason wolfe square (tensor [ 0.0 ]))
    Assert.Equal(LbfgsStop.Iterations, reason { wolfe with MaxIterations = 4 } rosenbrock (start 10))
    Assert.Equal(LbfgsStop.Evaluations, reason { wolfe with MaxEvaluations = Some 3 } rosenbrock (start 10))
    Assert.Equal(LbfgsStop.Change, reason { wolfe with ChangeTolerance = 0.1 } rosenbrock (start 10))
    Assert.Equal(LbfgsStop.Slope, reason { wolfe with ChangeTolerance = 1.0 } square (tensor [ 1e-3 ]))

    let counted = Lbfgs.minimise { wolfe with MaxIterations = 4 } rosenbrock (start 10)
    Assert.Equal(4, counted.Iterations)

[<Fact>]
let ``every evaluation is counted`` () =
    for settings in [ wolfe; { Lbfgs.defaults with MaxIterations = 9 } ] do
        let mutable count = 0

        let objective (p: Tensor) =
            count <- count + 1
            Tensor.sum (Tensor.square (p - 1.0) + p ** 4.0)

        Assert.Equal((Lbfgs.minimise settings objective (start 6)).Evaluations, count)

[<Fact>]
let ``where a value is not finite the point before remains`` () =
    let roots (p: Tensor) = Tensor.sum (p - sqrt p) // NaN below 0
    let far = { Lbfgs.defaults with LearningRate = 1e3 }
    let found = Lbfgs.minimise far roots (tensor [ 4.0; 9.0 ])
    Assert.Equal(LbfgsStop.NotFinite, found.Reason)
    Numbers.equal [ 4.0; 9.0 ] found.Parameters
    let nowhere = Lbfgs.minimise wolfe roots (tensor [ -1.0 ])
    Assert.Equal(LbfgsStop.NotFinite, nowhere.Reason)
    Numbers.equal [ -1.0 ] nowhere.Parameters
    let inside = Lbfgs.minimise wolfe roots (tensor [ 4.0; 9.0 ])
    Assert.True(distance inside.Parameters (tensor [ 0.25; 0.25 ]) < 1e-8)

[<Fact>]
let ``float32 stays float32`` () =
    let single = Tensor.cast DType.Float32 (Tensor.zeros [ 4 ])
    let found = Lbfgs.minimise { wolfe with GradientTolerance = 1e-3 } rosenbrock single
    Assert.Equal(DType.Float32, found.Parameters.DType)
    Assert.True(distance (Tensor.cast DType.Float64 found.Parameters) (Tensor.ones [ 4 ]) < 1e-2)

[<Fact>]
let ``what is found has the derivatives of an implicit minimum, and no others`` () =
    let objective (x: Tensor) (p: Tensor) = Tensor.sum (Tensor.square (x - p) + 0.5 * x ** 4.0)
    let solver (p: Tensor) = (Lbfgs.minimise wolfe (fun x -> objective x p) p).Parameters
    let p = tensor [ 1.0; -2.0; 0.5 ]
    let x = solver p
    let expected = 2.0 * x * 2.0 / (2.0 + 6.0 * Tensor.square x) // where 2 (x - p) + 2 x^3 = 0
    let found = grad (Implicit.minimum objective solver >> Tensor.square >> Tensor.sum) p
    Assert.True(distance found expected < 1e-8)

    for through in [ grad (solver >> Tensor.sum); vmap solver ] do
        Numbers.refused "Lbfgs.minimise" "for derivatives of what is found use Implicit.minimum" (fun () -> through p)

[<Fact>]
let ``settings out of range are refused`` () =
    let refused words settings =
        Numbers.refused "Lbfgs.minimise" words (fun () -> Lbfgs.minimise settings rosenbrock (start 4))
        Numbers.refused "Lbfgs.init" words (fun () -> Lbfgs.init settings (start 4))

    refused "LearningRate is 0" { wolfe with LearningRate = 0.0 }
    refused "LearningRate is NaN" { wolfe with LearningRate = nan }
    refused "MaxIterations is 0" { wolfe with MaxIterations = 0 }
    refused "MaxEvaluations is 0" { wolfe with MaxEvaluations = Some 0 }
    refused "GradientTolerance is -1" { wolfe with GradientTolerance = -1.0 }
    refused "ChangeTolerance is NaN" { wolfe with ChangeTolerance = nan }
    refused "History is 0" { wolfe with History = 0 }

[<Fact>]
let ``a state of something else is refused`` () =
    let step state p () = Lbfgs.step wolfe rosenbrock state p
    let state = Lbfgs.init wolfe (start 4)
    let adam = (Optimiser.adam Adam.defaults).Init(start 4)
    Numbers.refused "Lbfgs.step" "the state has no Iterations" (step adam (start 4))
    let _, state, _ = step state (start 4) ()
    Numbers.refused "Lbfgs.step" "float64 [4], and there are 5 numbers" (step state (start 5))
    let lacking = { state with Extra = state.Extra.Remove "Gradient" }
    Numbers.refused "Lbfgs.step" "the state has no Gradient" (step lacking (start 4))

    let nothing () = Lbfgs.minimise wolfe (fun (_: Tensor) -> tensor 1.0) (tensor [ 1L ])
    Numbers.refused "Lbfgs.minimise" "no tensor to differentiate by" nothing

    let many () = Lbfgs.minimise wolfe (fun p -> p * 2.0) (start 4)
    Numbers.refused "valueAndGrad" "not one number" many
