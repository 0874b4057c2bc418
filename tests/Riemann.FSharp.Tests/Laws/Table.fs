/// Rows: primitives and operands for them. Those of the first families; later ones have files of their own, under Rows.
module Riemann.FSharp.Tests.Laws.Table

open Riemann.FSharp
open Riemann.Kernels

/// A primitive and operands for it.
type Sample = { Of: Primitive; Operands: Tensor list }

/// The samples of one primitive, found under this name, or of one function that makes primitives.
type Row =
    | Value of name: string * samples: (Primitive -> Sample list)
    | Maker of name: string * samples: Sample list

    member row.Name =
        match row with
        | Value(name, _)
        | Maker(name, _) -> name

let shape (dimensions: int list) = Shapes.ofList "sample" dimensions

/// Operands in these layouts, with values from the primitive's own domains.
let sample layouts p = { Of = p; Operands = Samples.ofDomains p layouts }

let unary p = [ for layout in Layout.all -> sample [ layout ] p ]

let binary p = [ for left, right in Layout.pairs -> sample [ left; right ] p ]

let private where p =
    [ for left, right in Layout.pairs do
          sample [ Layout.scalar; left; right ] p
      for left in [ Layout.scalar; Layout.vector; Layout.matrix; Layout.column ] do
          for condition in [ Layout.vector; Layout.matrix; Layout.row; Layout.column ] do
              sample [ condition; left; Layout.vector ] p
      sample [ Transposed [ 2; 3 ]; Layout.vector; Layout.column ] p
      sample [ Repeated [ 2; 3 ]; Layout.scalar; Layout.scalar ] p ]

let private matmul p =
    let product left right = sample [ left; right ] p

    [ product (Plain [ 2; 3 ]) (Plain [ 3; 4 ])
      product (Plain [ 1; 1 ]) (Plain [ 1; 1 ])
      product (Plain [ 2; 0 ]) (Plain [ 0; 3 ])
      product (Plain [ 0; 3 ]) (Plain [ 3; 2 ])
      product (Plain [ 2; 3 ]) (Plain [ 3; 0 ])
      product (Plain [ 4; 2; 3 ]) (Plain [ 3; 2 ])
      product (Plain [ 2; 3 ]) (Plain [ 4; 3; 2 ])
      product (Plain [ 4; 2; 3 ]) (Plain [ 4; 3; 2 ])
      product (Plain [ 2; 1; 2; 3 ]) (Plain [ 4; 3; 2 ])
      product (Plain [ 0; 2; 3 ]) (Plain [ 3; 2 ])
      product (Transposed [ 2; 3 ]) (Transposed [ 3; 2 ])
      product (Reversed [ 2; 3 ]) (Reversed [ 3; 2 ])
      product (Repeated [ 2; 3 ]) (Repeated [ 3; 2 ]) ]

let private addMatmul p =
    [ for left, right, added in
          [ Plain [ 2; 3 ], Plain [ 3; 4 ], Plain [ 4 ]
            Plain [ 2; 3 ], Plain [ 3; 4 ], Layout.scalar
            Plain [ 1; 3 ], Plain [ 3; 4 ], Transposed [ 1; 4 ]
            Plain [ 2; 3 ], Plain [ 3; 1 ], Plain [ 2; 1 ]
            Plain [ 2; 0 ], Plain [ 0; 3 ], Plain [ 3 ]
            Plain [ 0; 3 ], Plain [ 3; 2 ], Plain [ 2 ]
            Plain [ 4; 2; 3 ], Plain [ 3; 2 ], Plain [ 4; 1; 2 ]
            Transposed [ 2; 3 ], Reversed [ 3; 2 ], Repeated [ 2; 2 ] ] do
          sample [ left; right; added ] p ]

