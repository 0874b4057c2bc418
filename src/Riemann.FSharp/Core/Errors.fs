namespace Riemann.FSharp

open System
open System.Diagnostics
open System.IO
open Riemann.Kernels

/// The element types: Float32, Float64, Int32, Int64, UInt8, Bool.
type DType = Riemann.Kernels.DType

/// What can go wrong, as data: a program can match on the case, a person reads the message made from it.
[<RequireQualifiedAccess; NoComparison>]
type RiemannError =
    /// Shapes that do not fit together, the operands they belong to, and the rule they break.
    | Shape of problem: string * operands: (string * Shape) list * rule: string
    /// Element types that do not fit, the operands they belong to, and what to do.
    | DType of problem: string * operands: (string * DType) list * hint: string
    /// An axis that the shape does not have, or the same axis twice.
    | Axis of problem: string * shape: Shape
    /// An index outside its axis.
    | Index of index: int64 * length: int * axis: int * shape: Shape
    /// A reduction without a neutral element over no elements.
    | Empty of shape: Shape * axes: int list
    /// A value that the operation does not accept.
    | Value of problem: string * hint: string
    /// A value that differentiates no further, or a function whose result has no gradient.
    | NotDifferentiable of problem: string * hint: string
    /// A value that outlived the transformation it belongs to.
    | Escaped of transformation: string
    /// A value that is not one number inside this transformation.
    | Unknown of transformation: string
    /// A NaN or infinity, its index, and whence the operands came, at the operation that first made it.
    | NotFinite of problem: string * index: int list * trail: (string * string) list
    /// A NaN that the operation was given from outside, its index, and whence the operands came.
    | NaNGiven of problem: string * index: int list * trail: (string * string) list
    /// A file or stream that is not what it claims to be.
    | Malformed of source: string * found: string * expected: string

/// Where in the caller's program something was asked for.
type CallSite =
    { File: string
      Line: int
      Text: string }

    override site.ToString() =
        if site.Text = "" then $"{site.File}({site.Line})" else $"{site.File}({site.Line}): {site.Text}"

module internal CallSite =
    let private own =
        set
            [ "Riemann.Kernels"
              "Riemann.FSharp"
              "Riemann.FSharp.Learning"
              "Riemann.FSharp.Modules"
              "Riemann.Bridge"
              "Riemann"
              "FSharp.Core" ]

    let private textOf (file: string) line =
        try
            File.ReadLines file |> Seq.item (line - 1) |> _.Trim()
        with _ ->
            ""

    /// The path and line of the innermost frame outside this library that has a source line.
    let locate () : (string * int) option =
        let isCaller (frame: StackFrame) =
            match frame.GetMethod() |> Option.ofObj |> Option.bind (fun m -> Option.ofObj m.DeclaringType) with
            | Some declaring ->
                not (own.Contains(declaring.Assembly.GetName().Name))
                && not (String.IsNullOrEmpty(frame.GetFileName()))
                && frame.GetFileLineNumber() > 0
            | None -> false

        StackTrace(1, true).GetFrames()
        |> Array.tryFind isCaller
        |> Option.map (fun frame -> frame.GetFileName(), frame.GetFileLineNumber())

    /// The text there.
    let read (path: string, line) = { File = Path.GetFileName path; Line = line; Text = textOf path line }

    let find () = locate () |> Option.map read

module internal ErrorText =
    /// The one formatter: what, with which operands, by which rule, what to try, and where.
    let format operation (error: RiemannError) (site: CallSite option) =
        let operands shown =
            shown |> List.map (fun (name: string, value) -> $"{name, -5} {value}") |> String.concat "   "

        let line (label: string) (text: string) = if text = "" then [] else [ $"  {label, -5} {text}" ]

        let given shown = if List.isEmpty shown then [] else [ "  " + operands shown ]

        let problem, details =
            match error with
            | RiemannError.Shape(problem, shapes, rule) -> problem, given shapes @ line "rule" rule
            | RiemannError.DType(problem, types, hint) ->
                problem, given (types |> List.map (fun (n, t) -> n, t.Name())) @ line "hint" hint
            | RiemannError.Axis(problem, shape) ->
                let rule =
                    if shape.Rank = 0 then
                        "a scalar has no axes"
                    else
                        $"axes run from {-shape.Rank} to {shape.Rank - 1}, each at most once"

                problem, line "shape" (string shape) @ line "rule" rule
            | RiemannError.Index(index, length, axis, shape) ->
                let rule =
                    if length = 0 then "the axis has no elements" else $"indices run from {-length} to {length - 1}"

                $"index {index} is outside axis {axis} of length {length}",
                line "shape" (string shape) @ line "rule" rule
            | RiemannError.Empty(shape, axes) ->
                $"no elements to reduce over axes %A{axes}",
                line "shape" (string shape) @ line "rule" "the reduced axes must hold at least one element"
            | RiemannError.Value(problem, hint) -> problem, line "hint" hint
            | RiemannError.NotDifferentiable(problem, hint) -> problem, line "hint" hint
            | RiemannError.Escaped transformation ->
                $"a value escaped from {transformation}, which has already returned",
                line "rule" $"return every value from the function given to {transformation}"
                @ line "hint" "lazy sequences and mutable variables keep such values: use List.map, Array.map"
            | RiemannError.Unknown transformation ->
                $"the value is not one number inside {transformation}",
                line "hint" "choose with Tensor.where or cond, or pass the value from outside as an ordinary argument"
            | RiemannError.NotFinite(problem, _, trail)
            | RiemannError.NaNGiven(problem, _, trail) -> problem, trail |> List.collect (fun (l, t) -> line l t)
            | RiemannError.Malformed(source, found, expected) -> found, line "in" source @ line "rule" expected

        let place = site |> Option.toList |> List.collect (fun site -> line "at" (string site))

        String.concat "\n" ($"{operation}: {problem}" :: details @ place)

/// The one exception of the library. It carries the error as data; its message says what, where, the rule and a hint.
[<Sealed>]
type RiemannException internal (operation: string, error: RiemannError, site: CallSite option) =
    inherit Exception(ErrorText.format operation error site)

    /// The operation that refused, by its public name.
    member _.Operation = operation

    /// What went wrong, as data.
    member _.Error = error

    /// The line of the caller's program, where its debug information is at hand.
    member _.Site = site

module internal Fail =
    /// Raises an error of an operation, with the caller's source line.
    let raise operation error : 'T = Operators.raise (RiemannException(operation, error, CallSite.find ()))

    /// The value, or the error raised.
    let get operation (result: Result<'T, RiemannError>) =
        match result with
        | Ok value -> value
        | Error error -> raise operation error
