module Riemann.FSharp.Learning.Tests.CsvTests

open System
open System.IO
open System.Text
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private bare = { Csv.defaults with HasHeader = false }

let private rows text =
    let table = Csv.parse bare text in
    [ for i in 0 .. table.Columns.Length - 1 -> Csv.text (Column.At i) table |> List.ofArray ] |> List.transpose

let private refused (source: string) (found: string) (expected: string) result =
    match result with
    | Error(RiemannError.Malformed(s, f, e)) -> Assert.Equal((source, found, expected), (s, f, e))
    | other -> failwith $"{other}"

[<Fact>]
let ``fields, quotes and ends of lines are those of RFC 4180`` () =
    Assert.Equal<string list list>([ [ "a"; "b" ]; [ "c"; "d" ] ], rows "a,b\r\nc,d\r\n")
    Assert.Equal<string list list>([ [ "a"; "b" ]; [ "c"; "d" ] ], rows "a,b\nc,d")
    Assert.Equal<string list list>([ [ "a"; "b" ]; [ "c"; "d" ] ], rows "\uFEFFa,b\rc,d\r")

    Assert.Equal<string list list>(
        [ [ "a,b"; "say \"no\""; "two\r\nlines" ] ],
        rows "\"a,b\",\"say \"\"no\"\"\",\"two\r\nlines\""
    )

    Assert.Equal<string list list>([ [ ""; ""; "" ]; [ ""; "x"; "" ] ], rows ",,\n,x,\n")
    Assert.Equal<string list list>([ [ "a"; "" ] ], rows "a,")
    Assert.Equal<string list list>([ [ "" ]; [ "x" ] ], rows "\"\"\n\n\nx\n")
    Assert.Equal<string list list>([ [ " a"; "5\" pipe" ] ], rows " a,5\" pipe")
    Assert.Equal<string list list>([], rows "")
    Assert.Equal<string list list>([], rows "\n\n")

[<Fact>]
let ``columns are found by name or number, with any separator`` () =
    let table = Csv.parse { Csv.defaults with Separator = ';' } "x; y ;name\n1;2.5;red\n-3;1e3;blue\n4;NaN;red\n"
    Assert.Equal<string list>([ "x"; "y"; "name" ], table.Columns)
    Assert.Equal(3, table.Count)
    let numbers = Csv.floats [ Column.Named "y"; Column.At 0 ] table
    Assert.Equal<int list>([ 3; 2 ], numbers.Shape)
    Assert.Equal<float>([| 2.5; 1.0; 1000.0; -3.0; nan; 4.0 |], numbers.ToArray<float>())
    let whole = Csv.integers (Column.Named "x") table
    Assert.Equal<int64>([| 1L; -3L; 4L |], whole.ToArray<int64>())
    let classes, names = Csv.classes (Column.Named "name") table
    Assert.Equal<int64>([| 1L; 0L; 1L |], classes.ToArray<int64>())
    Assert.Equal<string list>([ "blue"; "red" ], names)
    Assert.Equal<string>([| "red"; "blue"; "red" |], Csv.text (Column.At 2) table)

[<Fact>]
let ``missing values are NaN, or an error with its line`` () =
    let text = "a,b\n1,\n\n\"\n\n2\",NA\n"
    let numbers = Csv.parse Csv.defaults text |> Csv.floats [ Column.Named "b" ]
    Assert.Equal<float>([| nan; nan |], numbers.ToArray<float>())
    let strict = Csv.parse { Csv.defaults with MissingIsNaN = false } text
    let firstMissing = "column b holds ''\n  in    text, line 2\n  rule  a number"
    Numbers.refused "Csv.floats" firstMissing (fun () -> Csv.floats [ Column.Named "b" ] strict)
    let other = Csv.parse { Csv.defaults with Missing = [ "-" ] } "a\n-\n1\n"
    Assert.Equal<float>([| nan; 1.0 |], (Csv.floats [ Column.At 0 ] other).ToArray<float>())

