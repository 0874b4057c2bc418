namespace Riemann.FSharp

/// How `checkGradWith` compares a gradient with differences.
type GradientSettings =
    {
        /// Whether the gradient is that of forward mode, instead of reverse mode.
        Forward: bool
        /// The step of the differences; none: 1e-4, and 1e-2 where float32 is computed with.
        Step: float option
        /// How far a derivative and a difference may be apart, relative to the larger of both and 1, beside what
        /// rounding the function's values makes of it; none: 1e-6, and 1e-3 where float32 is computed with.
        Tolerance: float option
        /// How many numbers of the argument, and of the result, are looked at; of more, as many random ones.
        Numbers: int
        /// The key of the random choice.
        Key: Key
    }

    /// Reverse mode, steps and tolerances by element type, 256 numbers.
    static member defaults = { Forward = false; Step = None; Tolerance = None; Numbers = 256; Key = Key.create 0L }

/// An entry of a gradient that differences contradict: the derivative of `Result` by `Argument`, two numbers named by
/// their place in their trees.
type GradientMismatch =
    {
        Argument: string
        /// Empty where the result is one number.
        Result: string
        Gradient: float
        Difference: float
        /// The differences to both sides, where they show that the function is not smooth there.
        Sides: (float * float) option
    }

    override m.ToString() =
        let place = if m.Result = "" then m.Argument else $"{m.Result} by {m.Argument}"
        let off = abs (m.Gradient - m.Difference)
        let text = $"%s{place}: gradient %.6g{m.Gradient}, difference %.6g{m.Difference}, off by %.6g{off}"

        match m.Sides with
        | Some(below, above) ->
            $"{text}\n  hint  not smooth there: one-sided differences are %.6g{below} and %.6g{above}"
        | None -> text

/// What is found in one tensor of the argument.
type GradientLeaf = { Name: string; Entries: int; Wrong: int; LargestRelativeError: float }

/// A gradient beside differences.
type GradientReport =
    {
        /// The first entry that does not agree, by the order of the argument, then of the result.
        First: GradientMismatch option
        Leaves: GradientLeaf list
        /// The numbers looked at and all numbers, of the argument and of the result.
        Argument: int * int
        Result: int * int
    }

    member report.Entries = report.Leaves |> List.sumBy _.Entries
    member report.Wrong = report.Leaves |> List.sumBy _.Wrong

    override report.ToString() =
        let sampled name (looked: int, all: int) =
            if looked < all then [ $"  note  {looked} of {all} numbers of the {name}, chosen at random" ] else []

        [ $"{report.Wrong} of {report.Entries} entries disagree with differences"
          yield! report.First |> Option.toList |> List.map (fun first -> $"  first {first}")
          for leaf in report.Leaves do
              let error = $", largest relative error %.3g{leaf.LargestRelativeError}"
              let shown = if leaf.Wrong = 0 then "" else error // what rounding leaves tells nothing
              $"  leaf  {leaf.Name}: {leaf.Wrong} of {leaf.Entries} disagree{shown}"
          yield! sampled "argument" report.Argument
          yield! sampled "result" report.Result ]
        |> String.concat "\n"
