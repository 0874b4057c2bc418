// Shapes, slices, padding, diagonals, gathering and joining.
// Not here: reflections wider than the tensor, which PyTorch refuses; indices counted from the end in gather, likewise.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.Kernels
open Calls

let private cube = real [ 2; 3; 4 ]

let private shaping =
    [ call1 "x.reshape(4, -1)" cube (Tensor.reshape [ 4; -1 ])
      call1 "x.reshape(3, 2, 2, 2)" cube (Tensor.reshape [ 3; 2; 2; 2 ])
      yield! unary "x.flatten()" real Tensor.flatten
      call1 "x.flatten(1)" cube (Tensor.flattenFrom 1)
      call1 "x.broadcast_to(2, 3, 4)" (real [ 3; 1 ]) (Tensor.broadcastTo [ 2; 3; 4 ])
      call1 "x.expand(5, -1, 4)" (real [ 3; 1 ]) (Tensor.expand [ 5; -1; 4 ])
      for order in [ [ 0; 1; 2 ]; [ 0; 2; 1 ]; [ 1; 0; 2 ]; [ 2; 0; 1 ]; [ 2; 1; 0 ] ] do
          let list = order |> List.map string |> String.concat ", "
          call1 $"x.permute({list})" cube (Tensor.permute order)
      call1 "x.swapaxes(0, -1)" cube (Tensor.swapAxes 0 -1)
      call1 "x.mT" cube Tensor.transpose
      call1 "x.T" (real [ 3; 5 ]) Tensor.transpose
      call1 "x.movedim(0, 2)" cube (Tensor.moveAxis 0 2)
      call1 "x.movedim(-1, 0)" cube (Tensor.moveAxis -1 0)
      call1 "x.unsqueeze(1)" cube (Tensor.insertAxis 1)
      call1 "x.unsqueeze(-1)" cube (Tensor.insertAxis -1)
      call1 "x.squeeze(1)" (real [ 2; 1; 3 ]) (Tensor.squeeze 1)
      call1 "x.squeeze()" (real [ 1; 2; 1; 3 ]) Tensor.squeezeAll
      call1 "torch.flip(x, (0,))" cube (Tensor.flip [ 0 ])
      call1 "torch.flip(x, (0, 2))" cube (Tensor.flip [ 0; -1 ])
      for shift in [ -5; -1; 1; 3 ] do
          call1 $"torch.roll(x, {shift}, 1)" cube (Tensor.roll shift 1)
      call1 "torch.repeat_interleave(x, 3, 0)" cube (Tensor.repeat 0 3)
      call1 "torch.repeat_interleave(x, 2, 2)" cube (Tensor.repeat -1 2)
      call1 "torch.tile(x, (2, 3))" (real [ 4 ]) (Tensor.tile [ 2; 3 ])
      call1 "torch.tile(x, (2,))" cube (Tensor.tile [ 2 ])
      call1 "torch.tile(x, (2, 1, 3))" cube (Tensor.tile [ 2; 1; 3 ])
      call2 "torch.stack(torch.meshgrid(x, y, indexing='ij'))" (real [ 3 ]) (real [ 4 ]) (fun x y ->
          Tensor.stack 0 (Tensor.meshgrid [ x; y ])) ]

