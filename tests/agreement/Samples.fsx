// Samples: what passes NaN by, what lies on a grid, pairs of points, and parts picked by indices.
#load "Calls.fsx"

open Riemann.FSharp
open Calls

let private holed = points [ 1.5; nan; -2.0; 0.25; nan; 3.0; 0.5 ]

let private withoutNaN =
    [ for x in [ holed; real [ 7 ] ] do
          call1 "torch.nansum(x)" x Tensor.nanSum
          call1 "torch.nanmean(x)" x Tensor.nanMean
          call1 "torch.nanmedian(x)" (points [ 3.0; nan; 1.0; 2.0 ]) (Tensor.nanMedian 0)
          call1 "torch.nanquantile(x, 0.3, dim=0)" x (Tensor.nanQuantile 0.3 0)
          call1 "torch.var(x[~torch.isnan(x)])" x Tensor.nanVariance
          call1 "torch.std(x[~torch.isnan(x)])" x Tensor.nanStandardDeviation
          call1 "torch.amax(x[~torch.isnan(x)])" x Tensor.nanMax
          call1 "torch.amin(x[~torch.isnan(x)])" x Tensor.nanMin
      call1 "torch.nansum(x, dim=(0, 2))" (real [ 2; 3; 4 ]) (Tensor.nanSumOver [ 0; 2 ]) ]

let private grids =
    [ for axis in [ 0; 1; -1 ] do
          call1 $"torch.diff(x, n=2, dim={axis})" (real [ 4; 5 ]) (Tensor.diff 2 axis)
      call2 "torch.trapezoid(y, x, dim=-1)" (points [ 0.0; 0.5; 2.0; 2.5 ]) (real [ 3; 4 ]) (fun x y ->
          Tensor.trapezoid x -1 y)
      call2 "torch.lerp(x, y, 0.3)" (real [ 3; 4 ]) (real [ 3; 4 ]) (fun x y -> Tensor.lerp x y (tensor 0.3))
      call2 "torch.cumulative_trapezoid(y, x, dim=0)" (points [ 0.0; 0.5; 2.0 ]) (real [ 3; 2 ]) (fun x y ->
          Tensor.cumulativeTrapezoid x 0 y |> fun y -> y[1..])
      call1
          "torch.gradient(x, spacing=0.5, dim=0)[0]"
          (real [ 6; 2 ])
          (Tensor.centralDifferences (Tensor.linspace 0.0 2.5 6) 0) ]

let private relations =
    [ for p in [ 1.0; 2.0; 3.0 ] do
          call2 $"torch.linalg.vector_norm(x[:, None] - y, {p}, -1)" (real [ 4; 3 ]) (real [ 5; 3 ])
          <| Tensor.pairwiseDistances p
      call2 "F.cosine_similarity(x, y, dim=1)" (real [ 4; 3 ]) (real [ 4; 3 ]) (Tensor.cosineSimilarity 1)
      call1 "torch.cov(x)" (real [ 3; 8 ]) (Tensor.covariance 1)
      call1 "torch.corrcoef(x)" (real [ 3; 8 ]) Tensor.correlation
      for axis in [ 0; 1; -1 ] do
          call1 $"torch.softmax(x, {axis})" (real [ 3; 4 ]) (Tensor.softmax axis)
          call1 $"torch.log_softmax(x, {axis})" (real [ 3; 4 ]) (Tensor.logSoftmax axis) ]

let private special =
    [ yield! unary "torch.special.ndtr(x)" real Tensor.normalCdf
      yield! unary "torch.special.log_ndtr(x)" real Tensor.logNormalCdf |> valuesOnly
      yield! unary "torch.special.erfcx(x)" real Tensor.erfcx
      yield! unary "torch.special.gammainc(torch.full_like(x, 2.5), x)" positive (Tensor.regularisedGammaP 2.5)
      yield! unary "torch.special.gammaincc(torch.full_like(x, 2.5), x)" positive (Tensor.regularisedGammaQ 2.5)
      yield! unary "torch.special.modified_bessel_k0(x)" positive (Tensor.besselK 0) |> valuesOnly
      yield! unary "torch.special.modified_bessel_k1(x)" positive (Tensor.besselK 1) |> valuesOnly
      yield! unary "torch.special.bessel_y0(x)" positive (Tensor.besselY 0) |> valuesOnly
      yield! unary "torch.special.bessel_y1(x)" positive (Tensor.besselY 1) |> valuesOnly ]

let private parts =
    [ call3 "x[y, z]" (real [ 4; 5 ]) (places [ 0; 3; 3; -1 ]) (places [ 1; 0; 0; 4 ]) (fun x i j ->
          Tensor.at [ i; j ] x)
      call2 "x[:, y]" (real [ 4; 5 ]) (places [ 2; 2; 0 ]) (fun x i -> Tensor.slice [ Slice.All; Slice.Indices i ] x)
      call1 "torch.rot90(x, 1, (0, 1))" (real [ 3; 4 ]) (Tensor.rot90 1 0 1)
      call1 "torch.roll(x, (1, -2), (0, 1))" (real [ 3; 4 ]) (Tensor.rollMany [ 1, 0; -2, 1 ])
      call1 "torch.diagonal_scatter(x, torch.ones(3, dtype=torch.float64))" (real [ 3; 3 ])
      <| Tensor.setDiagonal 0 (Tensor.ones [ 3 ])
      call2 "torch.block_diag(x, y)" (real [ 2; 3 ]) (real [ 1; 2 ]) (fun x y -> Tensor.blockDiag [ x; y ])
      call2 "torch.masked_fill(x, y, 2.5)" (real [ 3; 4 ]) (truth [ 3; 4 ]) (fun x mask -> Tensor.maskedFill mask 2.5 x)
      call2 "torch.isin(x, y)" (index 9 [ 3; 4 ]) (places [ 1; 5; 7 ]) (fun x values -> Tensor.isIn values x)
      call2 "torch.isclose(x, y, rtol=0.5, atol=0.1)" (real [ 9 ]) (real [ 9 ]) (Tensor.isClose 0.5 0.1) ]

let families =
    [ { Name = "past NaN"; Calls = withoutNaN }
      { Name = "grids"; Calls = grids }
      { Name = "points and variables"; Calls = relations }
      { Name = "tails"; Calls = special }
      { Name = "parts"; Calls = parts } ]
