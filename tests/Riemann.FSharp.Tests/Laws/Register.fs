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
          "RandomPrimitives.permutation" ]

/// Every row.
let rows: Row list = List.concat [ Table.rows; Rows.Structure.rows ]

/// Every primitive that does not move with its operands, by decision.
let still: Set<string> = Set.unionMany [ first; set Rows.Structure.still ]
