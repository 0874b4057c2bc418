namespace Riemann.FSharp

/// Laws that derivatives and rules obey, checked on your own functions and primitives. A check measures one
/// function at one point: give it points where the function is smooth, and use FsCheck or a loop for many.
/// Directions are random numbers of a key, so a check that fails fails again.
[<RequireQualifiedAccess>]
module Check =
    let private report failures = if List.isEmpty failures then Ok() else Error failures

    let private require operation result =
        match result with
        | Ok() -> ()
        | Error(failures: LawFailure list) ->
            let text = failures |> List.map string |> String.concat "\n"
            let count = if failures.Length = 1 then "a law does not hold" else $"{failures.Length} laws do not hold"
            Fail.raise operation (RiemannError.Value($"{count}\n{text}", ""))

    /// `derivativesWith key f x` is `derivatives f x` along the directions of another key.
    let derivativesWith (key: Key) (f: 'A -> 'B) (x: 'A) : Result<unit, LawFailure list> =
        report (Laws.derivatives key f x)

    /// `derivatives f x` checks the derivatives of a function of any tree of tensors to any other at x, to
    /// second order: `jvp` agrees with differences along a random direction v, `<J v, c> = <v, J* c>` for a
    /// random cotangent c, all values are finite; the same for `jvp f` and `vjp f` as functions of the point and
    /// the direction; and the Hessian times v is the same forward over reverse as reverse over forward.
    ///
    /// Differences of four points are exact to about 1e-11 in float64, and may be off by 1e-6 of the largest
    /// number; where x or the result holds float32 by 1e-3. Raises where the result holds no float tensor.
    let derivatives (f: 'A -> 'B) (x: 'A) : Result<unit, LawFailure list> = derivativesWith (Key.create 0L) f x

    /// `primitive p operands` checks all that a primitive claims, at these operands, which are taken from its
    /// domain: its shape rule promises what the kernel gives; its derivative obeys the laws of `derivatives`,
    /// and is zero for operands and results that are not floats; under vmap it is itself on every example,
    /// with its derivative, whichever operands are batched; and no rule reads a value. Batched operands hold
    /// the operand and its elements in the opposite order, which must be in the domain as well.
    let primitive (p: Primitive) (operands: Tensor list) : Result<unit, LawFailure list> =
        let operands = List.toArray operands
        let key = Key.create 0L

        match PrimitiveLaws.shape p operands with
        | [] ->
            report
                [ yield! PrimitiveLaws.zeroMaps p operands
                  yield! PrimitiveLaws.derivative p key operands
                  yield! PrimitiveLaws.batch p key operands
                  yield! PrimitiveLaws.readsNothing p key operands ]
        | failures -> Error failures

    /// `assertDerivatives f x` is `derivatives f x` for tests: it raises a report of every law that fails.
    let assertDerivatives (f: 'A -> 'B) (x: 'A) : unit = require "Check.derivatives" (derivatives f x)

    /// `assertPrimitive p operands` is `primitive p operands` for tests: it raises a report of every law that fails.
    let assertPrimitive (p: Primitive) (operands: Tensor list) : unit =
        require $"Check.primitive {p.Name}" (primitive p operands)
