/// More elements than a tensor can have: the error that says so, and never a wrong number. Huge tensors of one number
/// are views that take no memory.
module Riemann.FSharp.Tests.SizeErrorTests

open Xunit
open Riemann.FSharp

let private wide n = Tensor.zeros [ n ]
let private billion = Tensor.full DType.UInt8 [ 1_000_000_000 ] 1.0
let private square n = Tensor.full DType.Float32 [ n; n ] 1.0
let private column = Tensor.zeros [ 65_536; 1 ]
let private row = Tensor.zeros [ 1; 65_536 ]

/// What would have more than 2^31 - 1 elements.
let private tooLarge: (string * (unit -> Tensor)) list =
    [ "zeros", (fun () -> Tensor.zeros [ 65_536; 65_536 ])
      "full", (fun () -> Tensor.full DType.Bool [ 3; 1_000_000_000 ] 1.0)
      "normal", (fun () -> Random.normal [ 65_536; 65_536 ] (Key.create 1L))
      "eye", (fun () -> Tensor.eye 65_536)
      "add", (fun () -> column + row)
      "less", (fun () -> Tensor.less column row)
      "where", (fun () -> Tensor.where (Tensor.equal column column) row row)
      "broadcastTo", (fun () -> Tensor.broadcastTo [ 65_536; 65_536 ] row)
      "expand", (fun () -> Tensor.expand [ 65_536; -1 ] row)
      "matmul", (fun () -> column *@ row)
      "matmul of batches", (fun () -> Tensor.zeros [ 1; 65_536; 2; 1 ] *@ Tensor.zeros [ 65_536; 1; 1; 2 ])
      "outer", (fun () -> Tensor.outer (wide 65_536) (wide 65_536))
      "kron", (fun () -> Tensor.kron (square 300) (square 300))
      "einsum", (fun () -> Tensor.einsum "i,j->ij" [ wide 65_536; wide 65_536 ])
      "tensordot", (fun () -> Tensor.tensordot [] [] (wide 65_536) (wide 65_536))
      "concatenate", (fun () -> Tensor.concatenate 0 [ billion; billion; billion ])
      "concatenate of 5", (fun () -> Tensor.concatenate 0 [ billion; billion; billion; billion; billion ])
      "stack", (fun () -> Tensor.stack 0 [ billion; billion; billion ])
      "repeat", (fun () -> Tensor.repeat 0 3 billion)
      "tile", (fun () -> Tensor.tile [ 3 ] billion)
      "tile of 5", (fun () -> Tensor.tile [ 5 ] billion)
      "pad", (fun () -> Tensor.pad [ 1_000_000_000, 1_000_000_000 ] billion)
      "pad past 2^32", (fun () -> Tensor.pad [ 2_000_000_000, 2_000_000_000 ] billion)
      "padWith", (fun () -> Tensor.padWith Padding.Replicate [ 1_000_000_000, 1_000_000_000 ] billion)
      "unfold", (fun () -> Tensor.unfold 0 500_000_000 1 billion)
      "diag", (fun () -> Tensor.diag 0 (wide 65_536))
      "tri", (fun () -> Tensor.tri 0 65_536 65_536)
      "meshgrid", (fun () -> List.head (Tensor.meshgrid [ wide 65_536; wide 65_536 ]))
      "take",
      (fun () -> Tensor.take 0 (Tensor.zeros [ 1_000_000 ] |> Tensor.cast DType.Int64) (Tensor.zeros [ 1; 3000 ]))
      "jacrev", (fun () -> jacrev sin (wide 65_536))
      "jacfwd", (fun () -> jacfwd sin (wide 65_536))
      "vmap", (fun () -> vmap (fun x -> Tensor.broadcastTo [ 65_536 ] x) (wide 65_536))
      "sum over an empty axis", (fun () -> Tensor.sumOver [ 2 ] (Tensor.zeros [ 65_536; 65_536; 0 ])) ]

[<Fact>]
let ``more than 2147483647 elements are refused`` () =
    let problems =
        [ for name, make in tooLarge do
              try
                  name, $"gives {(make ()).Shape}"
              with
              | :? RiemannException as error ->
                  if not (error.Message.Contains "more than 2147483647") then name, error.Message
              | error -> name, $"{error.GetType().Name}: {error.Message}" ]

    if not problems.IsEmpty then Assert.Fail $"%A{problems}"

[<Fact>]
let ``a billion elements that are one number are read, cut and reshaped in place`` () =
    let matrix, back = Tensor.reshape [ 40_000; 25_000 ] billion, Tensor.flip [ 0 ] billion
    Expect.number 1.0 matrix[39_999, 24_999]
    Expect.number 1.0 back[999_999_999]
    Assert.Equal<int list>([ 25_000; 40_000 ], (Tensor.reshape [ 40_000; 25_000 ] billion |> Tensor.transpose).Shape)
    Assert.Equal<int list>([ 499_999_999 ], billion[1..499_999_999].Shape)
    Expect.error (fun () -> Tensor.reshape [ 50_000; 50_000 ] billion) |> ignore