/// One key and several, and as many parameters that lie in memory alike.
let private counts parameters p =
    [ for key, layout in
          [ Layout.scalar, Plain [ 3 ]
            Plain [ 2 ], Transposed [ 2; 3 ]
            Reversed [ 2 ], Reversed [ 2; 3 ]
            Layout.scalar, Plain [ 0 ]
            Plain [ 0 ], Plain [ 0; 2 ] ] do
          sample (key :: List.replicate parameters layout) p ]

let private values =
    let rows samples names = [ for name in names -> Value(name, samples) ]

    [ yield!
          [ "negate"
            "abs"
            "sign"
            "floor"
            "ceiling"
            "round"
            "truncate"
            "exp"
            "log"
            "log10"
            "sqrt"
            "sin"
            "cos"
            "tan"
            "asin"
            "acos"
            "atan"
            "sinh"
            "cosh"
            "tanh" ]
          |> List.map ((+) "Elementary.")
          |> rows unary
      yield!
          [ "expm1"; "log1p"; "log2"; "rsqrt"; "reciprocal"; "square"; "sigmoid"; "softplus" ]
          |> List.map ((+) "ExponentialPrimitives.")
          |> rows unary
      yield! [ "asinh"; "acosh"; "atanh" ] |> List.map ((+) "HyperbolicPrimitives.") |> rows unary
      yield! [ "logicalNot"; "isNaN"; "isFinite"; "relu" ] |> List.map ((+) "ComparisonPrimitives.") |> rows unary
      yield! rows unary [ "ConversionPrimitives.stopGradient" ]
      yield!
          [ "add"; "subtract"; "multiply"; "multiplyOrZero"; "divide"; "power"; "atan2" ]
          |> List.map ((+) "Arithmetic.")
          |> rows binary
      yield!
          [ "equal"
            "notEqual"
            "less"
            "lessOrEqual"
            "greater"
            "greaterOrEqual"
            "logicalAnd"
            "logicalOr"
            "logicalXor"
            "maximum"
            "minimum" ]
          |> List.map ((+) "ComparisonPrimitives.")
          |> rows binary
      Value("ComparisonPrimitives.where", where)
      Value("RandomPrimitives.poisson", counts 1)
      Value("RandomPrimitives.binomial", counts 2)
      Value("ContractionPrimitives.matmul", matmul)
      Value("ContractionPrimitives.addMatmul", addMatmul) ]

/// Reductions over each choice of axes. No operand repeats elements: where they tie there is no derivative.
let reduction (make: int list -> Primitive) =
    [ sample [ Layout.vector ] (make [ 0 ])
      sample [ Layout.scalar ] (make [])
      sample [ Plain [ 2; 0 ] ] (make [ 0 ])
      for layout in [ Layout.matrix; Transposed [ 2; 3 ]; Reversed [ 2; 3 ] ] do
          for axes in [ [ 0 ]; [ 1 ]; [ 0; 1 ] ] do
              sample [ layout ] (make axes)
      for axes in [ [ 1 ]; [ 0; 2 ]; [ 0; 1; 2 ] ] do
          sample [ Plain [ 2; 3; 2 ] ] (make axes) ]

/// Reductions that also reduce no elements and equal ones.
let totalReduction make =
    [ yield! reduction make
      sample [ Plain [ 2; 0 ] ] (make [ 1 ])
      sample [ Plain [ 0 ] ] (make [ 0 ])
      sample [ Repeated [ 2; 3 ] ] (make [ 0 ]) ]

let position (make: int -> Primitive) =
    [ sample [ Layout.vector ] (make 0)
      sample [ Plain [ 2; 0 ] ] (make 0)
      for layout in [ Layout.matrix; Transposed [ 2; 3 ]; Reversed [ 2; 3 ] ] do
          for axis in 0..1 do
              sample [ layout ] (make axis) ]

let places make layouts = [ for layout in layouts -> sample [ layout ] make ]

let private reshape = Structure.reshapeP << shape
let private broadcast = Structure.broadcastP << shape

let private place dimensions starts steps = StructuralPrimitives.place (shape dimensions) starts steps

