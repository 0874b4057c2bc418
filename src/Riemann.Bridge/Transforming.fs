namespace Riemann.Bridge

open System
open Riemann.FSharp

/// The transformations of functions of several tensors, which are arrays here.
module internal Transforming =
    let private single (f: Func<Tensor[], Tensor>) = fun (x: Tensor[]) -> f.Invoke x
    let private several (f: Func<Tensor[], Tensor[]>) = fun (x: Tensor[]) -> f.Invoke x

    let JacFwd (f: Func<Tensor, Tensor>, x: Tensor) = jacfwd f.Invoke x
    let JacRev (f: Func<Tensor, Tensor>, x: Tensor) = jacrev f.Invoke x
    let Grad (f: Func<Tensor[], Tensor>, x: Tensor[]) : Tensor[] = grad (single f) x

    let Jvp (f: Func<Tensor[], Tensor[]>, x: Tensor[], v: Tensor[]) =
        jvp (several f) x v |> (fun (y, t) -> struct (y, t))

    let Vjp (f: Func<Tensor[], Tensor[]>, x: Tensor[], v: Tensor[]) =
        let y, pull = vjp (several f) x
        struct (y, pull v)

    let Hvp (f: Func<Tensor[], Tensor>, x: Tensor[], v: Tensor[]) = hvp (single f) x v
