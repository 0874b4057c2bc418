/// What the examples' command lines share: options with ranges, errors of one line, and Ctrl-C.
module Examples.Command

open System
open System.CommandLine
open System.CommandLine.Help
open System.CommandLine.Parsing
open System.Globalization
open System.Numerics
open System.Threading

/// An option whose value is none where it is not given. `read` says what a text means, or which rule it breaks.
let private option (name: string) holder (help: string) (read: string -> Result<'T, string>) : Option<'T option> =
    let parse (result: ArgumentResult) =
        let text = result.Tokens[0].Value

        match read text with
        | Ok value -> Some value
        | Error rule ->
            result.AddError $"{name} {text}: {rule}"
            None

    Option<'T option>(name, Description = help, HelpName = holder, CustomParser = parse)

let private number<'T when 'T :> INumber<'T> and 'T: comparison> (kind, styles) name holder (least: 'T) most help =
    option name holder help (fun text ->
        match 'T.TryParse(text, (styles: NumberStyles), CultureInfo.InvariantCulture) with
        | true, value when value >= least && value <= most -> Ok value
        | _ -> Error $"not a {kind} from {least} to {most}")

/// An option that is there or not.
let flag (name: string) (help: string) : Option<bool> = Option<bool>(name, Description = help)

let text name holder help : Option<string option> = option name holder help Ok

/// A whole number in a range.
let whole name least most help = number ("whole number", NumberStyles.Integer) name "N" least most help

/// A number in a range.
let real name holder (least: float) most help = number ("number", NumberStyles.Float) name holder least most help

/// The seed of everything random, 1 where it is not given.
let seed: Option<int64 option> =
    whole "--seed" Int64.MinValue Int64.MaxValue "another number, other data, weights and order (1)"

/// One of some names.
let choice name (choices: (string * 'T) list) help : Option<'T option> =
    let names = List.map fst choices

    option name "NAME" help (fun text ->
        match List.tryFind (fst >> (=) text) choices with
        | Some(_, value) -> Ok value
        | None -> Error("not " + String.concat " or " names))

let private problem (line: ParseResult) =
    match List.ofSeq line.UnmatchedTokens, line.Errors[0].SymbolResult with
    | unknown :: _, _ -> $"{unknown}: unknown option; --help lists them"
    | [], (:? OptionResult as option) when option.Tokens.Count = 0 -> $"{option.Option.Name}: its value is missing"
    | [], (:? OptionResult as option) when option.IdentifierTokenCount > 1 -> $"{option.Option.Name}: given twice"
    | _ -> line.Errors[0].Message

/// Runs an example, and gives its exit code: 2 with one line where what was asked for cannot be, 130 where the user stopped
/// it, which the example learns from the token.
let run
    (about: string)
    (options: Option list)
    (example: ParseResult -> CancellationToken -> Result<unit, string>)
    (arguments: string[])
    : int =
    // Windows shows bars and pictures in this encoding only.
    if not Console.IsOutputRedirected then Console.OutputEncoding <- Text.Encoding.UTF8

    use source = new CancellationTokenSource()

    Console.CancelKeyPress.Add(fun event ->
        event.Cancel <- true
        source.Cancel())

    let refuse (problem: string) =
        eprintfn "%s" problem
        2

    let action line =
        try
            match example line source.Token with
            | Ok() -> 0
            | Error problem -> refuse problem
        with :? OperationCanceledException ->
            eprintfn "stopped"
            130

    let command = RootCommand about
    command.Options.Clear()
    List.iter command.Options.Add (options @ [ HelpOption(Description = "shows this") ])
    command.SetAction action
    let line = command.Parse(arguments, ParserConfiguration(ResponseFileTokenReplacer = null))

    if line.Errors.Count > 0 then
        refuse (problem line)
    else
        line.Invoke(InvocationConfiguration(EnableDefaultExceptionHandler = false))
