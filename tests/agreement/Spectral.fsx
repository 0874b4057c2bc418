// Orthogonal and spectral decompositions: what no choice of signs, phases and orders changes.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Calls

let private forms = [ [ 4; 4 ]; [ 1; 1 ]; [ 5; 3 ]; [ 3; 5 ]; [ 2; 3; 2 ]; [ 2; 2; 4 ] ]
let private squares = [ [ 4; 4 ]; [ 1; 1 ]; [ 2; 3; 3 ] ]

let private symmetric (x: Tensor) = x + Tensor.transpose x

let private svd part (x: Tensor) =
    let u, _, vt = Tensor.svd x
    Tensor.square (if part = 0 then u else vt)

let private first (x: Tensor) =
    let u, _, vt = Tensor.svd x
    u[0..2, 0..0] *@ vt[0..0, 0..2]

let private symmetricCalls =
    [ for shape in squares do
          call1 "torch.linalg.eigvalsh(x + x.mT)" (real shape) (symmetric >> Tensor.eigvalsh)
          call1 "torch.linalg.eigh(x + x.mT)[1] ** 2" (real shape) (symmetric >> Tensor.eigh >> snd >> Tensor.square) ]

/// PyTorch leaves eigenvalues in the order of the iteration.
let private generalCalls =
    [ call1 "torch.linalg.eigvals(x).real.sort()[0]" (real [ 4; 4 ]) (Tensor.eigvals >> fst)
      call1 "torch.linalg.eigvals(x).real.sort()[0]" (real [ 3; 2; 2 ]) (Tensor.eigvals >> fst)
      call1
          "torch.linalg.eigvals(x).imag.abs().sort()[0]"
          (real [ 5; 5 ])
          (Tensor.eigvals >> snd >> abs >> Tensor.sort -1)
      call1
          "(lambda e: (e[1].abs() ** 2)[:, e[0].real.argsort(stable=True)])(torch.linalg.eig(x))"
          (real [ 5; 5 ])
          (fun x ->
              let _, (re, im) = Tensor.eig x
              re * re + im * im) ]

let private singularCalls =
    [ for shape in forms do
          call1 "torch.linalg.svdvals(x)" (real shape) Tensor.singularValues
          call1 "torch.linalg.svd(x, full_matrices=False)[0] ** 2" (real shape) (svd 0)
          call1 "torch.linalg.svd(x, full_matrices=False)[2] ** 2" (real shape) (svd 1)
          call1 "torch.linalg.pinv(x)" (real shape) Tensor.pinv
          call1 "torch.linalg.cond(x)" (real shape) Tensor.conditionNumber
          call1 "torch.linalg.matrix_norm(x, 'nuc')" (real shape) Tensor.nuclearNorm
          call1 "torch.linalg.matrix_norm(x)" (real shape) Tensor.frobeniusNorm
          yield! valuesOnly [ call1 "torch.linalg.matrix_rank(x)" (real shape) Tensor.matrixRank ]

          for name, p in [ "1", 1.0; "2", 2.0; "-1", -1.0; "-2", -2.0; "inf", infinity; "-inf", -infinity ] do
              call1 $"torch.linalg.matrix_norm(x, {name})" (real shape) (Tensor.matrixNorm p)
      call1 "(lambda f: f[0][:3, :1] @ f[2][:1, :3])(torch.linalg.svd(x, full_matrices=False))" (real [ 5; 4 ]) first ]

/// PyTorch's R has diagonal elements of both signs.
let private orthogonalCalls =
    let signs = "f[1].diagonal(dim1=-2, dim2=-1).sign()"

    [ for shape in forms do
          let q = $"(lambda f: f[0] * {signs}.unsqueeze(-2))(torch.linalg.qr(x))"
          let r = $"(lambda f: f[1] * {signs}.unsqueeze(-1))(torch.linalg.qr(x))"

          // Where a matrix is wide, PyTorch has no derivative.
          let known = if shape[shape.Length - 2] < List.last shape then valuesOnly else id
          yield! known [ call1 q (real shape) (Tensor.qr >> fst); call1 r (real shape) (Tensor.qr >> snd) ]
      for solve in [ Tensor.lstsq; Tensor.lstsqFullRank ] do
          call2 "torch.linalg.lstsq(x, y).solution" (real [ 6; 3 ]) (real [ 6; 2 ]) solve
          call2 "torch.linalg.lstsq(x, y).solution" (real [ 2; 5; 4 ]) (real [ 2; 5; 1 ]) solve ]

let families =
    let within calls = calls |> List.map (fun (call: Call) -> { call with Tolerance = 1e-7 })

    [ { Name = "symmetric eigenvalues"; Calls = within symmetricCalls }
      { Name = "general eigenvalues"; Calls = within generalCalls }
      { Name = "singular values"; Calls = within singularCalls }
      { Name = "QR, least squares"; Calls = within orthogonalCalls } ]
