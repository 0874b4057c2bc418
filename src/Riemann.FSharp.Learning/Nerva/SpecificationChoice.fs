namespace Riemann.FSharp.Learning.Nerva

open System
open System.Globalization

/// A number in the parentheses of an item: its name, its value where it is left out, and which values it may have.
type internal SpecificationNumber = { Name: string; Default: float option; Rule: string; IsGood: float -> bool }

module internal SpecificationNumber =
    let any name = { Name = name; Default = None; Rule = "a number"; IsGood = Double.IsFinite }

    let withDefault value parameter = { parameter with Default = Some value }

    let notNegative name =
        { any name with Rule = "a number, 0 or more"; IsGood = fun value -> Double.IsFinite value && value >= 0.0 }

    let count name =
        { any name with
            Rule = "a whole number, 1 or more"
            IsGood = fun value -> value >= 1.0 && value <= float Int32.MaxValue && value = floor value }

/// One of the names that may stand for an item, and how its arguments are read.
type internal Choice<'T> =
    {
        Name: string
        /// Another spelling, which messages do not offer.
        Alias: string option
        /// How it is written, for messages.
        Form: string
        Read: string -> Item -> Result<'T, SpecificationError>
    }

module internal Choice =
    let fail flag (item: Item) column found expected =
        SpecificationError.make flag item.Whole.Text column found expected

    /// The changes of single characters, insertions and removals that lead from one word to another.
    /// Source: Wagner and Fischer (1974), algorithm X.
    let private distance (a: string) (b: string) =
        let next (row: int[]) i =
            let fresh = Array.create (b.Length + 1) i

            for j in 1 .. b.Length do
                let change = if a[i - 1] = b[j - 1] then 0 else 1
                fresh[j] <- min (min (row[j] + 1) (fresh[j - 1] + 1)) (row[j - 1] + change)

            fresh

        (Array.init (b.Length + 1) id, seq { 1 .. a.Length }) ||> Seq.fold next |> Array.last

    /// The known name that somebody may have meant.
    let private nearest (known: string list) (name: string) =
        let away (other: string) = distance (name.ToUpperInvariant()) (other.ToUpperInvariant())

        // Nothing comes near a name much longer than any known one.
        if name.Length > 2 * (known |> List.map _.Length |> List.max) then
            None
        else
            let best = known |> List.minBy away
            if away best <= max 2 (best.Length / 3) then Some best else None

    let private unknown flag item (at: Piece) what (known: string list) (forms: string list) =
        let forms = String.concat ", " forms

        let expected =
            match nearest known at.Text with
            | Some name -> $"one of {forms}; did you mean {name}?"
            | None -> $"one of {forms}"

        fail flag item at.Column $"there is no {what} '{SpecificationError.cut at.Text}'" expected

    /// The number that a piece of the text is.
    let number flag item (parameter: SpecificationNumber) (piece: Piece) =
        match Double.TryParse(piece.Text, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, value when parameter.IsGood value -> Ok value
        | _ -> fail flag item piece.Column $"{parameter.Name} is '{SpecificationError.cut piece.Text}'" parameter.Rule

    let private form name (parameters: SpecificationNumber list) =
        let shown (parameter: SpecificationNumber) =
            match parameter.Default with
            | Some value -> $"{parameter.Name}={value}"
            | None -> parameter.Name

        if parameters.IsEmpty then name else name + "(" + (parameters |> List.map shown |> String.concat ",") + ")"

    /// The values by parameter: those without a name come first and count by their place.
    let private assign flag item form (parameters: SpecificationNumber list) (arguments: Argument list) =
        let wanted = $"{form}"

        let place (index, argument: Argument) =
            match argument.Key with
            | None when index >= parameters.Length ->
                fail flag item argument.Value.Column "there is an argument too many" wanted
            | None when arguments |> List.take index |> List.exists _.Key.IsSome ->
                fail flag item argument.Value.Column "a value without a name follows one with a name" wanted
            | None -> Ok(index, argument.Value)
            | Some key ->
                match parameters |> List.tryFindIndex (fun parameter -> parameter.Name = key.Text) with
                | Some index -> Ok(index, argument.Value)
                | None when parameters.IsEmpty -> fail flag item key.Column "there is an argument too many" wanted
                | None ->
                    unknown
                        flag
                        item
                        key
                        "parameter"
                        [ for p in parameters -> p.Name ]
                        [ for p in parameters -> p.Name ]

        arguments |> List.indexed |> List.map place |> SpecificationParser.all

    let private value flag (item: Item) form (given: (int * Piece) list) (index, parameter: SpecificationNumber) =
        match given |> List.filter (fun (place, _) -> place = index), parameter.Default with
        | [ _, piece ], _ -> number flag item parameter piece
        | [], Some value -> Ok value
        | [], None -> fail flag item (item.Whole.Column + item.Whole.Text.Length) $"{parameter.Name} is missing" form
        | _ :: (_, again) :: _, _ -> fail flag item again.Column $"{parameter.Name} is given twice" form

    /// A choice with these numbers in its parentheses.
    let ofNumbers name (parameters: SpecificationNumber list) (make: float[] -> 'T) : Choice<'T> =
        let form = form name parameters

        { Name = name
          Alias = None
          Form = form
          Read =
            fun flag item ->
                match item.Groups with
                | _ :: second :: _ -> fail flag item second.Head.Value.Column "';' stands inside parentheses" form
                | groups ->
                    assign flag item form parameters (List.concat groups)
                    |> Result.bind (fun given ->
                        parameters |> List.indexed |> List.map (value flag item form given) |> SpecificationParser.all)
                    |> Result.map (Array.ofList >> make) }

    /// A choice without parentheses.
    let plain name (value: 'T) = ofNumbers name [] (fun _ -> value)

    /// What the item stands for, with what may be said instead of an unknown name.
    let read what (choices: Choice<'T> list) flag (item: Item) : Result<'T, SpecificationError> =
        match
            choices |> List.tryFind (fun choice -> choice.Name = item.Name.Text || choice.Alias = Some item.Name.Text)
        with
        | Some choice -> choice.Read flag item
        | None -> unknown flag item item.Name what [ for c in choices -> c.Name ] [ for c in choices -> c.Form ]

    /// What the items of a list stand for, each with its item.
    let list what (choices: Choice<'T> list) flag (text: string) : Result<(Item * 'T) list, SpecificationError> =
        let expected = choices |> List.map _.Form |> String.concat ", "

        SpecificationParser.items flag $"one of {expected}" text
        |> Result.bind (
            List.map (fun item -> read what choices flag item |> Result.map (fun value -> item, value))
            >> SpecificationParser.all
        )

    /// What the items of a list stand for, where there are as many as wanted.
    let requireCount flag (count: int) what (expected: string) (items: (Item * 'T) list) =
        if items.Length = count then
            Ok(List.map snd items)
        else
            let item = fst (List.item (min count (items.Length - 1)) items)
            let found = if items.Length = 1 then $"there is 1 {what}" else $"there are {items.Length} {what}s"
            fail flag item item.Whole.Column found expected

    /// What the items stand for, as many as layers, or one for all.
    let spread flag count what layers (items: (Item * 'T) list) =
        match items with
        | [ _, one ] -> Ok(List.replicate count one)
        | _ -> requireCount flag count what $"{count}, one for each of the {layers} in --layers, or one for all" items
