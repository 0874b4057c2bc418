namespace Riemann.FSharp

open System
open Riemann.Kernels

/// A name in an equation: a letter, or 0 for an ellipsis, and where it stands.
[<Struct>]
type internal Symbol = { Label: int; Position: int }

/// What stands between the commas, and after the arrow.
type internal Equation = { Inputs: Symbol list list; Output: Symbol list option }

module internal Equation =
    let ellipsis = 0

    let refuse (text: string) problem =
        let hint = "letters, commas, \"...\" and one \"->\", as in \"bij,bjk->bik\""
        Fail.raise "einsum" (RiemannError.Value($"{problem} in \"{text}\"", hint))

    let private show (symbol: Symbol) = if symbol.Label = ellipsis then "..." else string (char symbol.Label)

    let private distinct text (term: Symbol list) =
        let isSecond (symbol: Symbol) =
            term |> List.exists (fun other -> other.Label = symbol.Label && other.Position < symbol.Position)

        match List.tryFind isSecond term with
        | Some symbol -> refuse text $"a second {show symbol} at position {symbol.Position}"
        | None -> ()

    /// Reads an equation, or says at which position it is none. Positions count from 0.
    let parse (text: string) : Equation =
        let at i (part: string) = String.CompareOrdinal(text, i, part, 0, part.Length) = 0

        let rec scan i term terms inputs =
            let close () = List.rev (List.rev term :: terms)

            if i = text.Length then
                match inputs with
                | None -> { Inputs = close (); Output = None }
                | Some inputs -> { Inputs = inputs; Output = Some(List.rev term) }
            elif text[i] = ' ' then
                scan (i + 1) term terms inputs
            elif Char.IsAsciiLetter text[i] then
                scan (i + 1) ({ Label = int text[i]; Position = i } :: term) terms inputs
            elif at i "..." then
                scan (i + 3) ({ Label = ellipsis; Position = i } :: term) terms inputs
            elif text[i] = ',' && inputs.IsNone then
                scan (i + 1) [] (List.rev term :: terms) inputs
            elif at i "->" && inputs.IsNone then
                scan (i + 2) [] [] (Some(close ()))
            else
                refuse text $"'{text[i]}' at position {i} is out of place"

        let equation = scan 0 [] [] None
        let labels = List.concat equation.Inputs

        for term in equation.Inputs do
            distinct text (term |> List.filter (fun symbol -> symbol.Label = ellipsis))

        for symbol in Option.defaultValue [] equation.Output do
            if labels |> List.forall (fun input -> input.Label <> symbol.Label) then
                refuse text $"{show symbol} at position {symbol.Position} is in no operand"

        Option.iter (distinct text) equation.Output
        equation

    /// The labels of a term, with -n .. -1 for the n axes of its ellipsis.
    let expand count (term: Symbol list) =
        term |> List.collect (fun symbol -> if symbol.Label = ellipsis then [ -count .. -1 ] else [ symbol.Label ])

    /// The labels of the result: those after the arrow; without an arrow the ellipsis, then in alphabetical order the
    /// letters that occur once.
    let output count (equation: Equation) =
        match equation.Output with
        | Some term -> expand count term
        | None ->
            let once =
                List.concat equation.Inputs
                |> List.countBy _.Label
                |> List.choose (fun (label, times) -> if times = 1 && label <> ellipsis then Some label else None)

            [ -count .. -1 ] @ List.sort once

module private EinsumPath =
    /// Contracts the pair that shrinks the tensors most, until there is one: greedy, and cheap to plan.
    let rec run (length: int -> int) (output: int list) (operands: Labelled list) : Labelled =
        match operands with
        | [ last ] -> Labelled.sumTo (fun label -> List.contains label output) last
        | _ ->
            let uses = output :: [ for x in operands -> x.Labels ] |> List.concat |> List.countBy id |> Map.ofList
            let useIn x label = if List.contains label x.Labels then 1 else 0
            let isKept a b label = uses[label] > useIn a label + useIn b label
            let size labels = labels |> List.fold (fun size label -> size * float (length label)) 1.0

            let growth (i, j) =
                let a, b = operands[i], operands[j]
                let joined = a.Labels @ List.except a.Labels b.Labels
                size (List.filter (isKept a b) joined) - size a.Labels - size b.Labels

            let last = operands.Length - 1

            let i, j =
                List.minBy
                    growth
                    [ for i in 0..last do
                          for j in i + 1 .. last -> i, j ]

            let a, b = operands[i], operands[j]
            let others = operands |> List.removeAt j |> List.removeAt i
            run length output (others @ [ Labelled.contract (isKept a b) a b ])

