module Riemann.FSharp.Learning.Tests.ReportTests

open System.IO
open System.Xml.Linq
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private x = 2.0 * Random.uniform [ 40; 2 ] (Key.create 1L) - 1.0
let private y = x[*, 0] + Tensor.square x[*, 1]

let private network =
    let settings = { Kan.defaults with LayersHidden = [ 2; 3; 1 ]; DType = DType.Float64 }
    KanGraph.ofKan (Kan.init settings (Key.create 2L))

let private report =
    { Title = "a < b"
      Names = [ "x<"; "y" ]
      Output = "f"
      X = x
      Y = y
      Network = Some network
      Losses = [ 1.0; 0.5; 0.25 ]
      Formula = None }

/// The pictures of a page, read as XML.
let private pictures (html: string) =
    html.Split "<svg"
    |> Array.skip 1
    |> Array.map (fun part -> XElement.Parse("<svg" + part[.. part.IndexOf "</svg>" + 5]))

let private count (name: string) (picture: XElement) = picture.Descendants(XName.Get name) |> Seq.length

[<Fact>]
let ``a report draws the network, the fit, the residuals and the loss`` () =
    let html = KanReport.html report
    let network, fit, residuals, loss = (let found = pictures html in found[0], found[1], found[2], found[3])
    Assert.Equal(9, count "rect" network) // an edge each
    Assert.Equal(9, count "polyline" network)
    Assert.Equal(6, count "circle" network)
    Assert.Equal(40, count "circle" fit)
    Assert.Equal(40, count "circle" residuals)
    Assert.Equal(1, count "polyline" loss)
    Assert.Contains("a &lt; b", html)
    Assert.DoesNotContain("x<<", html)
    Assert.DoesNotContain("http", html)
    Assert.DoesNotContain("<script", html)

[<Fact>]
let ``with a formula the report shows it, and predicts by it`` () =
    let e = Expression.Variable "x<" + Expression.Variable "y" ** 2.0
    let found = { Formula = e; RSquared = 1.0; RelativeResidual = 0.0; IsExact = true }
    let html = KanReport.html { report with Formula = Some found; Losses = [] }
    Assert.Contains("<dd>x&lt; + y^2</dd>", html)
    Assert.Contains("residuals of the formula: ", html)
    Assert.Equal(3, (pictures html).Length)

[<Fact>]
let ``a formula that no network found stands without one`` () =
    let found = { Formula = Expression.Variable "y"; RSquared = 1.0; RelativeResidual = 0.0; IsExact = true }
    let html = KanReport.html { report with Formula = Some found; Network = None; Losses = [] }
    Assert.DoesNotContain("Network", html)
    Assert.Equal(2, (pictures html).Length)

[<Fact>]
let ``edges that are pruned are not drawn`` () =
    let pruned =
        { network with
            Layers =
                network.Layers
                |> List.map (List.map (fun unit -> { unit with Edges = KanEdge.Nothing :: unit.Edges.Tail })) }

    let picture = (pictures (KanReport.html { report with Network = Some pruned }))[0]
    Assert.Equal(5, count "rect" picture)

[<Fact>]
let ``a report on data that do not fit is refused`` () =
    let message report = Assert.Throws<RiemannException>(fun () -> KanReport.html report |> ignore).Message

    Assert.Contains("KanReport.html: the data do not fit the names", message { report with Names = [ "x" ] })
    Assert.Contains("KanReport.html: the data do not fit the names", message { report with Y = y[..10] })

    Assert.Contains("KanReport.html: there is nothing to report on", message { report with Network = None })

    let file = Path.Combine(System.Environment.ProcessPath, "report.html") // in what is no folder
    let error = Assert.Throws<RiemannException>(fun () -> KanReport.write file report)
    Assert.Contains("KanReport.write", error.Message)
