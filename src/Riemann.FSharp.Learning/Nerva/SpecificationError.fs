namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp

/// What is wrong with a textual specification, and where.
type SpecificationError =
    {
        /// The option the text was given for, such as `--layers`.
        Flag: string
        /// The item of the list that is wrong, as it was written; long ones are cut.
        Item: string
        /// The place of what is wrong in the whole text, counted from 1.
        Column: int
        /// What was found.
        Found: string
        /// What may stand there.
        Expected: string
    }

    /// One line: the option, what was found, in which item and where, and what is expected.
    override error.ToString() =
        let item = if error.Item = "" then "" else $" in '{error.Item}'"
        $"{error.Flag}: {error.Found}{item} at column {error.Column}; expected {error.Expected}"

module internal SpecificationError =
    let private longest = 40

    /// A text as a message shows it: not too long, and on one line.
    let cut (text: string) =
        let shown = if text.Length <= longest then text else text.Substring(0, longest) + ".."
        String.map (fun c -> if System.Char.IsControl c then ' ' else c) shown

    let make flag (item: string) column found expected =
        Error { Flag = flag; Item = cut item; Column = column; Found = found; Expected = expected }

    let toRiemannError (error: SpecificationError) =
        let item = if error.Item = "" then "" else $", item '{error.Item}'"
        RiemannError.Malformed($"{error.Flag}{item}, column {error.Column}", error.Found, error.Expected)
