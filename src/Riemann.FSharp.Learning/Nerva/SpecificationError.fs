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
    /// Long texts are of no use in a message.
    let private longest = 40

    let cut (text: string) = if text.Length <= longest then text else text.Substring(0, longest) + ".."

    let make flag (item: string) column found expected =
        Error { Flag = flag; Item = cut item; Column = column; Found = found; Expected = expected }

    let toRiemannError (error: SpecificationError) =
        let item = if error.Item = "" then "" else $", item '{error.Item}'"
        RiemannError.Malformed($"{error.Flag}{item}, column {error.Column}", error.Found, error.Expected)
