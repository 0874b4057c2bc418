/// The one table that a new layer needs a row in, joined from the families' files.
module Riemann.FSharp.Learning.Tests.Layers.Register

let rows: Table.Row list =
    List.concat
        [ Rows.Basic.rows
          Rows.Convolution.rows
          Rows.Dropping.rows
          Rows.Pooling.rows
          Rows.Shape.rows
          Rows.Normalisation.rows
          Rows.Recurrent.rows
          Rows.Activations.rows
          Rows.Losses.rows
          Rows.Attention.rows
          Rows.Kan.rows
          Rows.Nerva.rows ]
