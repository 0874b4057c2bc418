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
      ordered "TrigonometricPrimitives.sinc" TrigonometricPrimitives.sinc 0 ]

let still: string list = []
