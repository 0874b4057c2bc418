/// Rows of the special functions.
module Riemann.FSharp.Tests.Laws.Rows.Special

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// One order in every layout, and the others of which the derivatives are made in one.
let private ordered name (make: int -> Primitive) first =
    Maker(
        name,
        [ yield! unary (make first); for order in [ first + 1; first + 3 ] -> sample [ Layout.vector ] (make order) ]
    )

let rows =
    [ Value("ErrorFunctionPrimitives.erf", unary)
      Value("ErrorFunctionPrimitives.erfc", unary)
      Value("ErrorFunctionPrimitives.erfinv", unary)
      Value("GammaPrimitives.lgamma", unary)
      Value("GammaPrimitives.digamma", unary)
      ordered "GammaPrimitives.polygamma" GammaPrimitives.polygamma 1
      ordered "BesselPrimitives.besselJ" BesselPrimitives.besselJ 0
      ordered "BesselPrimitives.besselI" BesselPrimitives.besselI 0
      ordered "BesselPrimitives.besselIScaled" BesselPrimitives.besselIScaled 0
      ordered "BesselPrimitives.besselY" BesselPrimitives.besselY 0
      ordered "BesselPrimitives.besselK" BesselPrimitives.besselK 0
      ordered "BesselPrimitives.besselKScaled" BesselPrimitives.besselKScaled 0
      Value("ErrorFunctionPrimitives.erfcx", unary)
      Value("ErrorFunctionPrimitives.logNormalCdf", unary)
      ordered "IncompleteIntegralPrimitives.exponentialIntegral" IncompleteIntegralPrimitives.exponentialIntegral 1
      Maker(
          "IncompleteIntegralPrimitives.gammaP",
          List.collect (IncompleteIntegralPrimitives.gammaP >> unary) [ 0.5; 3.0 ]
      )
      Maker(
          "IncompleteIntegralPrimitives.gammaQ",
          List.collect (IncompleteIntegralPrimitives.gammaQ >> unary) [ 1.0; 2.5 ]
      )
      Maker(
          "IncompleteIntegralPrimitives.beta",
          unary (IncompleteIntegralPrimitives.beta 0.5 2.0) @ unary (IncompleteIntegralPrimitives.beta 3.0 1.5)
      )
      ordered "TrigonometricPrimitives.sinc" TrigonometricPrimitives.sinc 0 ]

let still: string list = []
