/// The code on the pages: it runs, and prints what the text block right after it says.
module Pages

#load "processes.fsx"

open System
open System.IO
open System.Text.RegularExpressions
open Processes

/// A block of code, and the line of its page that it begins on.
type Block =
    { Page: string
      Line: int
      Code: string
      Printed: string option }

    member block.Place = $"{block.Page}({block.Line})"

/// What a program prints before each block.
let marker = '\f'

let newlines (text: string) = text |> Seq.filter ((=) '\n') |> Seq.length

let blocksOf language page =
    let text = File.ReadAllText(Path.Combine(root, page))
    let fence = $"^```{language}\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?"

    [ for found in Regex.Matches(text, fence, RegexOptions.Singleline ||| RegexOptions.Multiline) do
          { Page = page
            Line = 1 + newlines (text.Substring(0, found.Groups[1].Index))
            Code = found.Groups[1].Value
            Printed = if found.Groups[2].Success then Some found.Groups[2].Value else None } ]

let compare blocks (output: string) =
    let trimmed (text: string) = String.concat "\n" [ for line in text.Trim().Split '\n' -> line.TrimEnd() ]

    for block, printed in List.zip blocks (List.tail (List.ofArray (output.Split marker))) do
        match block.Printed with
        | Some expected when trimmed expected <> trimmed printed ->
            fail $"{block.Place}: the block printed\n{trimmed printed}\nwhere the page says\n{trimmed expected}"
        | _ -> ()

/// Runs a program made of the blocks, and compares; where it breaks off is in the last block that began.
let runBlocks (blocks: Block list) program arguments =
    let code, output = capture program arguments
    let parts = output.Split marker

    if code <> 0 then
        let last = blocks[max 0 (parts.Length - 2)]
        fail $"{last.Place}: the block does not run\n{Array.last parts}"

    compare blocks output

let folderOf project = Path.Combine(root, "src", project, "bin", "Release", "net10.0")

/// The F# of a page as one script.
let runFSharp blocks =
    let built = folderOf "Riemann.FSharp.Modules"

    let script =
        [ for assembly in
              [ "MathNet.Numerics"
                "System.Numerics.Tensors"
                "Riemann.Kernels"
                "Riemann.FSharp"
                "Riemann.FSharp.Learning"
                "Riemann"
                "Riemann.FSharp.Modules" ] do
              $"#r @\"{Path.Combine(built, assembly)}.dll\""
          for block in blocks do
              "System.Console.Write '\\f'"
              block.Code ]

    let file = Path.Combine(Path.GetTempPath(), $"riemann-{Guid.NewGuid():N}.fsx")
    File.WriteAllLines(file, script)

    try
        runBlocks blocks "dotnet" [ "fsi"; "--quiet"; "--warnaserror"; file ]
    finally
        File.Delete file

let usings = Regex(@"^using (static )?[\w.]+( = [^;]+)?;\n", RegexOptions.Multiline)

/// Types, which C# wants behind the statements: from the first column to the brace that closes them there.
let types =
    Regex(
        @"^((public|internal|sealed|abstract|static|readonly) )*(class|record|struct|enum|interface) (.*;\n|(.*\n)*?\}\n)",
        RegexOptions.Multiline
    )

/// The C# of a page as one program: a namespace of its own with the statements as a method. Errors name the page's lines.
let programOf name (blocks: Block list) =
    let at (block: Block) index = $"#line {block.Line + newlines (block.Code.Substring(0, index))} \"{block.Page}\""

    let all (part: Regex) =
        [ for block in blocks do
              for found in part.Matches block.Code do
                  at block found.Index
                  found.Value ]

    // Lines stay what they are where something is taken out.
    let without (part: Regex) (code: string) =
        part.Replace(code, MatchEvaluator(fun found -> String('\n', newlines found.Value)))

    String.concat
        "\n"
        [ yield! all usings
          $"namespace {name};"
          "static class Program { public static async Task Run() {"
          for block in blocks do
              "Console.Write('\\f');"
              at block 0
              block.Code |> without usings |> without types
          "#line default"
          "} }"
          yield! all types ]

let project =
    $"""<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <UseAppHost>false</UseAppHost>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NoWarn>CS1998</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <Reference Include="{folderOf "Riemann"}/*.dll" />
  </ItemGroup>
</Project>"""

/// The C# of all pages in one project, which takes one build.
let runCSharp (pages: Block list list) =
    let folder = Directory.CreateTempSubdirectory "riemann-pages-"
    let write name (text: string) = File.WriteAllText(Path.Combine(folder.FullName, name), text)

    try
        write "Pages.csproj" project

        for index, blocks in List.indexed pages do
            write $"Page{index}.cs" (programOf $"Page{index}" blocks)

        // What the pages save goes where the program is.
        write
            "Main.cs"
            (String.concat
                "\n"
                [ "Directory.SetCurrentDirectory(AppContext.BaseDirectory);"
                  for index in 0 .. pages.Length - 1 do
                      $"await Page{index}.Program.Run();" ])

        let program = Path.Combine(folder.FullName, "out", "Pages.dll")
        let build = [ "msbuild"; folder.FullName; "-restore"; "-p:OutDir=out/"; "-v:quiet"; "-nologo" ]

        match capture "dotnet" build with
        | 0, _ -> runBlocks (List.concat pages) "dotnet" [ program ]
        | _, errors -> fail (errors.Replace(folder.FullName + string Path.DirectorySeparatorChar, ""))
    finally
        folder.Delete true

let run () =
    let pages = files () |> List.filter (fun file -> file = "README.md" || Regex.IsMatch(file, @"^docs/[^/]*\.md$"))
    let having language = pages |> List.map (blocksOf language) |> List.filter (List.isEmpty >> not)

    let cSharp = having "csharp"

    for blocks in cSharp do
        printfn "%s, C#" blocks.Head.Page

    runCSharp cSharp

    for blocks in having "fsharp" do
        printfn "%s, F#" blocks.Head.Page
        runFSharp blocks
