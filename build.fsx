// Everything a developer runs, as `dotnet fsi build.fsx VERB [arguments]`. Needs the .NET SDK alone.

#load "build/processes.fsx"
#load "build/pages.fsx"

open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions
open System.Xml.Linq
open Processes

let solution = "Riemann.FSharp.sln"

/// The project files below a folder, in a fixed order.
let projectsIn folder =
    let path = Path.Combine(root, folder)

    if Directory.Exists path then
        Directory.GetFiles(path, "*.?sproj", SearchOption.AllDirectories)
        |> Array.map (fun file -> Path.GetRelativePath(root, file).Replace('\\', '/'))
        |> Array.sort
        |> Array.toList
    else
        []

let restore () =
    // paket.lock names its feed through this variable, so that no feed's address stands in a file.
    if String.IsNullOrEmpty(Environment.GetEnvironmentVariable "NUGET_FEED") then
        match linesOf "dotnet" [ "nuget"; "list"; "source"; "--format"; "short" ] |> List.tryFind _.StartsWith("E") with
        | Some line -> Environment.SetEnvironmentVariable("NUGET_FEED", line.Substring(line.IndexOf ' ' + 1))
        | None -> fail "no package source is enabled: see `dotnet nuget list source`"

    linesOf "dotnet" [ "tool"; "restore" ] |> ignore
    linesOf "dotnet" [ "paket"; "restore" ] |> ignore

let compile project =
    restore ()
    // Without this property every project runs Paket once more, all at the same time.
    dotnet [ "build"; project; "-c"; "Release"; "-v"; "quiet"; "-p:PaketDisableGlobalRestore=true" ]

let build () = compile solution

/// Fantomas takes the F# files, CSharpier the C# ones; .csharpierignore and .gitignore say what they pass over.
let format () =
    restore ()
    dotnet [ "fantomas"; "." ]
    dotnet [ "csharpier"; "format"; "." ]

let checkFormat () =
    restore ()
    dotnet [ "fantomas"; "check"; "." ]
    dotnet [ "csharpier"; "check"; "." ]

/// Rules of the house that no compiler knows.
let checkRules () =
    let read file = File.ReadAllText(Path.Combine(root, file))
    let has (pattern: string) (text: string) = Regex.IsMatch(text, pattern)
    let files = files ()

    let tooLong =
        files
        |> List.filter (fun file -> has @"\.(fs|fsi|fsx|cs)$" file && not (has @"\.g\.\w+$" file))
        |> List.map (fun file -> file, File.ReadLines(Path.Combine(root, file)) |> Seq.length)
        |> List.filter (fun (_, lines) -> lines > 400)
        |> List.map (fun (file, lines) -> $"{file}: {lines} lines; a file is one idea of at most 400")

    let registries =
        files
        |> List.filter (read >> has @"(nuget|npmjs|myget|pypi|debian)\.(org|com)\b|pkgs\.dev\.azure|nuget\.pkg\.")
        |> List.map (fun file -> $"{file}: names a package registry; the feed comes from NUGET_FEED")

    let unlisted =
        [ "src"; "tests"; "bench"; "examples" ]
        |> List.collect projectsIn
        |> List.filter (fun project -> not ((read solution).Replace('\\', '/').Contains project))
        |> List.map (fun project -> $"{project}: not in {solution}, so nothing builds it")

    match tooLong @ registries @ unlisted with
    | [] -> ()
    | found -> fail (String.concat "\n" found)

/// Runs the built tests of one project; the numbers of passed, failed and skipped ones.
/// A run that broke off counts as a failed test.
let testProject (filter: string list) (results: string) (project: string) =
    let report = Path.Combine(results, Path.ChangeExtension(Path.GetFileName project, "trx"))

    let code, output =
        [ "test"; project; "--no-build"; "-c"; "Release"; "--logger"; $"trx;LogFileName={report}" ]
        @ (filter |> List.collect (fun name -> [ "--filter"; $"FullyQualifiedName~{name}" ]))
        |> capture "dotnet"

    let outcomes =
        if File.Exists report then
            XDocument.Load(report).Descendants()
            |> Seq.filter (fun node -> node.Name.LocalName = "UnitTestResult")
            |> Seq.map (fun node -> (node.Attribute(XName.Get "outcome") |> nonNull).Value)
            |> Seq.toList
        else
            []

    let count outcome = outcomes |> List.filter ((=) outcome) |> List.length

    let passed, skipped = count "Passed", count "NotExecuted"
    let failed = outcomes.Length - passed - skipped
    let failed = if code <> 0 then max 1 failed else failed

    if failed > 0 then printfn "%s" output

    passed, failed, skipped

let summary (passed, failed, skipped) =
    $"{passed} passed, {failed} failed" + (if skipped > 0 then $", {skipped} skipped" else "")

/// Runs the built tests of every project; prints and returns the closing line.
let runTests filter =
    let results = Directory.CreateTempSubdirectory "riemann-tests-"

    let counts =
        try
            [ for project in projectsIn "tests" do
                  let counts = testProject filter results.FullName project
                  printfn "%s: %s" (Path.GetFileNameWithoutExtension project) (summary counts)
                  counts ]
        finally
            results.Delete true

    let add (a, b, c) (x, y, z) = a + x, b + y, c + z
    let passed, failed, skipped = counts |> List.fold add (0, 0, 0)
    let closing = summary (passed, failed, skipped)
    printfn "%s" closing

    if failed > 0 then fail "tests failed"
    if passed = 0 then fail "no test ran"
    closing

