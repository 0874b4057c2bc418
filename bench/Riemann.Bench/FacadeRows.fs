/// The C# facade beside the functional core, on the same work.
module Riemann.Bench.FacadeRows

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.Bench.Row

type private Facade = Riemann.Tensor

let private random shape seed = Random.normalOf DType.Float32 shape (Key.create seed) * 0.05
let private batch () = random [ 64; 784 ] 1L, random [ 64; 10 ] 2L
let private init () = [| random [ 784; 200 ] 3L; random [ 200 ] 4L; random [ 200; 10 ] 5L; random [ 10 ] 6L |]

let private facade (x: Tensor) =
    let shape = List.toArray x.Shape
    Facade.From(x.ToArray<float32>() |> box).Reshape(shape)

/// A step of gradient descent by hand, as functions of tensors.
let private functional () =
    let images, targets = batch ()

    let loss (w: Tensor[]) =
        let hidden = tanh (images *@ w[0] + w[1])
        let difference = hidden *@ w[2] + w[3] - targets
        Tensor.mean (difference * difference)

    let mutable w = init ()

    fun () -> w <- Array.map2 (fun (w: Tensor) g -> w - g * 0.1) w (grad loss w)

/// The same with Backward.
let private imperative () =
    let images, targets = let images, targets = batch () in facade images, facade targets
    let w = init () |> Array.map (fun w -> (facade w).RequiresGradInPlace())

    fun () ->
        let hidden = (images.MatMul w[0] + w[1]).Tanh()
        let difference = hidden.MatMul w[2] + w[3] - targets
        (difference * difference).Mean().Backward()
        use _ = new Riemann.NoGrad()

        for w in w do
            w.SubInPlace(w.Grad * 0.1) |> ignore
            w.Grad <- null

/// Twenty products and a sum, forwards and back, on 8 elements.
let private smallOperations = 21

let private smallFunctional () =
    let x = [| Tensor.zeros [ 8 ]; Tensor.zeros [ 8 ] |]
    let power (x: Tensor[]) = List.replicate 20 x[1] |> List.fold (*) x[0] |> Tensor.sum
    fun () -> grad power x |> ignore

let private smallImperative () =
    let leaf () = Facade.From(box (Array.zeroCreate<float> 8), true)
    let x, y = leaf (), leaf ()

    fun () ->
        let mutable power = x

        for _ in 1..20 do
            power <- power * y

        power.Sum().Backward()
        x.Grad <- null
        y.Grad <- null

let all =
    [ row "training step 784-200-10 by hand, batch 64, functional" None functional
      row "training step 784-200-10 by hand, batch 64, C# facade" None imperative
      { row "multiply 8 float64, forwards and back, functional" None smallFunctional with Operations = smallOperations }
      { row "multiply 8 float64, forwards and back, C# facade" None smallImperative with Operations = smallOperations } ]
