module Riemann.FSharp.Tests.Laws.Rows.Spectral

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private squares =
    [ Plain [ 3; 3 ]
      Plain [ 1; 1 ]
      Plain [ 0; 0 ]
      Plain [ 2; 2; 2 ]
      Plain [ 0; 2; 2 ]
      Transposed [ 3; 3 ]
      Reversed [ 2; 2 ] ]

let private matrices =
    [ yield! squares
      Plain [ 3; 2 ]
      Plain [ 2; 4 ]
      Plain [ 3; 1 ]
      Plain [ 1; 3 ]
      Plain [ 2; 3; 2 ]
      Plain [ 0; 2 ]
      Plain [ 2; 0 ]
      Transposed [ 3; 2 ]
      Reversed [ 2; 3 ] ]

/// Of matrices with equal rows only the symmetric part has distinct eigenvalues.
let private symmetric p = places p (Repeated [ 3; 3 ] :: squares)

let private general p = places p matrices

/// With pairs of complex eigenvalues too, and with components of eigenvectors that are equally large.
let private eigen p =
    [ yield! places p squares
      for values in
          [ [ [ 1.0; 2.0 ]; [ -2.0; 1.0 ] ]
            [ [ 1.0; 2.0; 0.5 ]; [ -3.0; 1.5; -1.0 ]; [ 0.25; -0.5; 4.0 ] ]
            [ [ 0.0; 1.0; 0.0; 0.0 ]; [ 0.0; 0.0; 1.0; 0.0 ]; [ 0.0; 0.0; 0.0; 1.0 ]; [ -1.0; 2.0; -3.0; 1.0 ] ] ] do
          { Of = p; Operands = [ tensor values ] } ]

let rows: Row list =
    [ Value("SpectralPrimitives.eigh", symmetric)
      Value("EigenPrimitives.eig", eigen)
      Value("OrthogonalPrimitives.qr", general)
      Value("SingularPrimitives.svd", general)
      Value("SingularPrimitives.singularValues", general)
      Maker("SingularPrimitives.pinv", general (SingularPrimitives.pinv 1e-12)) ]

let still: string list = []
