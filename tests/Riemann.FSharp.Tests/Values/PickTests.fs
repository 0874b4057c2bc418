/// Elements taken and replaced by tensors of indices and by masks.
module Riemann.FSharp.Tests.PickTests

open Xunit
open Riemann.FSharp

let private x = Tensor.reshape [ 2; 3; 4 ] (Tensor.arange 24)
let private at indices = Slice.Indices(tensor (indices: int list))

/// The elements, one by one: at each place of the result the place in x.
let private looped shape place = Expect.build shape (place >> List.toArray >> fun p -> x[p].ToFloat())

let private cases: (string * Slice list * Tensor) list =
    [ "one axis", [ Slice.All; at [ 2; 0; -1; 2 ] ], looped [ 2; 4; 4 ] (fun p -> [ p[0]; [ 2; 0; 2; 2 ][p[1]]; p[2] ])
      "pairs", [ at [ 1; 0 ]; at [ 2; -3 ] ], looped [ 2; 4 ] (fun p -> [ [ 1; 0 ][p[0]]; [ 2; 0 ][p[0]]; p[1] ])
      "pairs of axes apart, in place of the first",
      [ Slice.All; at [ 1; 0 ]; at [ 3; 1 ] ],
      looped [ 2; 2 ] (fun p -> [ p[0]; [ 1; 0 ][p[1]]; [ 3; 1 ][p[1]] ])
      "with a range between",
      [ at [ 1; 1; 0 ]; Slice.Step(2, 0, -2); at [ 3; 0; 1 ] ],
      looped [ 3; 2 ] (fun p -> [ [ 1; 1; 0 ][p[0]]; [ 2; 0 ][p[1]]; [ 3; 0; 1 ][p[0]] ])
      "behind one position",
      [ Slice.At 1; at [ 0; 2 ]; Slice.Range(1, 2) ],
      looped [ 2; 2 ] (fun p -> [ 1; [ 0; 2 ][p[0]]; p[1] + 1 ])
      "between positions", [ Slice.At -1; at [ 2; 1 ]; Slice.At 3 ], looped [ 2 ] (fun p -> [ 1; [ 2; 1 ][p[0]]; 3 ])
      "that broadcast",
      [ Slice.Indices(tensor [ [ 0 ]; [ 1 ] ]); Slice.All; Slice.Indices(tensor [ 3L; 1L; 0L ]) ],
      looped [ 2; 3; 3 ] (fun p -> [ p[0]; p[2]; [ 3; 1; 0 ][p[1]] ])
      "without axes", [ Slice.All; Slice.Indices(tensor -1) ], looped [ 2; 4 ] (fun p -> [ p[0]; 2; p[1] ])
      "none of them",
      [ Slice.All; Slice.Indices(Tensor.cast DType.Int64 (Tensor.zeros [ 0 ])) ],
      Tensor.zeros [ 2; 0; 4 ]
      "a mask",
      [ Slice.All; Slice.Mask(tensor [ true; false; true ]) ],
      looped [ 2; 2; 4 ] (fun p -> [ p[0]; 2 * p[1]; p[2] ])
      "a mask of two axes",
      [ Slice.Mask(tensor [ [ false; true; false ]; [ true; false; true ] ]); Slice.Range(0, 1) ],
      looped [ 3; 2 ] (fun p -> [ [ 0; 1; 1 ][p[0]]; [ 1; 0; 2 ][p[0]]; p[1] ])
      "a mask beside indices",
      [ Slice.Mask(tensor [ true; true ]); Slice.All; at [ 3; 2 ] ],
      looped [ 2; 3 ] (fun p -> [ p[0]; p[1]; [ 3; 2 ][p[0]] ]) ]

let names: obj[] seq = seq { for name, _, _ in cases -> [| name |] }

let private find name =
    cases |> List.pick (fun (n, slices, expected) -> if n = name then Some(slices, expected) else None)

[<Theory; MemberData(nameof names)>]
let ``indices and masks take what a loop takes, with derivatives`` (name: string) =
    let slices, expected = find name
    Expect.same expected (Tensor.slice slices x)
    // A view in another order of strides.
    let view = Tensor.transpose (Tensor.reshape [ 2; 4; 3 ] (Tensor.flatten (Tensor.transpose x)))
    Expect.same expected (Tensor.slice slices view)
    let batch = Tensor.stack 0 [ x; -x ]
    Expect.same (Tensor.stack 0 [ expected; -expected ]) (vmap (Tensor.slice slices) batch)

    if expected.Length > 0 then Check.assertDerivatives (fun x -> sin (Tensor.slice slices x)) (x * 0.1)