/// Gather and scatterAdd take indices of the axis they index, which their domain cannot name.
let private indexed p layout (length: int) indices =
    let indices = Samples.draw (Domain.Index length) 1 (Key.create 7L) indices
    { Of = p; Operands = [ Samples.draw Domain.Real 0 (Key.create 7L) layout; indices ] }

let private gathers =
    let gather = IndexingPrimitives.gather

    [ indexed (gather 0) Layout.vector 3 (Plain [ 5 ])
      indexed (gather 0) Layout.matrix 2 (Plain [ 4; 3 ])
      indexed (gather 1) Layout.matrix 3 (Plain [ 2; 4 ])
      indexed (gather 1) (Transposed [ 2; 3 ]) 3 (Reversed [ 2; 2 ])
      indexed (gather 1) (Reversed [ 2; 3 ]) 3 (Repeated [ 2; 2 ])
      indexed (gather 0) (Repeated [ 2; 3 ]) 2 (Transposed [ 2; 3 ])
      indexed (gather 0) Layout.vector 3 (Plain [ 0 ])
      indexed (gather 1) (Plain [ 0; 3 ]) 3 (Plain [ 0; 2 ]) ]

let private scatters =
    let scatter dimensions = IndexingPrimitives.scatterAdd (shape dimensions)

    [ indexed (scatter [ 3 ] 0) (Plain [ 5 ]) 3 (Plain [ 5 ])
      indexed (scatter [ 4; 3 ] 0) Layout.matrix 4 Layout.matrix
      indexed (scatter [ 2; 4 ] 1) (Transposed [ 2; 3 ]) 4 (Reversed [ 2; 3 ])
      indexed (scatter [ 2; 2 ] 1) (Repeated [ 2; 3 ]) 2 (Transposed [ 2; 3 ])
      indexed (scatter [ 3 ] 0) (Plain [ 0 ]) 3 (Plain [ 0 ])
      indexed (scatter [ 0; 3 ] 1) (Plain [ 0; 2 ]) 3 (Plain [ 0; 2 ]) ]

/// Draws for one key, several, views of them, and none.
let private draws p =
    [ for layout in [ Layout.scalar; Plain [ 2 ]; Transposed [ 2; 3 ]; Reversed [ 2 ]; Plain [ 0 ] ] ->
          sample [ layout ] p ]

