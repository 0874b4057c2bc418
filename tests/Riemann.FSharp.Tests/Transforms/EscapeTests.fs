/// Values that outlive the transformation they belong to.
module Riemann.FSharp.Tests.EscapeTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 1.0; 2.0 ]

/// A value that a transformation worked with, kept by a mutable variable.
let private leaks: (string * (unit -> Tensor)) list =
    let kept (transform: (Tensor -> Tensor) -> Tensor -> unit) () =
        let mutable leak = x
        let keep (value: Tensor) = leak <- value * value

        transform
            (fun value ->
                keep value
                Tensor.sum value)
            x

        leak

    [ "grad", kept (fun f x -> grad f x |> ignore)
      "valueAndGrad", kept (fun f x -> valueAndGrad f x |> ignore)
      "jvp", kept (fun f x -> jvp f x x |> ignore)
      "vjp", kept (fun f x -> vjp f x |> ignore)
      "vmap", kept (fun f x -> vmap f x |> ignore) ]

let private isEscape transformation (error: RiemannException) =
    match error.Error with
    | RiemannError.Escaped name -> Assert.Equal(transformation, name)
    | other -> Assert.Fail $"%A{other} is not an escape"

[<Fact>]
let ``an operation on an escaped value names the transformation`` () =
    for transformation, leak in leaks do
        let value = leak ()
        Expect.error (fun () -> sin value) |> isEscape transformation
        Expect.error (fun () -> value + x) |> isEscape transformation
        Expect.error (fun () -> 2.0 - value) |> isEscape transformation
        Expect.error (fun () -> Tensor.where (tensor true) x value) |> isEscape transformation

[<Fact>]
let ``reading an escaped value names the transformation`` () =
    for transformation, leak in leaks do
        let value = leak ()
        Expect.error (fun () -> value.ToArray<float>()) |> isEscape transformation

[<Fact>]
let ``printing an escaped value does not fail`` () =
    for transformation, leak in leaks do
        Assert.EndsWith($"inside {transformation}", string (leak ()))

[<Fact>]
let ``an escaped value is reported inside another transformation`` () =
    for transformation, leak in leaks do
        let value = leak ()
        Expect.error (fun () -> grad (fun y -> Tensor.sum (y * value)) x) |> isEscape transformation
        Expect.error (fun () -> vmap (fun y -> Tensor.sum (y * value)) x) |> isEscape transformation

[<Fact>]
let ``the message of an escape says what to do`` () =
    let _, leak = leaks.Head
    let value = leak ()

    (fun () -> sin value)
    |> Expect.refusal
        _.IsEscaped
        [ "sin: a value escaped from grad, which has already returned"
          "  rule  return every value from the function given to grad"
          "  hint  lazy sequences and mutable variables keep such values: use List.map, Array.map" ]

[<Fact>]
let ``a value that escapes after an exception is reported too`` () =
    let mutable leak = x

    let failing (value: Tensor) : Tensor =
        leak <- value
        failwith "in the middle"

    Assert.ThrowsAny<exn>(fun () -> grad failing x |> ignore) |> ignore
    Expect.error (fun () -> leak + 1.0) |> isEscape "grad"

[<Fact>]
let ``a lazy sequence that is evaluated too late is reported`` () =
    let mutable late = Seq.empty<Tensor>

    let f (value: Tensor) =
        late <- seq { for i in 1..3 -> value * float i }
        Tensor.sum value

    grad f x |> ignore
    Expect.error (fun () -> Seq.toList late) |> isEscape "grad"

[<Fact>]
let ``a closure that is called too late is reported`` () =
    let mutable later = fun (y: Tensor) -> y

    let f (value: Tensor) =
        later <- fun y -> y * value
        Tensor.sum value

    grad f x |> ignore
    Expect.error (fun () -> later x) |> isEscape "grad"

[<Fact>]
let ``an inner value kept by the outer function is reported there`` () =
    let outer (x: Tensor) =
        let mutable inner = x

        grad
            (fun y ->
                inner <- y * x
                Tensor.sum y)
            x
        |> ignore

        Tensor.sum inner

    Expect.error (fun () -> grad outer x) |> isEscape "grad"

[<Fact>]
let ``an outer value used inside an inner transformation is no escape`` () =
    let f (x: Tensor) = Tensor.sum (vmap (fun y -> Tensor.sum (y * x)) (Tensor.eye 2))
    grad f x |> Expect.values [ 1.0; 1.0 ]

let private hidden transformation typeName (action: unit -> 'T) =
    action
    |> Expect.refusal
        _.IsValue
        [ $"{transformation}: the function's result holds a {typeName}, whose tensors cannot be seen"
          "  hint  return tensors in records, tuples, lists or arrays; evaluate sequences with List.ofSeq" ]

[<Fact>]
let ``a result that hides tensors is refused`` () =
    hidden "vjp" "sequence" (fun () -> vjp (fun (x: Tensor) -> seq { x }) x)
    hidden "vjp" "Lazy" (fun () -> vjp (fun (x: Tensor) -> lazy x) x)
    hidden "vjp" "function" (fun () -> vjp (fun (x: Tensor) -> (fun () -> x)) x)
    hidden "jvp" "function" (fun () -> jvp (fun (x: Tensor) -> x, (fun () -> x)) x x)
    hidden "vmap" "sequence" (fun () -> vmap (fun (x: Tensor) -> {| Parts = seq { x } |}) x)
    hidden "valueAndGradAux" "List" (fun () -> valueAndGradAux (fun (x: Tensor) -> x[0], ResizeArray [ x ]) x)

[<Fact>]
let ``a result may hold collections of plain values`` () =
    let (_, aux), _ =
        valueAndGradAux
            (fun (x: Tensor) -> x[0], (set [ 3; 1 ], dict [ "loss", 0.5 ], ResizeArray [ true ], array2D [ [ 1.0 ] ]))
            x

    let numbers, named, flags, grid = aux
    Assert.Equal<int list>([ 1; 3 ], Set.toList numbers)
    Assert.Equal(0.5, named["loss"])
    Assert.True flags[0]
    Assert.Equal(1.0, grid[0, 0])
