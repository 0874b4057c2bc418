/// What may know what, and what the world may see.
module Riemann.FSharp.Tests.ArchitectureTests

open System
open System.IO
open System.Reflection
open System.Xml.Linq
open Xunit
open Riemann.FSharp

let private library = typeof<Tensor>.Assembly

let private names (assembly: Assembly) = [ for reference in assembly.GetReferencedAssemblies() -> reference.Name ]

/// What each project may be built on.
let private allowed =
    Map
        [ "Riemann.Kernels", []
          "Riemann.FSharp", [ "Riemann.Kernels" ]
          "Riemann.FSharp.Learning", [ "Riemann.FSharp"; "Riemann.Kernels" ]
          "Riemann.Bridge", [ "Riemann.FSharp.Learning" ]
          "Riemann", [ "Riemann.Bridge" ]
          "Riemann.FSharp.Modules", [ "Riemann" ]
          "Riemann.Cli", [ "Riemann.FSharp.Learning" ] ]

let rec private sources (folder: string) =
    let here = Path.Combine(folder, "src")
    if Directory.Exists here then here else sources (Path.GetDirectoryName(folder.TrimEnd Path.DirectorySeparatorChar))

[<Fact>]
let ``projects refer one way: kernels, the core, learning, and then the facade or the command line`` () =
    let projects = Directory.GetFiles(sources AppContext.BaseDirectory, "*.??proj", SearchOption.AllDirectories)
    Assert.Equal<Set<string>>(set allowed.Keys, projects |> Array.map Path.GetFileNameWithoutExtension |> set)

    for project in projects do
        for reference in XDocument.Load(project).Descendants(XName.Get "ProjectReference") do
            let path = reference.Attribute(XName.Get "Include").Value.Replace('\\', '/')
            Assert.Contains(Path.GetFileNameWithoutExtension path, allowed[Path.GetFileNameWithoutExtension project])

[<Fact>]
let ``assemblies refer one way: kernels, the core`` () =
    Assert.Contains("Riemann.Kernels", names library)
    Assert.DoesNotContain(names library, (fun name -> name.StartsWith "Riemann.FSharp."))
    let kernels = Assembly.Load "Riemann.Kernels"
    Assert.DoesNotContain(names kernels, (fun name -> name.StartsWith "Riemann." || name.StartsWith "FSharp."))

/// The types of a signature, taken apart.
let rec private parts (t: Type) : Type list =
    if t.HasElementType then
        parts (t.GetElementType())
    elif t.IsGenericType then
        t.GetGenericTypeDefinition() :: (t.GetGenericArguments() |> Seq.collect parts |> List.ofSeq)
    else
        [ t ]

let private visible =
    BindingFlags.Public ||| BindingFlags.Instance ||| BindingFlags.Static ||| BindingFlags.DeclaredOnly

let private signature (m: MemberInfo) =
    match m with
    | :? MethodInfo as m -> m.ReturnType :: [ for p in m.GetParameters() -> p.ParameterType ]
    | :? ConstructorInfo as c -> [ for p in c.GetParameters() -> p.ParameterType ]
    | :? PropertyInfo as p -> [ p.PropertyType ]
    | :? FieldInfo as f -> [ f.FieldType ]
    | _ -> []

/// Kernel types in the public surface, and the types that show them.
let private shown =
    [ for t in library.GetExportedTypes() do
          for m in t.GetMembers visible do
              for part in signature m |> List.collect parts do
                  if part.Namespace = "Riemann.Kernels" then part.Name, t ]

[<Fact>]
let ``users meet no kernel type but DType and Shape; those who write primitives meet NDArray`` () =
    Assert.Equal<Set<string>>(set [ "DType"; "NDArray"; "Shape" ], shown |> List.map fst |> set)

    let withArrays =
        shown |> List.filter (fun (name, _) -> name = "NDArray") |> List.map (fun (_, t) -> t.FullName.Split('+')[0])

    Assert.Equal<Set<string>>(set [ "Riemann.FSharp.Kernel"; "Riemann.FSharp.PrimitiveModule" ], set withArrays)

[<Fact>]
let ``the public types are those listed`` () =
    let found =
        set
            [ for t in library.GetExportedTypes() do
                  if not t.IsNested then t.FullName ]

    let listed = set (File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicTypes.txt")))

    if found <> listed then
        Assert.Fail $"not listed in PublicTypes.txt: %A{found - listed}\nlisted and gone: %A{listed - found}"