let private slicing =
    [ call1 "x[1]" cube (fun x -> x[1])
      call1 "x[-1, 2]" cube (fun x -> x[-1, 2])
      call1 "x[:, 1:]" cube (fun x -> x[*, 1..])
      call1 "x[..., :2]" cube (fun x -> x[*, *, ..1])
      call1 "x[:, 1, 1:3]" cube (fun x -> x[*, 1, 1..2])
      call1 "x[:, :, ::2]" cube (Tensor.slice [ Slice.All; Slice.All; Slice.Step(0, -1, 2) ])
      call1 "x.flip(2)[:, :, ::3]" cube (Tensor.slice [ Slice.All; Slice.All; Slice.Step(-1, 0, -3) ])
      call1 "x[:, 0:0]" cube (Tensor.slice [ Slice.All; Slice.Empty ])
      call2 "torch.cat((x[:, :1], y, x[:, 3:]), 1)" (real [ 2; 5; 4 ]) (real [ 2; 2; 4 ]) (fun x y ->
          Tensor.set [ Slice.All; Slice.Range(1, 2) ] y x)
      call2 "torch.select_scatter(x, y, 2, 1)" cube (real [ 2; 3 ]) (fun x y ->
          Tensor.set [ Slice.All; Slice.All; Slice.At 1 ] y x)
      call2 "x + F.pad(y, (1, 1))" (real [ 3; 5 ]) (real [ 3; 3 ]) (fun x y ->
          Tensor.addAt [ Slice.All; Slice.Range(1, 3) ] y x)
      call1 "torch.split(x, (1, 3), 2)[1]" cube (fun x -> (Tensor.split 2 [ 1; 3 ] x)[1])
      call1 "torch.chunk(x, 3, 0)[2]" (real [ 7; 2 ]) (fun x -> (Tensor.chunk 0 3 x)[2])
      call1 "torch.chunk(x, 2, 2)[0]" cube (fun x -> (Tensor.splitEvenly 2 2 x)[0])
      call1 "torch.unbind(x, 1)[2]" cube (fun x -> (Tensor.unstack 1 x)[2])
      for size, step in [ 2, 1; 3, 2; 2, 3; 6, 1 ] do
          call1 $"x.unfold(1, {size}, {step})" (real [ 2; 6; 3 ]) (Tensor.unfold 1 size step)
      call1 "x.unfold(0, 3, 1)" (real [ 8 ]) (Tensor.unfold 0 3 1) ]

let private padding =
    [ call1 "F.pad(x, (1, 2))" (real [ 4 ]) (Tensor.pad [ (1, 2) ])
      call1 "F.pad(x, (1, 2, 0, 3))" (real [ 2; 3 ]) (Tensor.pad [ 0, 3; 1, 2 ])
      call1 "F.pad(x, (1, 2), value=7.5)" (real [ 3; 4 ]) (Tensor.padWith (Padding.Constant 7.5) [ 0, 0; 1, 2 ])
      for name, mode in [ "reflect", Padding.Reflect; "replicate", Padding.Replicate; "circular", Padding.Circular ] do
          call1 $"F.pad(x, (2, 1), mode='{name}')" cube (Tensor.padWith mode [ 0, 0; 0, 0; 2, 1 ])

          call1
              $"F.pad(x, (2, 0, 1, 2), mode='{name}')"
              (real [ 1; 2; 3; 4 ])
              (Tensor.padWith mode [ 0, 0; 0, 0; 1, 2; 2, 0 ]) ]

let private diagonals =
    [ for k in [ -2; 0; 1; 4 ] do
          call1 $"torch.diagonal(x, {k}, -2, -1)" (real [ 2; 3; 5 ]) (Tensor.diagonal k)
          call1 $"torch.diagonal(x, {k}, 0, 2)" (real [ 4; 2; 5 ]) (Tensor.diagonalOf k 0 2)
          call1 $"torch.tril(x, {k})" (real [ 2; 3; 5 ]) (Tensor.tril k)
          call1 $"torch.triu(x, {k})" (real [ 5; 3 ]) (Tensor.triu k)
          call1 $"torch.diag_embed(x, {k})" (real [ 2; 3 ]) (Tensor.diag k)
      call1 "torch.trace(x)" (real [ 4; 4 ]) Tensor.trace
      call1 "torch.einsum('bii->b', x)" (real [ 2; 3; 3 ]) Tensor.trace ]

