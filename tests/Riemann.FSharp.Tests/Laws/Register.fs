/// The one table that a new primitive needs a row in, joined from the families' files.
module Riemann.FSharp.Tests.Laws.Register

open Riemann.FSharp.Tests.Laws.Table

/// What does not move with any float operand, by decision.
let private first =
    set
        [ "ComparisonPrimitives.equal"
          "ComparisonPrimitives.notEqual"
          "ComparisonPrimitives.less"
          "ComparisonPrimitives.lessOrEqual"
          "ComparisonPrimitives.greater"
          "ComparisonPrimitives.greaterOrEqual"
          "ComparisonPrimitives.logicalAnd"
          "ComparisonPrimitives.logicalOr"
          "ComparisonPrimitives.logicalXor"
          "ComparisonPrimitives.logicalNot"
          "ComparisonPrimitives.isNaN"
          "ComparisonPrimitives.isFinite"
          "ConversionPrimitives.stopGradient"
          "Elementary.sign"
          "Elementary.floor"
          "Elementary.ceiling"
          "Elementary.round"
          "Elementary.truncate"
          "ReductionPrimitives.argMax"
          "ReductionPrimitives.argMin"
          "ReductionPrimitives.any"
          "ReductionPrimitives.all"
          "RandomPrimitives.split"
          "RandomPrimitives.foldIn"
          "RandomPrimitives.uniform"
          "RandomPrimitives.normal"
          "RandomPrimitives.integers"
          "RandomPrimitives.permutation"
          "RandomPrimitives.poisson"
          "RandomPrimitives.binomial" ]

/// The families with files of their own: their rows, and which of them do not move.
let private families: (Row list * string list) list =
    [ Rows.Special.rows, Rows.Special.still
      Rows.Arithmetic.rows, Rows.Arithmetic.still
      Rows.Cumulative.rows, Rows.Cumulative.still
      Rows.Sorting.rows, Rows.Sorting.still
      Rows.Structure.rows, Rows.Structure.still
      Rows.Spectral.rows, Rows.Spectral.still
      Rows.Matrices.rows, Rows.Matrices.still
      Rows.Fourier.rows, Rows.Fourier.still
      Rows.Graft.rows, Rows.Graft.still
      Rows.Pooling.rows, Rows.Pooling.still
      Rows.Normalisation.rows, Rows.Normalisation.still
      Rows.Convolution.rows, Rows.Convolution.still
      Rows.Recurrent.rows, Rows.Recurrent.still
      Rows.Attention.rows, Rows.Attention.still
      Rows.Splines.rows, Rows.Splines.still
      Rows.Sparse.rows, Rows.Sparse.still ]

/// Every row.
let rows: Row list = Table.rows @ List.collect fst families

/// Every primitive that does not move with its operands, by decision.
let still: Set<string> = Set.union first (set (List.collect snd families))