let test filter =
    build ()
    runTests filter |> ignore

/// The tests of the core with every array in native memory, where an array given back too early is an error.
let memory () =
    let variable = "RIEMANN_LARGEST_MANAGED"
    let results = Directory.CreateTempSubdirectory "riemann-tests-"
    Environment.SetEnvironmentVariable(variable, "0")

    try
        let counts = testProject [] results.FullName "tests/Riemann.FSharp.Tests/Riemann.FSharp.Tests.fsproj"
        printfn "%s" (summary counts)
        let _, failed, _ = counts
        if failed > 0 then fail "tests failed with every array in native memory"
    finally
        Environment.SetEnvironmentVariable(variable, null)
        results.Delete true

/// Runs a built program, which says itself what went wrong.
let runProject project arguments =
    try
        dotnet ([ "run"; "--no-build"; "-c"; "Release"; "--project"; project; "--" ] @ arguments)
    with Failed(code, _) ->
        raise (Failed(code, ""))

let examples () =
    for project in projectsIn "examples" do
        printfn "%s" project
        runProject project [ "--quick" ]

/// The pictures in the pages, each with what the script beside it draws.
let pictures () =
    [ for script in files () |> List.filter (fun file -> Regex.IsMatch(file, @"^docs/images/.*\.fsx$")) do
          match capture "dotnet" [ "fsi"; "--quiet"; "--warnaserror"; script ] with
          | 0, drawn -> Path.ChangeExtension(script, "svg"), drawn
          | _, output -> fail $"{script} does not run\n{output}" ]

let draw () =
    for picture, drawn in pictures () do
        File.WriteAllText(Path.Combine(root, picture), drawn)

/// Every picture, and the code on every page.
let docs () =
    for picture, drawn in pictures () do
        printfn "%s" picture
        let file = Path.Combine(root, picture)

        if not (File.Exists file) || File.ReadAllText file <> drawn then
            fail $"{picture} is not what its script draws: `dotnet fsi build.fsx draw` draws it again"

    Pages.run ()

/// Compares with PyTorch, where a Python has it; says so where none has.
let agree () =
    compile "src/Riemann.FSharp.Learning"
    dotnet [ "fsi"; "--quiet"; "--warnaserror"; "tests/agreement/agreement.fsx" ]

/// Everything in src as packages, among them the command line as a tool: `dotnet tool install --add-source artefacts
/// --tool-path FOLDER Riemann.Cli`.
let pack () =
    build ()

    for project in projectsIn "src" do
        dotnet [ "pack"; project; "-c"; "Release"; "--no-build"; "-o"; "artefacts"; "-v"; "quiet" ]

/// Every stage in turn, up to the first that fails.
let check () =
    let mutable closing = ""

    let stages =
        [ "format", checkFormat
          "rules", checkRules
          "build", build
          "test", (fun () -> closing <- runTests [])
          "memory", memory
          "agree", agree
          "docs", docs
          "examples", examples ]

    let timed (name, action) =
        printfn "== %s" name
        let clock = Stopwatch.StartNew()

        try
            action ()
            sprintf "== %-9s ok %7.1f s" name clock.Elapsed.TotalSeconds
        with Failed(code, reason) ->
            raise (Failed(code, $"{reason}\n== {name} FAILED"))

    let times = stages |> List.map timed
    printfn "\n%s\n%s" (String.concat "\n" times) closing

/// The first half takes the arguments.
let demo arguments =
    let digits, formula = "examples/digits", "examples/formula"
    compile digits
    compile formula
    runProject digits arguments
    printfn ""
    runProject formula []

let bench arguments =
    let project = "bench/Riemann.Bench"
    compile project
    runProject project arguments

let verbs =
    """dotnet fsi build.fsx VERB

  restore          tools and packages
  format           formats every F# and C# file
  check            format, rules, build, tests, agreement, docs, examples: what a change must pass
  build            builds everything in Release
  test [FILTER]    builds and runs the tests, or those whose full name contains FILTER
  docs             runs the code in the README and the pages, and compares what it prints
  draw             draws the pictures in the pages again
  examples         builds and runs all examples with --quick
  demo [ARGS]      trains on digits, and finds a formula in noisy samples
  bench [--quick]  measures this library beside PyTorch
  agree            compares values and derivatives with PyTorch's
  pack             packages, and the command line as a tool, in the folder artefacts"""

try
    match List.tail (Array.toList fsi.CommandLineArgs) with
    | [] -> printfn "%s" verbs
    | [ "restore" ] -> restore ()
    | [ "format" ] -> format ()
    | [ "check" ] -> check ()
    | [ "build" ] -> build ()
    | [ "test" ] -> test []
    | [ "test"; filter ] -> test [ filter ]
    | [ "docs" ] ->
        build ()
        docs ()
    | [ "draw" ] ->
        compile "src/Riemann.FSharp.Learning"
        draw ()
    | [ "examples" ] ->
        List.iter compile (projectsIn "examples")
        examples ()
    | "demo" :: arguments -> demo arguments
    | "bench" :: arguments -> bench arguments
    | [ "agree" ] -> agree ()
    | [ "pack" ] -> pack ()
    | unknown ->
        eprintfn "not a verb with its arguments: %s\n\n%s" (String.concat " " unknown) verbs
        exit 2
with Failed(code, reason) ->
    if reason <> "" then eprintfn "%s" reason
    exit code
