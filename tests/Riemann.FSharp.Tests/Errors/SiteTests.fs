/// The line of the user's program in a message.
module Riemann.FSharp.Tests.SiteTests

open System
open System.Runtime.CompilerServices
open Xunit
open Riemann.FSharp

let private matrix rows columns = Tensor.zeros [ rows; columns ]

/// The message of the error that the action raises, as one text.
let private message (action: unit -> unit) = (Expect.error action).Message

[<Fact>]
let ``a message says what, with which operands, by which rule, and where`` () =
    let x, w = matrix 2 3, matrix 4 5
    let at = Int32.Parse __LINE__ + 1
    let text = message (fun () -> x *@ w |> ignore)

    let expected =
        [ "matmul: inner dimensions differ: 3 and 4"
          "  left  [2; 3]   right [4; 5]"
          "  rule  [.., m, k] @ [.., k, n] -> [.., m, n]"
          $"  at    SiteTests.fs({at}): let text = message (fun () -> x *@ w |> ignore)" ]

    Assert.Equal(String.Join('\n', expected), text)

let private layerLine = Int32.Parse __LINE__ + 4

/// A program's own function: its line is the one wanted.
[<MethodImpl(MethodImplOptions.NoInlining)>]
let private layer (w: Tensor) (x: Tensor) = x *@ w + 1.0

let private layerText = "let private layer (w: Tensor) (x: Tensor) = x *@ w + 1.0"

let private isAt expected (action: unit -> unit) =
    match (Expect.error action).Site with
    | Some site -> Assert.Equal(("SiteTests.fs", expected, layerText), (site.File, site.Line, site.Text))
    | None -> Assert.Fail "no line was found"

[<Fact>]
let ``the line is the innermost of the user's program`` () =
    isAt layerLine (fun () -> layer (matrix 4 5) (matrix 2 3) |> ignore)

[<Fact>]
let ``the line is found through transformations`` () =
    let w, x = matrix 4 5, matrix 2 3
    isAt layerLine (fun () -> grad (layer w >> Tensor.sum) x |> ignore)
    isAt layerLine (fun () -> hessian (layer w >> Tensor.sum) x |> ignore)
    isAt layerLine (fun () -> vmap (layer w) x |> ignore)
    isAt layerLine (fun () -> jvp (layer w) x x |> ignore)

[<Fact>]
let ``an error inside vmap shows the shapes of one example`` () =
    (fun () -> vmap (layer (matrix 4 5)) (matrix 2 3))
    |> Expect.refusal
        _.IsShape
        [ "matmul: inner dimensions differ: 3 and 4"
          "  left  [3]   right [4; 5]"
          "  rule  [.., m, k] @ [.., k, n] -> [.., m, n]" ]

[<Fact>]
let ``an error carries its operation and its case`` () =
    let error = Expect.error (fun () -> matrix 2 3 *@ matrix 4 5)
    Assert.Equal("matmul", error.Operation)

    match error.Error with
    | RiemannError.Shape(problem, [ "left", left; "right", right ], _) ->
        Assert.Equal("inner dimensions differ: 3 and 4", problem)
        Assert.Equal("[2; 3]", string left)
        Assert.Equal("[4; 5]", string right)
    | other -> Assert.Fail $"%A{other}"
