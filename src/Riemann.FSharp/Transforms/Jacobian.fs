namespace Riemann.FSharp

open Riemann.Kernels

module private Bases =
    /// The unit tensors of a shape, stacked: [n; shape] for n elements.
    let units (like: Tensor) =
        let shape = like.Aval.Shape

        let eye =
            Shapes.limited "jacobian" (fun () -> Tensor(Creation.Eye(like.DType, shape.Length, shape.Length), null))

        Structure.reshape (Shapes.prepend shape.Length shape) eye

    let requireFloat operation name (x: Tensor) =
        if not (x.DType.IsFloat()) then
            let problem = $"the {name} does not hold floats"
            let hint = "derivatives are of floats by floats"
            Fail.raise operation (RiemannError.DType(problem, [ name, x.DType ], hint))

/// The derivative of a function of trees as one matrix: how each number of the result moves with each number
/// of the argument, and what the numbers are called, such as `Weight[0, 2]`.
[<NoEquality; NoComparison>]
type Jacobian =
    {
        /// Rows for the numbers of the result, columns for those of the argument.
        Matrix: Tensor
        Rows: string list
        Columns: string list
    }

    /// `Jacobian.ofTree f p` is the Jacobian of a function of any tree of tensors to any other, by the trained
    /// numbers of p in order: forward where the result has more numbers, else in reverse. Numbers of different
    /// float types meet in the wider one. Raises where one of the trees holds no float tensor.
    static member ofTree (f: 'P -> 'B) (p: 'P) : Jacobian =
        let y, pull = vjp f p
        let columns, rows = Ravelled.ofTree "Jacobian.ofTree" p, Ravelled.ofTree "Jacobian.ofTree" y
        let across (ravel: Ravel) = Bases.units ravel.Zeros

        let matrix =
            if columns.Ravel.Length < rows.Ravel.Length then
                let push v = jvp f p (Ravelled.place columns p v) |> snd |> Ravelled.pack rows
                vmap push (across columns.Ravel) |> Tensor.transpose
            else
                let pull c = pull (Ravelled.place rows y c) |> Ravelled.pack columns
                vmap pull (across rows.Ravel)

        { Matrix = matrix; Rows = Ravelled.names y; Columns = Ravelled.names p }

[<AutoOpen>]
module Jacobian =
    /// `jacfwd f x` is the Jacobian of f at x, of the shape of f x followed by that of x, one column for each
    /// element of x: for functions with no fewer results than arguments.
    let jacfwd (f: Tensor -> Tensor) (x: Tensor) : Tensor =
        Bases.requireFloat "jacfwd" "argument" x
        let columns = vmap (fun v -> jvp f x v |> snd) (Bases.units x)
        Bases.requireFloat "jacfwd" "result" columns
        let last = [ 1 .. columns.Rank - 1 ] @ [ 0 ]
        columns |> Tensor.permute last |> Tensor.reshape (List.tail columns.Shape @ x.Shape)

    /// `jacrev f x` is the Jacobian of f at x, of the shape of f x followed by that of x, one row for each
    /// element of f x: for functions with fewer results than arguments.
    let jacrev (f: Tensor -> Tensor) (x: Tensor) : Tensor =
        Bases.requireFloat "jacrev" "argument" x
        let y, pull = vjp f x
        Bases.requireFloat "jacrev" "result" y
        vmap pull (Bases.units y) |> Tensor.reshape (y.Shape @ x.Shape)

    /// `hessian f x` is the matrix of second derivatives of a function whose result is one number, of the
    /// shape of x twice: forward over reverse.
    let hessian (f: Tensor -> Tensor) (x: Tensor) : Tensor = jacfwd (grad f) x