[<AutoOpen>]
module Einsum =
    let private bind text (i: int, term: Symbol list, x: Tensor) =
        let letters = term |> List.filter (fun symbol -> symbol.Label <> Equation.ellipsis)
        let count = x.Rank - letters.Length

        if count < 0 || (count > 0 && letters.Length = term.Length) then
            let rule = "a letter for each axis; \"...\" stands for any number of axes"
            let problem = $"\"{text}\" names {letters.Length} axes of operand {i}, which has {x.Rank}"
            Fail.raise "einsum" (RiemannError.Shape(problem, [ $"operand {i}", x.Aval.Shape ], rule))

        { Labels = Equation.expand count term; Value = x }

    let private nameOf label = if label < 0 then $"axis {label} of the ellipsis" else $"axis {char label}"

    /// The length of every label; axes of an ellipsis may also be 1.
    let private lengths (operands: Labelled list) =
        operands
        |> List.collect (fun x -> List.zip x.Labels x.Value.Shape)
        |> List.groupBy fst
        |> List.map (fun (label, found) ->
            match found |> List.map snd |> List.distinct |> List.filter (fun n -> label >= 0 || n <> 1) with
            | [] -> label, 1
            | [ length ] -> label, length
            | first :: second :: _ ->
                let shapes = [ for i, x in List.indexed operands -> $"operand {i}", x.Value.Aval.Shape ]
                let rule = "axes of one name have one length; those of an ellipsis may be 1"
                let problem = $"{nameOf label} has lengths {first} and {second}"
                Fail.raise "einsum" (RiemannError.Shape(problem, shapes, rule)))
        |> Map.ofList

    /// Without the axes of an ellipsis along which the operand is broadcast.
    let private narrow (length: Map<int, int>) x =
        let isStretched (label, n) = n = 1 && length[label] <> 1
        let kept = List.zip x.Labels x.Value.Shape |> List.filter (isStretched >> not)

        { Labels = List.map fst kept; Value = Tensor.reshape (List.map snd kept) x.Value }

    type Tensor with
        /// `Tensor.einsum "bij,bjk->bik" [a; b]` is the sum of the products of the operands over every index that is not
        /// after the arrow. A letter names an axis of each operand and of the result; a letter twice in one operand
        /// takes its diagonal; "..." stands for any axes, which broadcast. Without an arrow the result has the axes of
        /// the ellipsis, and in alphabetical order those that occur once. Spaces are ignored.
        ///
        /// The operands are floats of one type. Pairs are contracted by matrix products, first those that shrink the
        /// tensors most. Raises with the position of what is wrong in the equation.
        static member einsum (equation: string) (operands: Tensor list) : Tensor =
            let parsed = Equation.parse equation

            if parsed.Inputs.Length <> operands.Length then
                Equation.refuse equation $"{operands.Length} operands for {parsed.Inputs.Length} terms"

            let avals = operands |> List.map _.Aval |> Array.ofList
            Rules.sameType avals |> Result.bind (fun _ -> Rules.floats avals[..0]) |> Fail.get "einsum" |> ignore

            let bound = List.zip parsed.Inputs operands |> List.mapi (fun i (term, x) -> bind equation (i, term, x))
            let length = lengths bound
            let count = bound |> List.fold (fun count x -> max count -(List.min (0 :: x.Labels))) 0
            let output = Equation.output count parsed

            bound
            |> List.map (Labelled.diagonals >> narrow length)
            |> EinsumPath.run (fun label -> length[label]) output
            |> Labelled.arrange output
