namespace Riemann.Bridge

open System
open Riemann.FSharp

/// The transformations of functions of several tensors, which are arrays here.
module internal Transforming =
    let private single (f: Func<Tensor[], Tensor>) = fun (x: Tensor[]) -> f.Invoke x
    let private several (f: Func<Tensor[], Tensor[]>) = fun (x: Tensor[]) -> f.Invoke x

    let Grad (f: Func<Tensor[], Tensor>, x: Tensor[]) : Tensor[] = grad (single f) x

    let Jvp (f: Func<Tensor[], Tensor[]>, x: Tensor[], v: Tensor[]) =
        jvp (several f) x v |> (fun (y, t) -> struct (y, t))

    let Vjp (f: Func<Tensor[], Tensor[]>, x: Tensor[], v: Tensor[]) =
        let y, pull = vjp (several f) x
        struct (y, pull v)

    /// The value, and the Hessian times v.
    let Hvp (f: Func<Tensor[], Tensor>, x: Tensor[], v: Tensor[]) =
        let (y, _), (_, product) = jvp (valueAndGrad (single f)) x v
        struct (y, product)

    /// For each result and each argument the derivative, of the shape of the one followed by that of the other, row by
    /// row: f runs once, and may read the values it computes with.
    let Jacobian (f: Func<Tensor[], Tensor[]>, x: Tensor[]) : Tensor[][] =
        let y, pull = vjp (several f) x

        let rows k (result: Tensor) =
            let along (c: Tensor) = pull (y |> Array.mapi (fun i y -> if i = k then c else Tensor.zerosLike y))
            let units = Tensor.eyeOf result.DType result.Length result.Length
            let gradients = vmap along (Tensor.reshape (result.Length :: result.Shape) units)
            Array.map2 (fun (x: Tensor) rows -> Tensor.reshape (result.Shape @ x.Shape) rows) x gradients

        Array.mapi rows y

    let CustomVjp
        (
            forward: Func<Tensor[], struct (Tensor[] * Tensor[])>,
            backward: Func<Tensor[], Tensor[], Tensor[]>,
            x: Tensor[]
        ) : Tensor[] =
        let value x = let struct (y, _) = forward.Invoke x in y
        let withResiduals x = let struct (y, residuals) = forward.Invoke x in y, residuals
        customVjp value withResiduals (fun residuals c -> backward.Invoke(residuals, c)) x

    let StopGradient (x: Tensor) = stopGradient x
    let SumTo (x: Tensor, like: Tensor) = Structure.sumTo like.Aval.Shape x