[<Fact>]
let ``text where numbers or classes are wanted is an error with its line`` () =
    // The second row begins in line 3 and ends in line 4.
    let table = Csv.parse Csv.defaults "a,b\n1,x\n2,\"y\nz\"\nthree,\n"

    Numbers.refused "Csv.floats" "column a holds 'three'\n  in    text, line 5" (fun () ->
        Csv.floats [ Column.At 0 ] table)

    Numbers.refused "Csv.integers" "text, line 5" (fun () -> Csv.integers (Column.At 0) table)
    Numbers.refused "Csv.classes" "text, line 5" (fun () -> Csv.classes (Column.At 1) table)
    Numbers.refused "Csv.integers" "a whole number" (fun () -> Csv.parse bare "1.5" |> Csv.integers (Column.At 0))

    Numbers.refused "Csv.floats" "column 0 holds '1,5'" (fun () ->
        Csv.parse { bare with Separator = ';' } "1,5" |> Csv.floats [ Column.At 0 ])

[<Fact>]
let ``columns that are not there are named beside those that are`` () =
    let table = Csv.parse Csv.defaults "a,b\n1,2\n"

    Numbers.refused "Csv.floats" "there is no column c\n  in    text\n  rule  one of a, b" (fun () ->
        Csv.floats [ Column.Named "c" ] table)

    Numbers.refused "Csv.text" "there is no column number 2" (fun () -> Csv.text (Column.At 2) table)
    Numbers.refused "Csv.text" "there is no column number -1" (fun () -> Csv.text (Column.At -1) table)

[<Fact>]
let ``tables that are none are refused with their line`` () =
    refused "text, line 3" "it has 3 fields" "2, as the first row" (Csv.tryParse Csv.defaults "a,b\n1,2\n1,2,3\n")

    refused
        "text, line 1"
        "two columns are called a"
        "a name of its own for each column"
        (Csv.tryParse Csv.defaults "a,b,a\n")

    refused
        "text, line 2"
        "a quote that is never closed"
        "a second quote"
        (Csv.tryParse Csv.defaults "a,b\n1,\"2\n3,4\n")

    let rule = "a separator, the line's end, or \"\" for a quote"
    refused "text, line 2" "'x' behind a closing quote" rule (Csv.tryParse Csv.defaults "a,b\n\"1\"x,2\n")
    refused "text" "it is empty" "a header and rows" (Csv.tryParse Csv.defaults "")
    Numbers.refused "Csv.parse" "another character" (fun () -> Csv.parse { bare with Separator = '"' } "a")

[<Fact>]
let ``a header alone is a table without rows`` () =
    let table = Csv.parse Csv.defaults "a,b\n"
    Assert.Equal<int list>([ 0; 2 ], (Csv.floats [ Column.At 0; Column.At 1 ] table).Shape)
    Assert.Equal<int list>([ 1; 0 ], (Csv.parse Csv.defaults "a\n1\n" |> Csv.floats []).Shape)

[<Fact>]
let ``files may be gzip, and are refused where they are cut short or not there`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "table.csv")
        let bytes = Encoding.UTF8.GetBytes "größe\n3\n"
        File.WriteAllBytes(path, bytes)
        Assert.Equal<string list>([ "größe" ], (Csv.read Csv.defaults path).Columns)
        let zipped = Files.gzip bytes
        File.WriteAllBytes(path, zipped)
        Assert.Equal(1, (Csv.read Csv.defaults path).Count)
        File.WriteAllBytes(path, zipped[.. zipped.Length - 6])
        Numbers.refused "Csv.read" "damaged or ends early" (fun () -> Csv.read Csv.defaults path)
        Numbers.refused "Csv.read" "a file that can be read" (fun () -> Csv.read Csv.defaults (path + "x")))

[<DataFact("tabular")>]
let ``real tables are read`` () =
    let folder = (Files.data "tabular").Value
    let iris = Csv.read bare (Path.Combine(folder, "iris.csv"))
    let numbers = Csv.floats [ for i in 0..3 -> Column.At i ] iris
    Assert.Equal<int list>([ 150; 4 ], numbers.Shape)
    Assert.Equal(5.84333333, (Tensor.mean numbers[*, 0]).ToFloat(), 6)
    let _, names = Csv.classes (Column.At 4) iris
    Assert.Equal<string list>([ "Iris-setosa"; "Iris-versicolor"; "Iris-virginica" ], names)
    let houses = Csv.read Csv.defaults (Path.Combine(folder, "california-housing.csv.gz"))
    Assert.Equal(20_640, houses.Count)
    let rooms = Csv.floats [ Column.Named "total_bedrooms" ] houses
    Assert.Equal(207, rooms.ToArray<float>() |> Array.filter Double.IsNaN |> Array.length)