[<Theory; MemberData(nameof names)>]
let ``set and addAt change what slice takes`` (name: string) =
    let slices, expected = find name
    let value = Random.normal expected.Shape (Key.create 3L)
    let zeros = Tensor.zerosLike x
    // The adjoint of taking is adding.
    let _, pull = vjp (Tensor.slice slices) x
    Expect.same (x + pull value) (Tensor.addAt slices value x)

    // What no index names twice is there again.
    let hits = Tensor.addAt slices (tensor 1.0) zeros
    Expect.same (Tensor.where (Tensor.greater hits zeros) (tensor 7.0) x) (Tensor.set slices (tensor 7.0) x)
    let once = Tensor.equal (Tensor.slice slices hits) (tensor 1.0)
    let after = Tensor.slice slices (Tensor.set slices value x)
    Expect.same (Tensor.where once value after) after

    if expected.Length > 0 then
        Check.assertDerivatives (fun (v, x) -> sin (Tensor.set slices v x)) (value, x * 0.1)
        Check.assertDerivatives (fun (v, x) -> sin (Tensor.addAt slices v x)) (value, x * 0.1)

[<Fact>]
let ``of values for one element the last stays, and added ones add up`` () =
    let zeros = Tensor.zeros [ 2; 2 ]
    let slices = [ at [ 0; 0; 1 ]; at [ 1; -1; 0 ] ]
    Expect.same (tensor [ [ 0.0; 2.0 ]; [ 3.0; 0.0 ] ]) (Tensor.set slices (tensor [ 1.0; 2.0; 3.0 ]) zeros)
    Expect.same (tensor [ [ 0.0; 3.0 ]; [ 3.0; 0.0 ] ]) (Tensor.addAt slices (tensor [ 1.0; 2.0; 3.0 ]) zeros)

[<Fact>]
let ``in F#'s own notation`` () =
    let i, j = tensor [ 1; 0 ], tensor [ 2; 1 ]
    Expect.same (Tensor.slice [ Slice.Indices i; Slice.Indices j ] x) (Tensor.at [ i; j ] x)
    Expect.same (Tensor.slice [ Slice.Indices i ] x) x[i, *]
    Expect.same (Tensor.slice [ Slice.All; Slice.Indices j ] x) x[*, j]
    Expect.same (Tensor.slice [ Slice.Indices i; Slice.Range(1, 2); Slice.Indices j ] x) x[i, 1.., j]

[<Fact>]
let ``indices may differ from example to example`` () =
    let i = Random.integers -2L 2L [ 5; 3 ] (Key.create 1L)
    let j = Random.integers -3L 3L [ 5; 3 ] (Key.create 2L)
    let each f = Tensor.stack 0 (List.map f (List.zip (Tensor.unstack 0 i) (Tensor.unstack 0 j)))
    let take (i: Tensor, j: Tensor) = Tensor.at [ i; j ] x
    Expect.same (each take) (vmap take (i, j))
    let add (i: Tensor, j: Tensor) = Tensor.addAt [ Slice.Indices i; Slice.Indices j ] (tensor 1.0) x
    Expect.same (each add) (vmap add (i, j))

    Expect.same
        (each (fun (i, _) -> Tensor.at [ i; tensor [ 0 ] ] x))
        (vmap (fun (i: Tensor) -> Tensor.at [ i; tensor [ 0 ] ] x) i)

[<Fact>]
let ``what does not fit is refused`` () =
    Expect.refusal
        _.IsIndex
        [ "index: index 3 is outside axis 1 of length 3"; "  shape [2; 3; 4]"; "  rule  indices run from -3 to 2" ]
        (fun () -> Tensor.at [ tensor [ 0; 1 ]; tensor [ 0; 3 ] ] x)

    Expect.refusal
        _.IsShape
        [ "slice: the shapes do not broadcast"
          "  left  [2]   right [3]"
          "  rule  aligned at the last axis, lengths are equal or one of them is 1" ]
        (fun () -> Tensor.at [ tensor [ 0; 1 ]; tensor [ 0; 1; 2 ] ] x)

    Expect.refusal
        _.IsDType
        [ "slice: the indices are no integers"
          "  indices float64"
          "  hint  Tensor.cast DType.Int64 them; Slice.Mask takes truth values" ]
        (fun () -> Tensor.at [ tensor [ 0.0 ] ] x)

    Expect.refusal
        _.IsDType
        [ "set: a mask holds truth values"
          "  mask  int32"
          "  hint  Slice.Indices takes integers; Tensor.less, Tensor.equal, ... make truth values" ]
        (fun () -> Tensor.set [ Slice.Mask(tensor [ 0; 1 ]) ] (tensor 0.0) x)

    Expect.refusal
        _.IsShape
        [ "slice: the mask does not fit"
          "  mask  [2]   tensor [2; 3; 4]"
          "  rule  the mask has the lengths of one axis or more from axis 1 on" ]
        (fun () -> Tensor.slice [ Slice.All; Slice.Mask(tensor [ true; false ]) ] x)

    Expect.refusal
        _.IsValue
        [ "slice: the number of elements of the result depends on values that are not known here"
          "  hint  inside vmap, choose with Tensor.where" ]
        (fun () -> vmap (fun x -> Tensor.slice [ Slice.Mask(Tensor.isNaN x) ] x) x)

    Assert.True (Expect.error (fun () -> Tensor.at (List.replicate 4 (tensor [ 0 ])) x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.set [ at [ 0; 1 ] ] (Tensor.zeros [ 3; 3; 4 ]) x)).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.slice [ at [ 0 ] ] (Tensor.zeros [ 0; 2 ]))).Error.IsIndex
