namespace Riemann.FSharp.Tests.Laws

open Riemann.FSharp

/// How an operand lies in memory.
type Layout =
    | Plain of int list
    /// The last two axes exchanged.
    | Transposed of int list
    /// Every other element of a longer axis, backwards: a negative stride.
    | Reversed of int list
    /// One element repeated along axis 0: a stride of 0.
    | Repeated of int list

module Layout =
    let scalar = Plain []
    let vector = Plain [ 3 ]
    let matrix = Plain [ 2; 3 ]
    let row = Plain [ 1; 3 ]
    let column = Plain [ 2; 1 ]

    /// What an elementwise function of one operand must take.
    let all =
        [ scalar
          vector
          matrix
          Plain [ 2; 1; 3 ]
          Plain [ 0 ]
          Plain [ 2; 0; 3 ]
          Transposed [ 2; 3 ]
          Reversed [ 2; 3 ]
          Repeated [ 2; 3 ] ]

    /// What an elementwise function of two operands must take.
    let pairs =
        [ for left in [ scalar; vector; matrix; row; column ] do
              for right in [ scalar; vector; matrix; row; column ] do
                  left, right
          Plain [ 0; 3 ], row
          Plain [ 2; 0 ], column
          Transposed [ 2; 3 ], matrix
          Reversed [ 2; 3 ], Transposed [ 2; 3 ]
          Repeated [ 2; 3 ], Reversed [ 3 ] ]

/// Values from the domains that primitives state, away from the edges, the same on every run.
module Samples =
    let private count shape = List.fold (*) 1 shape

    let private uniform key shape = (Random.uniform [ count shape ] key).ToArray<float>()

    let private between low high key shape =
        uniform key shape |> Array.map (fun u -> low + (high - low) * u) |> Tensor.ofArray shape

    let private integers low high key shape = Random.integers low high shape key

    /// Values of a domain. `place` is the number of the operand.
    let private values (domain: Domain) place key shape =
        match domain with
        | Domain.Real -> Random.normal shape key
        | Domain.Between(low, high) when high = infinity -> between (low + 0.2) (low + 2.7) key shape
        | Domain.Between(low, high) ->
            let margin = 0.1 * (high - low)
            between (low + margin) (high - margin) key shape
        | Domain.OffGrid ->
            let cell = (integers -4L 4L key shape |> Tensor.cast DType.Float64) * 0.5
            cell + between 0.1 0.4 (Key.foldIn 1 key) shape
        | Domain.NonZero ->
            let sign = (integers 0L 2L key shape |> Tensor.cast DType.Float64) * 2.0 - 1.0
            sign * between 0.3 2.0 (Key.foldIn 1 key) shape
        | Domain.Distinct ->
            // Steps of 0.4 in random order, and a fifth of a step between operands.
            let order = Random.permutation (count shape) key |> Tensor.cast DType.Float64
            Tensor.reshape shape (order * 0.4 - 0.9 + 0.08 * float place)
        | Domain.Truth -> Random.bernoulli 0.5 shape key
        | Domain.Index length -> integers (int64 -length) (int64 length) key shape
        | Domain.Key -> integers -1000000L 1000000L key shape

    /// A tensor of these values in this layout.
    let draw domain place key layout =
        let values = values domain place (Key.foldIn place key)

        match layout with
        | Plain shape -> values shape
        | Transposed shape -> values (List.rev shape) |> Tensor.transpose
        | Reversed shape ->
            let last = 2 * List.last shape - 1
            let longer = List.take (shape.Length - 1) shape @ [ last + 1 ]
            let slices = List.replicate (shape.Length - 1) Slice.All @ [ Slice.Step(-1, 0, -2) ]
            values longer |> Tensor.slice slices
        | Repeated shape -> values (1 :: List.tail shape) |> Tensor.broadcastTo shape

    /// One tensor for each layout, each from its operand's domain.
    let ofDomains (p: Primitive) (layouts: Layout list) =
        let key = Key.create 7L

        layouts
        |> List.mapi (fun place layout -> draw (List.item (min place (p.Domain.Length - 1)) p.Domain) place key layout)
