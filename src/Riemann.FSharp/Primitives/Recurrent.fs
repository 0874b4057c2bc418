namespace Riemann.FSharp

open Riemann.Kernels

/// The elementwise part of the steps of recurrent layers. Gates lie side by side on the last axis.
module internal RecurrentPrimitives =
    /// Operands whose last axes hold so many blocks of one length give so many.
    let private rule (blocks: int list) (results: int) (operands: Aval[]) =
        let last (x: Aval) = x.Shape[x.Shape.Rank - 1]
        let outer (x: Aval) = x.Shape.Dimensions.Slice(0, x.Shape.Rank - 1).ToArray()
        let shapes = List.zip (Rules.names operands.Length) [ for x in operands -> x.Shape ]

        let refuse () =
            let widths = blocks |> List.map (fun count -> $"[.., {count} n]") |> String.concat ", "
            Error(RiemannError.Shape("the blocks do not fit", shapes, $"{widths} -> [.., {results} n]"))

        if operands |> Array.exists (fun x -> x.Shape.Rank = 0) then
            refuse ()
        else
            let length = last operands[0] / blocks.Head
            let fits (x: Aval) count = last x = count * length && outer x = outer operands[0]

            if not (Seq.forall2 fits operands blocks) then
                refuse ()
            else
                Rules.sameType operands
                |> Result.bind (fun dtype ->
                    if dtype.IsFloat() then
                        let dimensions = [| yield! outer operands[0]; results * length |]
                        Ok { Shape = Shapes.ofDimensions dimensions; DType = dtype }
                    else
                        let hint = "Tensor.cast DType.Float64 the operands"
                        Error(RiemannError.DType("the operands must hold floats", [ "operands", dtype ], hint)))

    let private plainLstm (operands: Tensor[]) =
        match Tensor.splitEvenly -1 4 operands[0] with
        | [ i; f; g; o ] ->
            let cell = Tensor.sigmoid f * operands[1] + Tensor.sigmoid i * tanh g
            Tensor.concatenate -1 [ Tensor.sigmoid o * tanh cell; cell ]
        | _ -> invalidOp "four gates"

    let private plainGru (operands: Tensor[]) =
        match Tensor.splitEvenly -1 3 operands[0], Tensor.splitEvenly -1 3 operands[1] with
        | [ xr; xz; xn ], [ pr; pz; pn ] ->
            let fresh = tanh (xn + Tensor.sigmoid (xr + pr) * pn)
            fresh + Tensor.sigmoid (xz + pz) * (operands[2] - fresh)
        | _ -> invalidOp "three gates"

    /// The cotangent in one operand of a step.
    let private gradient name blocks results plain (kernels: (NDArray[] -> NDArray) list) operand =
        let shape = rule (blocks @ [ results ]) (List.item operand blocks)
        let parameters = [ Number("operand", operand) ]
        let domain = List.replicate (blocks.Length + 1) Domain.Real
        Fused.create $"{name}Gradient" parameters domain shape kernels[operand] (Fused.plainGradient plain operand)

    let private lstmBlocks, lstmResults = [ 4; 1 ], 2

    /// Operands gates, a cell and a cotangent: the cotangent in one of the first two.
    let lstmGradient (operand: int) : Primitive =
        let ofGates (x: NDArray[]) = LstmStep.GatesGradient(x[0], x[1], x[2])
        let ofCell (x: NDArray[]) = LstmStep.CellGradient(x[0], x[1], x[2])
        gradient "lstmStep" lstmBlocks lstmResults plainLstm [ ofGates; ofCell ] operand

    /// Gates i, f, g and o [.., 4 n] and a cell [.., n] give the next hidden state and cell, side by side.
    let lstm: Primitive =
        Fused.create
            "lstmStep"
            []
            Domains.pair
            (rule lstmBlocks lstmResults)
            (fun x -> LstmStep.Apply(x[0], x[1]))
            plainLstm
        |> Fused.withGradient lstmGradient

    let private gruBlocks, gruResults = [ 3; 3; 1 ], 1

    /// Operands two products, a state and a cotangent: the cotangent in one of the first three.
    let gruGradient (operand: int) : Primitive =
        let ofInput (x: NDArray[]) = GruStep.InputGradient(x[0], x[1], x[2], x[3])
        let ofProduct (x: NDArray[]) = GruStep.ProductGradient(x[0], x[1], x[2], x[3])
        let ofState (x: NDArray[]) = GruStep.StateGradient(x[0], x[1], x[2], x[3])
        gradient "gruStep" gruBlocks gruResults plainGru [ ofInput; ofProduct; ofState ] operand

    /// The products of the input and of the state for r, z and n [.., 3 n], and the state [.., n], give the next state.
    let gru: Primitive =
        Fused.create
            "gruStep"
            []
            [ Domain.Real; Domain.Real; Domain.Real ]
            (rule gruBlocks gruResults)
            (fun x -> GruStep.Apply(x[0], x[1], x[2]))
            plainGru
        |> Fused.withGradient gruGradient
