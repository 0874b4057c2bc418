namespace Riemann.FSharp.Learning

open System
open System.Globalization
open System.IO
open Riemann.FSharp

/// How a table is written: see `Csv.defaults`.
type CsvSettings =
    {
        /// What stands between fields.
        Separator: char
        /// Whether the first row holds the columns' names.
        HasHeader: bool
        /// The fields that stand for a missing value, spaces around them aside.
        Missing: string list
        /// Whether a missing value becomes NaN; otherwise it is an error where a number is asked for.
        MissingIsNaN: bool
    }

/// A column of a table.
[<RequireQualifiedAccess>]
type Column =
    /// By the name in the header.
    | Named of string
    /// By its number, from 0.
    | At of int

/// A table of text, from which columns are taken as numbers, names or classes.
type CsvTable =
    internal
        { Source: string
          Settings: CsvSettings
          Names: string[]
          Rows: CsvReader.Row[] }

    /// The columns' names, or their numbers where the table has no header.
    member table.Columns = List.ofArray table.Names

    /// The number of rows, without the header.
    member table.Count = table.Rows.Length

/// Tables of comma-separated values. Source: Shafranovich (2005), RFC 4180.
[<RequireQualifiedAccess>]
module Csv =
    /// Commas, a header, and NaN for "", "?", "NA", "N/A", "NaN" and "null".
    let defaults: CsvSettings =
        { Separator = ','
          HasHeader = true
          Missing = [ ""; "?"; "NA"; "N/A"; "NaN"; "nan"; "null" ]
          MissingIsNaN = true }

    let private malformed source line found expected =
        Error(RiemannError.Malformed($"{source}, line {line}", found, expected))

    let private ofRows settings source (rows: CsvReader.Row[]) =
        let width = if rows.Length = 0 then 0 else rows[0].Fields.Length

        let names, rows =
            if settings.HasHeader && rows.Length > 0 then
                rows[0].Fields |> Array.map _.Trim(), rows[1..]
            else
                Array.init width string, rows

        let twice = names |> Array.countBy id |> Array.tryFind (fun (_, count) -> count > 1)
        let uneven = rows |> Array.tryFind (fun row -> row.Fields.Length <> width)

        match twice, uneven with
        | _ when settings.HasHeader && width = 0 ->
            Error(RiemannError.Malformed(source, "it is empty", "a header and rows"))
        | Some(name, _), _ -> malformed source 1 $"two columns are called {name}" "a name of its own for each column"
        | None, Some row -> malformed source row.Line $"it has {row.Fields.Length} fields" $"{width}, as the first row"
        | None, None -> Ok { Source = source; Settings = settings; Names = names; Rows = rows }

    let private tryOfText settings source (text: string) =
        if settings.Separator = '"' || settings.Separator = '\n' || settings.Separator = '\r' then
            let problem = "the separator is a quote or the end of a line"
            Error(RiemannError.Value(problem, "another character, such as ',' ';' or '\\t'"))
        else
            match CsvReader.tryRead settings.Separator text with
            | Ok rows -> ofRows settings source rows
            | Error problem -> malformed source problem.Line problem.Found problem.Expected

    /// `Csv.tryParse settings text` is the table in a text, or what is wrong with it and in which line.
    let tryParse (settings: CsvSettings) (text: string) : Result<CsvTable, RiemannError> =
        tryOfText settings "text" text

    /// `Csv.parse settings text` is what `Csv.tryParse` reads. Raises where there is something wrong.
    let parse (settings: CsvSettings) (text: string) : CsvTable = tryParse settings text |> Fail.get "Csv.parse"

    let private readText (stream: Stream) =
        use bytes = new MemoryStream()
        stream.CopyTo bytes
        struct (Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, int bytes.Length), ValueSome bytes.Length)

    /// `Csv.tryRead settings path` is the table in a file of UTF-8, plain or gzip, or what is wrong with it and in which
    /// line.
    let tryRead (settings: CsvSettings) (path: string) : Result<CsvTable, RiemannError> =
        try
            use file = File.OpenRead path

            match Gzip.tryRead file readText with
            | Some text -> tryOfText settings path text
            | None -> Error(RiemannError.Malformed(path, "a gzip stream that is damaged or ends early", "a whole one"))
        with
        | :? IOException as error -> Error(RiemannError.Malformed(path, error.Message, "a file that can be read"))
        | :? UnauthorizedAccessException as error ->
            Error(RiemannError.Malformed(path, error.Message, "a file that can be read"))

    /// `Csv.read settings path` is what `Csv.tryRead` reads. Raises where there is something wrong.
    let read (settings: CsvSettings) (path: string) : CsvTable = tryRead settings path |> Fail.get "Csv.read"

    let private indexOf operation (table: CsvTable) (column: Column) =
        let index, asked =
            match column with
            | Column.Named name -> Array.IndexOf(table.Names, name), $"column {name}"
            | Column.At index -> (if index < table.Names.Length then index else -1), $"column number {index}"

        if index < 0 then
            let names = String.concat ", " table.Names
            let hint = if table.Settings.HasHeader then $"one of {names}" else $"a number below {table.Names.Length}"
            Fail.raise operation (RiemannError.Malformed(table.Source, $"there is no {asked}", hint))

        index

    /// The fields of some columns, row after row, each made a value by the function, or the first that is none.
    let private fields operation (table: CsvTable) (columns: Column list) expected (convert: string -> 'T voption) =
        let indices = [| for column in columns -> indexOf operation table column |]

        [| for row in table.Rows do
               for index in indices do
                   match convert (row.Fields[index].Trim()) with
                   | ValueSome value -> value
                   | ValueNone ->
                       let found = $"column {table.Names[index]} holds '{row.Fields[index]}'"
                       malformed table.Source row.Line found expected |> Fail.get operation |]

    /// `Csv.floats columns table` are columns of numbers as float64 [rows; columns], in the order that they are named.
    /// Missing values are NaN where the settings say so. Raises for other text, with its line, and columns that are not
    /// there.
    let floats (columns: Column list) (table: CsvTable) : Tensor =
        let missing = set table.Settings.Missing

        let convert (field: string) =
            match Double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture) with
            | _ when missing.Contains field -> if table.Settings.MissingIsNaN then ValueSome nan else ValueNone
            | true, value -> ValueSome value
            | _ -> ValueNone

        fields "Csv.floats" table columns "a number" convert |> Tensor.ofArray [ table.Count; columns.Length ]

    /// `Csv.integers column table` is a column of whole numbers as int64 [rows]. Raises for other text and missing values,
    /// with their line, and a column that is not there.
    let integers (column: Column) (table: CsvTable) : Tensor =
        let convert (field: string) =
            match Int64.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) with
            | true, value -> ValueSome value
            | _ -> ValueNone

        fields "Csv.integers" table [ column ] "a whole number" convert |> Tensor.ofArray [ table.Count ]

    /// `Csv.text column table` are the fields of a column as they are.
    let text (column: Column) (table: CsvTable) : string[] =
        let index = indexOf "Csv.text" table column
        table.Rows |> Array.map (fun row -> row.Fields[index])

    /// `Csv.classes column table` are the numbers of a column's different texts, int64 [rows], and the texts by number, in
    /// alphabetical order. Raises for missing values, with their line, and a column that is not there.
    let classes (column: Column) (table: CsvTable) : Tensor * string list =
        let missing = set table.Settings.Missing
        let convert field = if missing.Contains field then ValueNone else ValueSome field
        let found = fields "Csv.classes" table [ column ] "a class" convert
        let names = found |> Array.distinct |> Array.sortWith (fun a b -> String.CompareOrdinal(a, b))
        let numbers = names |> Array.mapi (fun number name -> name, int64 number) |> dict
        found |> Array.map (fun name -> numbers[name]) |> Tensor.ofArray [ found.Length ], List.ofArray names