let private gathering =
    [ call2 "torch.gather(x, 0, y)" (real [ 3; 4 ]) (index 3 [ 5; 4 ]) (fun x y -> Tensor.gather 0 y x)
      call2 "torch.gather(x, 1, y)" (real [ 3; 4 ]) (index 4 [ 3; 2 ]) (fun x y -> Tensor.gather 1 y x)
      call2 "torch.gather(x, 1, y)" cube (index 3 [ 2; 6; 4 ]) (fun x y -> Tensor.gather 1 y x)
      for axis, length in [ 0, 2; 1, 3; 2, 4 ] do
          call2 $"torch.index_select(x, {axis}, y)" cube (index length [ 6 ]) (fun x y -> Tensor.take axis y x)
      call3 "x.scatter_add(0, y, z)" (real [ 3; 4 ]) (index 3 [ 5; 4 ]) (real [ 5; 4 ]) (fun x y z ->
          Tensor.scatterAdd 0 y z x)
      call3 "x.scatter_add(1, y, z)" cube (index 3 [ 2; 2; 4 ]) (real [ 2; 2; 4 ]) (fun x y z ->
          Tensor.scatterAdd 1 y z x)
      call3 "x.index_copy(0, y, z)" (real [ 5 ]) (places [ 4; 0; 2 ]) (real [ 3 ]) (fun x y z -> Tensor.scatter 0 y z x)
      call3 "x.scatter(0, y, z)" (real [ 5 ]) (places [ 4; 0; 2 ]) (real [ 3 ]) (fun x y z -> Tensor.scatter 0 y z x)
      call2 "x[y]" (real [ 4; 3 ]) (truth [ 4 ]) (fun x y -> Tensor.masked y x)
      call2 "x[y]" cube (truth [ 2; 3 ]) (fun x y -> Tensor.masked y x)
      call2 "torch.masked_select(x, y)" cube (truth [ 2; 3; 4 ]) (fun x y -> Tensor.masked y x)
      call1 "F.one_hot(x, 5)" (index 5 [ 3; 2 ]) (Tensor.oneHot 5 >> Tensor.cast DType.Int64) ]

let private joining =
    [ for axis in [ 0; 1; -1 ] do
          call2 $"torch.stack((x, y), {axis})" (real [ 2; 3 ]) (real [ 2; 3 ]) (fun x y -> Tensor.stack axis [ x; y ])
      call2 "torch.cat((x, y), 0)" (real [ 2; 3 ]) (real [ 4; 3 ]) (fun x y -> Tensor.concatenate 0 [ x; y ])
      call2 "torch.cat((x, y), -1)" cube (real [ 2; 3; 1 ]) (fun x y -> Tensor.concatenate -1 [ x; y ])
      call3 "torch.cat((x, y, z, x), 1)" cube (real [ 2; 1; 4 ]) (real [ 2; 0; 4 ]) (fun x y z ->
          Tensor.concatenate 1 [ x; y; z; x ]) ]

let private creation =
    let fixedTo (value: Tensor) = fun (_: Tensor) -> value
    let seed = index 1 []

    [ call1 "torch.arange(7).double()" seed (fixedTo (Tensor.arange 7))
      call1
          "torch.arange(1.0, 3.0, 0.3, dtype=torch.float64)"
          seed
          (fixedTo (Tensor.arangeOf DType.Float64 1.0 3.0 0.3))
      call1 "torch.linspace(-1, 2, 9, dtype=torch.float64)" seed (fixedTo (Tensor.linspace -1.0 2.0 9))
      call1 "torch.eye(3, 4)" seed (fixedTo (Tensor.eyeOf DType.Float64 3 4))
      call1 "torch.tril(torch.ones(3, 4), 1)" seed (fixedTo (Tensor.tri 1 3 4)) ]

let families =
    [ { Name = "shapes"; Calls = shaping }
      { Name = "slices and windows"; Calls = slicing }
      { Name = "padding"; Calls = padding }
      { Name = "diagonals"; Calls = diagonals }
      { Name = "gathering"; Calls = gathering }
      { Name = "joining"; Calls = joining }
      { Name = "creation"; Calls = creation } ]
