/// Every nesting of transformations to second order, to compare two forms of one function.
module Riemann.FSharp.Tests.Modes

open Xunit
open Riemann.FSharp

let private v = tensor [ 0.7; -0.4; 1.1 ]
let private x = tensor [ 0.3; -0.2; 0.5 ]
let private rows = Tensor.stack 0 [ x; v; x * v; x + 1.0 ]

/// What transformations make of a function from vectors of three numbers to vectors of three.
let all: (string * ((Tensor -> Tensor) -> Tensor)) list =
    let number f (x: Tensor) = Tensor.sum (f x * tensor [ 1.0; -2.0; 0.5 ])
    let pushed f x = jvp f x v |> snd
    let pulled f x = (vjp f x |> snd) v

    [ "value", (fun f -> f x)
      "vmap", (fun f -> vmap f rows)
      "jvp", (fun f -> pushed f x)
      "vjp", (fun f -> pulled f x)
      "linearize", (fun f -> (linearize f x |> snd) v)
      "grad", (fun f -> grad (number f) x)
      "jacfwd", (fun f -> jacfwd f x)
      "jacrev", (fun f -> jacrev f x)
      "forward over reverse", (fun f -> jacfwd (grad (number f)) x)
      "reverse over forward", (fun f -> jacrev (pushed f) x)
      "forward over forward", (fun f -> jacfwd (jacfwd f) x)
      "reverse over reverse", (fun f -> jacrev (grad (number f)) x)
      "third order", (fun f -> jacfwd (jacrev (grad (number f))) x)
      "vmap of grad", (fun f -> vmap (grad (number f)) rows)
      "vmap of jvp", (fun f -> vmap (pushed f) rows)
      "vmap of hessian", (fun f -> vmap (hessian (number f)) rows)
      "grad of vmap", (fun f -> grad (fun xs -> Tensor.sum (sin (vmap f xs))) rows)
      "jvp of vmap", (fun f -> jvp (vmap f) rows (cos rows) |> snd)
      "hessian of vmap", (fun f -> hessian (fun xs -> Tensor.sum (sin (vmap f xs))) rows)
      "vmap of vmap", (fun f -> vmap (vmap f) (Tensor.stack 0 [ rows; sin rows ]))
      "vmap of grad of vmap",
      (fun f -> vmap (grad (fun xs -> Tensor.sum (sin (vmap f xs)))) (Tensor.stack 0 [ rows; sin rows ]))
      "captured by grad", (fun f -> grad (fun (w: Tensor) -> Tensor.sum (vmap (fun x -> f (w * x)) rows)) v)
      "captured by jvp", (fun f -> jvp (fun (w: Tensor) -> vmap (fun x -> f (w * x)) rows) v x |> snd)
      "captured by an inner grad", (fun f -> jacfwd (fun w -> grad (fun x -> number f (w * x)) x) v)
      "captured by an inner vmap", (fun f -> grad (fun x -> Tensor.sum (vmap (fun w -> f (w * x)) rows)) x) ]

/// Two functions are the same to every transformation.
let same (expected: Tensor -> Tensor) (found: Tensor -> Tensor) =
    for name, transform in all do
        try
            Expect.same (transform expected) (transform found)
        with error ->
            Assert.Fail $"{name}: {error.Message}\n{error.StackTrace}"
