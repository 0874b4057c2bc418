module Riemann.FSharp.Learning.Tests.KanGraphTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private x = 2.0 * Random.uniformOf DType.Float64 [ 300; 2 ] (Key.create 3L) - 1.0
let private a, b = x[*, 0], x[*, 1]

let private symbol f inner shift scale offset =
    { Symbol = f; Inner = inner; Shift = shift; Scale = scale; Offset = offset }

let private line, square = EdgeFunction.Power 1.0, EdgeFunction.Power 2.0

let private unit node edges =
    let edge (s: AffineSymbol) =
        KanEdge.Symbol { Function = s.Symbol; Constants = tensor [ s.Inner; s.Shift; s.Scale; s.Offset ] }

    { Node = node
      Constant = tensor (if node = KanNode.Sum then 0.0 else 1.0)
      Edges = edges |> List.map (Option.map edge >> Option.defaultValue KanEdge.Nothing) }

/// x0 (x1 + 2) + 0.001 x1^2, with a node that does nothing.
let private graph =
    let one = Some(symbol line 1.0 0.0 1.0 0.0)

    { Inputs = 2
      Layers =
        [ [ unit KanNode.Product [ one; Some(symbol line 1.0 0.0 1.0 2.0) ]
            unit KanNode.Sum [ None; Some(symbol square 1.0 0.0 0.001 0.0) ] ]
          [ unit KanNode.Sum [ one; one ] ] ] }

let private outputOf graph = KanGraph.apply graph x |> Tensor.slice [ Slice.All; Slice.At 0 ]

let private isClose tolerance (wanted: Tensor) (found: Tensor) =
    let worst = (Tensor.max (abs (wanted - found))).ToFloat()
    Assert.True(worst <= tolerance, $"{worst}")

[<Fact>]
let ``a network of splines is the same edge by edge`` () =
    let settings = { Kan.defaults with LayersHidden = [ 2; 3; 1 ]; DType = DType.Float64 }
    let kan = Kan.init settings (Key.create 1L)
    isClose 1e-12 (Kan.apply kan x) (KanGraph.apply (KanGraph.ofKan kan) x)

[<Fact>]
let ``nodes add and multiply`` () = isClose 1e-12 (a * (b + 2.0) + 0.001 * Tensor.square b) (outputOf graph)

[<Fact>]
let ``the output moves with every parameter`` () =
    let loss graph = Tensor.sum (Tensor.square (KanGraph.apply graph x))
    let gradient = grad loss graph
    Assert.Equal(Tree.count graph, Tree.count gradient)
    Assert.True(Tree.leaves gradient |> List.forall (fun leaf -> (Tensor.norm 2.0 leaf).ToFloat() > 0.0))

[<Fact>]
let ``scores of edges sum to those of nodes, and what scores nothing is pruned`` () =
    let scores = KanGraph.importance x graph
    let score layer output input = scores |> Array.item layer |> Array.item output |> Array.item input
    Assert.True(score 1 0 0 > 0.99)
    Assert.True(score 1 0 1 < 0.01)
    Assert.Equal(0.0, score 0 1 0)
    let pruned = KanGraph.prune 0.01 x graph
    Assert.Equal(1, pruned.Layers.Head.Length)
    isClose 1e-3 (KanGraph.apply graph x) (KanGraph.apply pruned x)
    let nothing = KanGraph.prune 2.0 x graph
    Assert.Equal(0, nothing.Layers.Head.Length)

    isClose
        1e-9
        (Tensor.meanOver [ 0 ] (KanGraph.apply graph x))
        (KanGraph.apply nothing x |> Tensor.slice [ Slice.At 0 ])

[<Fact>]
let ``symbols give formulas`` () =
    let formula = (KanGraph.expressions [ "p"; "q" ] (KanGraph.prune 0.01 x graph)).Head
    let found = Expression.compile [ "p"; "q" ] formula x
    isClose 1e-3 (outputOf graph) found

[<Fact>]
let ``wrong places are refused`` () =
    let refused (f: unit -> 'T) = Assert.Throws<RiemannException>(fun () -> f () |> ignore).Message
    Assert.Contains("no edge", refused (fun () -> KanGraph.snap 0 5 0 (symbol line 1.0 0.0 1.0 0.0) graph))
    Assert.Contains("2 features", refused (fun () -> KanGraph.apply graph (Tensor.zeros [ 4; 3 ])))
    Assert.Contains("2 inputs", refused (fun () -> KanGraph.expressions [ "p" ] graph))
    Assert.Contains("4 examples", refused (fun () -> KanGraph.importance x[0..2, *] graph))

/// A network trained on a formula by L-BFGS, its grids following what the layers see.
let private trained shape f =
    let settings = { Kan.defaults with LayersHidden = shape; DType = DType.Float64; GridSize = 10 }
    let y = f x
    let loss kan = Tensor.mean (Tensor.square ((Kan.apply kan x)[*, 0] - y))

    let train kan =
        let found = Fit.minimise { Minimisation.defaults with MaxIterations = 100 } loss kan
        Kan.updateGrid 0.01 x found.Parameters

    let kan = Kan.init settings (Key.create 2L) |> Kan.updateGrid 0.01 x
    [ 1..4 ] |> List.fold (fun kan _ -> train kan) kan, y

[<Fact>]
let ``a trained network becomes the formula that it learnt`` () =
    let kan, y = trained [ 2; 1 ] (fun x -> sin (Math.PI * x[*, 0]) + Tensor.square x[*, 1])
    let found = KanGraph.ofKan kan |> Symbolic.formula EdgeFunction.all [ "x"; "y" ] x y
    Assert.Equal("y^2 + sin(3.1416 x)", Expression.toString found.Formula)
    Assert.True found.IsExact

[<Fact>]
let ``so does a network of two layers`` () =
    let kan, y = trained [ 2; 1; 1 ] (fun x -> exp (sin (Math.PI * x[*, 0]) + Tensor.square x[*, 1]))
    let found = KanGraph.ofKan kan |> Symbolic.formula EdgeFunction.all [ "x"; "y" ] x y
    Assert.Equal("exp(y^2 + sin(3.1416 x))", Expression.toString found.Formula)
    Assert.True found.IsExact

[<Fact>]
let ``a network that is too large is pruned to the formula`` () =
    let settings = { Kan.defaults with LayersHidden = [ 2; 5; 1 ]; DType = DType.Float64 }
    let y = exp (sin (Math.PI * a) + Tensor.square b)
    let error value = Tensor.mean (Tensor.square (Tensor.slice [ Slice.All; Slice.At 0 ] value - y))
    let loss kan = error (Kan.apply kan x) + 0.1 * Kan.activationLoss 1.0 1.0 kan x

    let train kan =
        let found = Fit.minimise { Minimisation.defaults with MaxIterations = 60 } loss kan
        Kan.updateGrid 0.01 x found.Parameters

    let kan = Kan.init settings (Key.create 2L) |> Kan.updateGrid 0.01 x
    let kan = [ 1..3 ] |> List.fold (fun kan _ -> train kan) kan
    let pruned = KanGraph.ofKan kan |> KanGraph.prune 0.03 x
    Assert.Equal<int list>([ 1; 1 ], pruned.Layers |> List.map List.length)

    let settings = { Minimisation.defaults with MaxIterations = 300 }
    let trained = (Fit.minimise settings (fun graph -> error (KanGraph.apply graph x)) pruned).Parameters
    let found = Symbolic.formula EdgeFunction.all [ "x"; "y" ] x y trained
    Assert.Equal("exp(y^2 + sin(3.1416 x))", Expression.toString found.Formula)