let private makers =
    [ Maker(
          "ConversionPrimitives.cast",
          [ for target in [ DType.Float64; DType.Float32; DType.Int32; DType.Int64; DType.UInt8; DType.Bool ] do
                yield! unary (ConversionPrimitives.cast target) ]
      )
      Maker(
          "Structure.reshapeP",
          [ yield! places (reshape [ 6 ]) [ Layout.matrix; Transposed [ 2; 3 ]; Reversed [ 2; 3 ]; Repeated [ 2; 3 ] ]
            yield! places (reshape [ 3; 1; 2 ]) [ Layout.matrix; Plain [ 6 ] ]
            yield! places (reshape []) [ Plain [ 1; 1 ] ]
            yield! places (reshape [ 1 ]) [ Layout.scalar ]
            yield! places (reshape [ 0; 2 ]) [ Plain [ 3; 0 ] ] ]
      )
      Maker(
          "Structure.broadcastP",
          [ yield!
                places (broadcast [ 2; 3 ]) [ Layout.scalar; Layout.vector; Layout.row; Layout.column; Reversed [ 3 ] ]
            yield! places (broadcast [ 2; 2; 3 ]) [ Layout.column; Transposed [ 2; 3 ]; Repeated [ 2; 3 ] ]
            yield! places (broadcast [ 0; 3 ]) [ Layout.vector; Layout.row; Layout.scalar ]
            yield! places (broadcast []) [ Layout.scalar ] ]
      )
      Maker("Structure.sumP", totalReduction Structure.sumP)
      Maker("ReductionPrimitives.logSumExp", reduction ReductionPrimitives.logSumExp)
      Maker("ReductionPrimitives.max", reduction ReductionPrimitives.max)
      Maker("ReductionPrimitives.min", reduction ReductionPrimitives.min)
      Maker("ReductionPrimitives.argMax", position ReductionPrimitives.argMax)
      Maker("ReductionPrimitives.argMin", position ReductionPrimitives.argMin)
      Maker("ReductionPrimitives.any", totalReduction ReductionPrimitives.any)
      Maker("ReductionPrimitives.all", totalReduction ReductionPrimitives.all)
      Maker(
          "StructuralPrimitives.permute",
          [ yield!
                places
                    (StructuralPrimitives.permute [ 1; 0 ])
                    [ Layout.matrix; Plain [ 0; 2 ]; Transposed [ 2; 3 ]; Repeated [ 2; 3 ] ]
            yield! places (StructuralPrimitives.permute [ 2; 0; 1 ]) [ Plain [ 2; 3; 4 ]; Reversed [ 2; 3; 4 ] ]
            yield! places (StructuralPrimitives.permute []) [ Layout.scalar ] ]
      )
      Maker(
          "StructuralPrimitives.slice",
          [ let take starts lengths steps = StructuralPrimitives.slice starts lengths steps
            yield! places (take [| 1 |] [| 2 |] [| 1 |]) [ Layout.vector; Reversed [ 3 ] ]
            yield! places (take [| 4 |] [| 2 |] [| -2 |]) [ Plain [ 5 ] ]
            yield! places (take [| 3 |] [| 0 |] [| 1 |]) [ Layout.vector ]

            yield!
                places
                    (take [| 0; 2 |] [| 2; 2 |] [| 1; -1 |])
                    [ Layout.matrix; Transposed [ 2; 3 ]; Repeated [ 2; 3 ] ]

            yield! places (take [||] [||] [||]) [ Layout.scalar ] ]
      )
      Maker(
          "StructuralPrimitives.place",
          [ yield! places (place [ 6 ] [| 1 |] [| 2 |]) [ Layout.vector; Reversed [ 3 ] ]
            yield! places (place [ 6 ] [| 5 |] [| -2 |]) [ Layout.vector ]
            yield!
                places (place [ 3; 4 ] [| 1; 0 |] [| 1; 1 |]) [ Layout.matrix; Transposed [ 2; 3 ]; Repeated [ 2; 3 ] ]
            yield! places (place [ 4 ] [| 0 |] [| 1 |]) [ Plain [ 0 ] ]
            yield! places (place [] [||] [||]) [ Layout.scalar ] ]
      )
      Maker(
          "StructuralPrimitives.concatenate",
          [ let join layouts axis = sample layouts (StructuralPrimitives.concatenate axis)
            join [ Layout.vector ] 0
            join [ Layout.vector; Plain [ 0 ]; Reversed [ 2 ] ] 0
            join [ Layout.matrix; Layout.row; Repeated [ 2; 3 ] ] 0
            join [ Layout.matrix; Layout.column; Transposed [ 2; 4 ] ] 1 ]
      )
      Maker("IndexingPrimitives.gather", gathers)
      Maker("IndexingPrimitives.scatterAdd", scatters)
      Maker("RandomPrimitives.split", draws (RandomPrimitives.split 2))
      Maker("RandomPrimitives.foldIn", draws (RandomPrimitives.foldIn 5L))
      Maker("RandomPrimitives.uniform", draws (RandomPrimitives.uniform DType.Float64 (shape [ 2; 3 ])))
      Maker("RandomPrimitives.normal", draws (RandomPrimitives.normal DType.Float32 (shape [ 3 ])))
      Maker("RandomPrimitives.integers", draws (RandomPrimitives.integers -5L 5L (shape [ 0; 2 ])))
      Maker("RandomPrimitives.permutation", draws (RandomPrimitives.permutation 4)) ]

/// Every row of these families.
let rows = values @ makers
