namespace Riemann.FSharp.Learning.Tests

open System
open Riemann.FSharp

/// The models of the nonlinear problems of NIST's Statistical Reference Datasets, of parameters b and predictors x.
module NistModels =
    let private gauss (b: Tensor[]) (x: Tensor[]) =
        let peak height place width = height * exp (-Tensor.square((x[0] - place) / width))
        b[0] * exp (-b[1] * x[0]) + peak b[2] b[3] b[4] + peak b[5] b[6] b[7]

    let private lanczos (b: Tensor[]) (x: Tensor[]) =
        b[0] * exp (-b[1] * x[0]) + b[2] * exp (-b[3] * x[0]) + b[4] * exp (-b[5] * x[0])

    let private chwirut (b: Tensor[]) (x: Tensor[]) = exp (-b[0] * x[0]) / (b[1] + b[2] * x[0])

    let private cubics (b: Tensor[]) (x: Tensor[]) =
        let x = x[0]
        (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1.0 + x * (b[4] + x * (b[5] + x * b[6])))

    let private saturation (b: Tensor[]) (x: Tensor[]) = b[0] * (1.0 - exp (-b[1] * x[0]))

    let private enso (b: Tensor[]) (x: Tensor[]) =
        let wave (period: Tensor) cosine sine =
            let angle = 2.0 * Math.PI * x[0] / period
            cosine * cos angle + sine * sin angle

        b[0] + wave (tensor 12.0) b[1] b[2] + wave b[3] b[4] b[5] + wave b[6] b[7] b[8]

    /// By name of the file.
    let all: (string * (Tensor[] -> Tensor[] -> Tensor)) list =
        [ "Misra1a", saturation
          "Chwirut2", chwirut
          "Chwirut1", chwirut
          "Lanczos3", lanczos
          "Gauss1", gauss
          "Gauss2", gauss
          "DanWood", (fun b x -> b[0] * x[0] ** b[1])
          "Misra1b", (fun b x -> b[0] * (1.0 - (1.0 + b[1] * x[0] / 2.0) ** -2.0))
          "Kirby2", (fun b x -> (b[0] + x[0] * (b[1] + x[0] * b[2])) / (1.0 + x[0] * (b[3] + x[0] * b[4])))
          "Hahn1", cubics
          "Nelson", (fun b x -> b[0] - b[1] * x[0] * exp (-b[2] * x[1]))
          "MGH17", (fun b x -> b[0] + b[1] * exp (-x[0] * b[3]) + b[2] * exp (-x[0] * b[4]))
          "Lanczos1", lanczos
          "Lanczos2", lanczos
          "Gauss3", gauss
          "Misra1c", (fun b x -> b[0] * (1.0 - (1.0 + 2.0 * b[1] * x[0]) ** -0.5))
          "Misra1d", (fun b x -> b[0] * b[1] * x[0] / (1.0 + b[1] * x[0]))
          "Roszman1", (fun b x -> b[0] - b[1] * x[0] - atan (b[2] / (x[0] - b[3])) / Math.PI)
          "ENSO", enso
          "MGH09", (fun b x -> b[0] * (x[0] * x[0] + x[0] * b[1]) / (x[0] * x[0] + x[0] * b[2] + b[3]))
          "Thurber", cubics
          "BoxBOD", saturation
          "Rat42", (fun b x -> b[0] / (1.0 + exp (b[1] - b[2] * x[0])))
          "MGH10", (fun b x -> b[0] * exp (b[1] / (x[0] + b[2])))
          "Eckerle4", (fun b x -> b[0] / b[1] * exp (-0.5 * Tensor.square ((x[0] - b[2]) / b[1])))
          "Rat43", (fun b x -> b[0] / (1.0 + exp (b[1] - b[2] * x[0])) ** (1.0 / b[3]))
          "Bennett5", (fun b x -> b[0] * (b[1] + x[0]) ** (-1.0 / b[2])) ]
