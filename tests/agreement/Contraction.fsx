// Matrix products and other sums of products.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Calls

let private products =
    [ for x, y in
          [ [ 3; 4 ], [ 4; 5 ]
            [ 17; 33 ], [ 33; 9 ]
            [ 4 ], [ 4 ]
            [ 4 ], [ 4; 5 ]
            [ 3; 4 ], [ 4 ]
            [ 2; 3; 4 ], [ 4; 5 ]
            [ 2; 3; 4 ], [ 2; 4; 5 ]
            [ 2; 1; 3; 4 ], [ 6; 4; 5 ]
            [ 3; 4 ], [ 2; 4; 5 ]
            [ 2; 3; 4 ], [ 4 ]
            [ 4 ], [ 2; 4; 3 ]
            [ 3; 0 ], [ 0; 2 ]
            [ 0; 3 ], [ 3; 2 ] ] do
          call2 "torch.matmul(x, y)" (real x) (real y) Tensor.matmul
      call2 "x @ y.mT" (real [ 3; 4 ]) (real [ 5; 4 ]) (fun x y -> x *@ Tensor.transpose y)
      call1 "x @ x" (real [ 4; 4 ]) (fun x -> x *@ x)
      call2 "torch.dot(x, y)" (real [ 6 ]) (real [ 6 ]) Tensor.dot
      call2 "torch.outer(x, y)" (real [ 3 ]) (real [ 4 ]) Tensor.outer
      call2 "torch.inner(x, y)" (real [ 2; 3; 4 ]) (real [ 5; 4 ]) Tensor.inner
      call2 "torch.inner(x, y)" (real [ 4 ]) (real [ 4 ]) Tensor.inner
      call2 "torch.linalg.vecdot(x, y)" (real [ 2; 3; 4 ]) (real [ 3; 4 ]) (Tensor.vecdot -1)
      call2 "torch.linalg.vecdot(x, y, dim=0)" (real [ 3; 4 ]) (real [ 3; 4 ]) (Tensor.vecdot 0)
      call2 "torch.tensordot(x, y, 1)" (real [ 2; 3; 4 ]) (real [ 4; 5 ]) (Tensor.tensordot [ 2 ] [ 0 ])
      call2
          "torch.tensordot(x, y, ((1, 2), (1, 0)))"
          (real [ 2; 3; 4 ])
          (real [ 4; 3; 5 ])
          (Tensor.tensordot [ 1; 2 ] [ 1; 0 ])
      call2 "torch.tensordot(x, y, 0)" (real [ 2 ]) (real [ 3; 2 ]) (Tensor.tensordot [] [])
      call2 "torch.linalg.cross(x, y)" (real [ 3 ]) (real [ 3 ]) (Tensor.cross -1)
      call2 "torch.linalg.cross(x, y)" (real [ 1; 4; 3 ]) (real [ 2; 1; 3 ]) (Tensor.cross -1)
      call2 "torch.linalg.cross(x, y, dim=0)" (real [ 3; 4 ]) (real [ 3; 4 ]) (Tensor.cross 0)
      call2 "torch.kron(x, y)" (real [ 2; 3 ]) (real [ 4; 2 ]) Tensor.kron
      call2 "torch.kron(x, y)" (real [ 3 ]) (real [ 2; 2 ]) Tensor.kron
      call2 "torch.kron(x, y)" (real [ 2; 1; 3 ]) (real [ 2 ]) Tensor.kron ]

let private einsum =
    [ for equation, x in
          [ "ii->i", [ 4; 4 ]
            "ii->", [ 4; 4 ]
            "ij->ji", [ 3; 4 ]
            "ij->", [ 3; 4 ]
            "ijk->k", [ 2; 3; 4 ]
            "...ij->...ji", [ 2; 3; 4 ]
            "ba", [ 3; 4 ] ] do
          call1 $"torch.einsum('{equation}', x)" (real x) (fun x -> Tensor.einsum equation [ x ])
      for equation, x, y in
          [ "ij,jk->ik", [ 3; 4 ], [ 4; 5 ]
            "ij,jk", [ 3; 4 ], [ 4; 5 ]
            "i,j->ij", [ 3 ], [ 4 ]
            "i,i->", [ 5 ], [ 5 ]
            "ij,ij->i", [ 3; 4 ], [ 3; 4 ]
            "ij,ij->ij", [ 3; 4 ], [ 3; 4 ]
            "bij,bjk->bik", [ 2; 3; 4 ], [ 2; 4; 5 ]
            "bij,bkj->bik", [ 2; 3; 4 ], [ 2; 5; 4 ]
            "bhid,bhjd->bhij", [ 2; 2; 3; 4 ], [ 2; 2; 5; 4 ]
            "...ij,...jk->...ik", [ 2; 1; 3; 4 ], [ 6; 4; 5 ]
            "ijk,jil->kl", [ 2; 3; 4 ], [ 3; 2; 5 ]
            "iij,j->i", [ 3; 3; 4 ], [ 4 ]
            "ij,k->kj", [ 3; 4 ], [ 2 ] ] do
          call2 $"torch.einsum('{equation}', x, y)" (real x) (real y) (fun x y -> Tensor.einsum equation [ x; y ])
      for equation, x, y, z in
          [ "ij,jk,kl->il", [ 2; 3 ], [ 3; 4 ], [ 4; 5 ]
            "bi,ijk,bk->bj", [ 2; 3 ], [ 3; 4; 5 ], [ 2; 5 ]
            "i,ij,j->", [ 3 ], [ 3; 4 ], [ 4 ]
            "ijk,il,jm->klm", [ 2; 3; 4 ], [ 2; 5 ], [ 3; 2 ]
            "a,a,a->a", [ 4 ], [ 4 ], [ 4 ] ] do
          call3 $"torch.einsum('{equation}', x, y, z)" (real x) (real y) (real z) (fun x y z ->
              Tensor.einsum equation [ x; y; z ]) ]

let families = [ { Name = "products"; Calls = products }; { Name = "einsum"; Calls = einsum } ]
