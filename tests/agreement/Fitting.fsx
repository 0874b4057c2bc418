// Least-squares fits beside scipy's curve_fit: parameters and their covariance.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private grid = points [ for i in 0..19 -> 0.2 * float i + 0.1 ]
let private noise = between -0.05 0.05 [ 20 ]
let private numbers (values: float list) = tensor values

/// A model of a vector of parameters, its text for numpy, the start, and the parameters that the data come from.
type private Model = { Text: string; Value: Tensor -> Tensor -> Tensor; Start: float list; True: float list }

let private decay =
    { Text = "lambda t, a, b: a * np.exp(-b * t)"
      Value = fun p t -> p[0] * exp (-p[1] * t)
      Start = [ 1.0; 1.0 ]
      True = [ 3.0; 0.7 ] }

let private peak =
    { Text = "lambda t, a, b, c, d: a * np.exp(-(((t - b) / c) ** 2)) + d"
      Value = fun p t -> p[0] * exp (-Tensor.square((t - p[1]) / p[2])) + p[3]
      Start = [ 1.0; 1.5; 0.8; 0.1 ]
      True = [ 2.0; 2.0; 0.5; 0.3 ] }

let private growth =
    { Text = "lambda t, a, b, c: a / (1 + np.exp(b - c * t))"
      Value = fun p t -> p[0] / (1.0 + exp (p[1] - p[2] * t))
      Start = [ 4.0; 3.0; 1.5 ]
      True = [ 5.0; 4.0; 2.0 ] }

let private vector (result: FitResult<Tensor>) =
    Tensor.concatenate 0 [ result.Parameters; Tensor.flatten result.Covariance ]

/// One call; `settings` may use the errors, and `further` are scipy's keywords, in which they are z.
let private compare (settings: Tensor -> FitSettings<Tensor>) further model =
    let shown values = "[" + String.concat ", " (values |> List.map string) + "]"
    let made = $"torch.tensor(({model.Text})(x.numpy(), *{shown model.True})) + y"

    call3
        $"fit({model.Text}, {shown model.Start}, x, {made}{further})"
        grid
        noise
        (between 0.5 2.0 [ 20 ])
        (fun t noise errors ->
            let data = model.Value (numbers model.True) t + noise
            Fit.curveWith (settings errors) model.Value (numbers model.Start) t data |> vector)

let private models = [ decay; peak; growth ]
let private plain = models |> List.map (compare (fun _ -> Fit.defaults) "")

let private weighted =
    [ for model in models do
          let weights errors = { Fit.defaults with Weighting = Weighting.Weights(1.0 / Tensor.square errors) }
          compare weights ", sigma=z" model

          compare
              (fun errors -> { Fit.defaults with Weighting = Weighting.Errors errors })
              ", sigma=z, absolute_sigma=True"
              model ]

let private losses =
    [ "loss='huber', f_scale=0.03", RobustLoss.Huber 0.03
      "loss='soft_l1', f_scale=0.03", RobustLoss.SoftL1 0.03
      "loss='cauchy', f_scale=0.03", RobustLoss.Cauchy 0.03
      "loss='arctan', f_scale=0.06", RobustLoss.Arctan 0.06 ]

let private robust =
    [ for model in models do
          for theirs, loss in losses do
              // From near the parameters: the last two losses have several minima.
              let near = { model with Start = model.True }
              compare (fun _ -> { Fit.defaults with Loss = loss }) $", {theirs}" near ]

/// Bounds that are not reached, of which scipy knows the covariance too.
let private bounded =
    [ for model in models do
          let bounds _ =
              { Fit.defaults with
                  Lower = Some(Tensor.zeros [ model.Start.Length ])
                  Upper = Some(Tensor.full DType.Float64 [ model.Start.Length ] 10.0) }

          compare bounds ", bounds=(0, 10)" model ]

/// A bound that is reached: the parameters alone.
let private held =
    [ for upper in [ 2.5; 2.9 ] do
          let settings = { Fit.defaults with Upper = Some(numbers [ upper; infinity ]) }

          call2
              $"fit({decay.Text}, [1, 1], x, 3 * torch.exp(-0.7 * x) + y, bounds=([-inf, -inf], [{upper}, inf]))[:2]"
              grid
              noise
              (fun t noise ->
                  let data = decay.Value (numbers decay.True) t + noise
                  (Fit.curveWith settings decay.Value (numbers decay.Start) t data).Parameters) ]

let private close calls = calls |> valuesOnly |> List.map (fun call -> { call with Tolerance = 1e-6 })

let families =
    [ { Name = "least squares"; Calls = close (plain @ weighted @ bounded @ held) }
      { Name = "robust fits"; Calls = close robust } ]
