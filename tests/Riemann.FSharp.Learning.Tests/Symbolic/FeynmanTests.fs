/// The formulas of Feynman's lectures with up to three variables (Udrescu and Tegmark, 2020), each from 400 noiseless
/// samples. All of them take a minute: RIEMANN_FEYNMAN=all, otherwise one in four. The table is printed by
/// `dotnet test tests/Riemann.FSharp.Learning.Tests -c Release --filter Feynman --logger "console;verbosity=detailed"`.
namespace Riemann.FSharp.Learning.Tests

open System
open System.Diagnostics
open System.Globalization
open System.IO
open Xunit
open Xunit.Abstractions
open Riemann.FSharp
open Riemann.FSharp.Learning

type private Equation = { Name: string; Formula: string; Variables: (string * float * float) list }

type FeynmanTests(output: ITestOutputHelper) =
    let number (text: string) = Double.Parse(text, CultureInfo.InvariantCulture)

    let equations () =
        let folder = (Files.data "feynman").Value

        [ for line in File.ReadAllLines(Path.Combine(folder, "FeynmanEquations.csv")) |> Array.skip 1 do
              match line.Split ',' |> List.ofArray with
              | name :: _ :: _ :: formula :: count :: variables when count <> "" && int count <= 3 ->
                  let variable i = variables[3 * i], number variables[3 * i + 1], number variables[3 * i + 2]

                  { Name = name; Formula = formula; Variables = List.init (int count) variable }
              | _ -> () ]

    /// Samples at which the formula has a value.
    let sample seed count (equation: Equation) =
        let source = Random(seed: int)

        let row () = [ for _, low, high in equation.Variables -> low + (high - low) * source.NextDouble() ]

        let value row =
            let names = equation.Variables |> List.map (fun (name, _, _) -> name)
            PythonFormula.value equation.Formula (Map(List.zip names row))

        let found = [ for _ in 1..count -> row () ] |> List.map (fun row -> row, value row)
        let found = found |> List.filter (snd >> Double.IsFinite)
        tensor (List.map fst found), tensor (List.map snd found)

    [<Fact>]
    member _.``formulas of Python have their values``() =
        let value = PythonFormula.value "-x**2/2*(3-1)-2**-y+sqrt(pi*4/pi)*sin(0)"
        Assert.Equal(-9.25, value (Map [ "x", 3.0; "y", 2.0 ]), 1e-12)

    [<DataFact "feynman">]
    member _.``formulas with up to three variables come back from their values``() =
        let isWhole = Environment.GetEnvironmentVariable "RIEMANN_FEYNMAN" = "all"
        let equations = equations () |> List.indexed |> List.filter (fun (i, _) -> isWhole || i % 4 = 0)

        let recovered =
            [ for _, equation in equations do
                  let watch = Stopwatch.StartNew()
                  let names = equation.Variables |> List.map (fun (name, _, _) -> name)
                  let x, y = sample 1 400 equation
                  let found = Symbolic.discover EdgeFunction.all names x y
                  let seconds = watch.Elapsed.TotalSeconds
                  let text = Expression.toString found.Formula
                  let said = if found.IsExact then "exact" else $"{found.RelativeResidual:e1}"
                  output.WriteLine $"{equation.Name, -10} {said, -8} {seconds, 6:f2} s  {equation.Formula} -> {text}"

                  if found.IsExact then
                      // Exact also where it has not been fitted.
                      let x, y = sample 2 200 equation
                      let away = Expression.compile names found.Formula x - y
                      let relative = (Tensor.norm 2.0 away / Tensor.norm 2.0 y).ToFloat()
                      Assert.True(relative < 1e-5, $"{equation.Name}: {relative}")

                  found.IsExact ]
            |> List.filter id
            |> List.length

        output.WriteLine $"{recovered} of {equations.Length}"
        Assert.True(10 * recovered >= 9 * equations.Length, $"{recovered} of {equations.Length}")
