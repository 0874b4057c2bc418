// Embeddings, layers of two inputs and layers of shape.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private look settings weight indices = Embedding.apply (Embedding.ofWeight settings weight) indices

let private plain = Embedding.defaults

let private lookUps =
    [ for shape in [ []; [ 5 ]; [ 2; 3 ]; [ 0 ] ] do
          call2 "F.embedding(y, x)" (real [ 6; 4 ]) (index 6 shape) (look plain) ]

/// PyTorch scales rows down in place.
let private shortened =
    [ for norm, name in [ 2.0, "2."; 1.0, "1."; 3.5, "3.5"; infinity, "inf" ] do
          let theirs = $"F.embedding(y, x.clone(), max_norm=1.5, norm_type={name})"
          let settings = { plain with MaxNorm = Some 1.5; NormType = norm }

          for shape in [ []; [ 5 ]; [ 2; 3 ]; [ 0 ] ] do
              call2 theirs (real [ 6; 4 ]) (index 6 shape) (look settings) ]
    |> valuesOnly

/// What PyTorch divides or leaves out of a gradient it leaves as it is in a tangent: the gradient as a value.
let private gradients =
    [ for theirs, settings in
          [ "padding_idx=2", { plain with PaddingIdx = Some 2 }
            "padding_idx=-1", { plain with PaddingIdx = Some -1 }
            "scale_grad_by_freq=True", { plain with ScaleGradByFreq = true }
            "padding_idx=1, scale_grad_by_freq=True", { plain with PaddingIdx = Some 1; ScaleGradByFreq = true } ] do
          let gradient = $"torch.autograd.functional.vjp(lambda w: F.embedding(y, w, {theirs}), x, z)[1]"

          call3 gradient (real [ 4; 3 ]) (index 4 [ 2; 5 ]) (real [ 2; 5; 3 ]) (fun weight indices cotangent ->
              snd (vjp (fun weight -> look settings weight indices) weight) cotangent) ]
    |> valuesOnly

let private pairs =
    [ for bias in [ true; false ] do
          let settings = { Bilinear.defaults with Left = 3; Right = 2; Outputs = 4; Bias = bias }
          let parameters = if bias then ", p[3]" else ""

          for before in [ []; [ 5 ]; [ 2; 3 ]; [ 0 ] ] do
              let theirs = $"F.bilinear(p[0], p[1], p[2]{parameters})"
              let operands = [ before @ [ 3 ]; before @ [ 2 ]; [ 4; 3; 2 ]; if bias then [ 4 ] ]

              call theirs (List.map real operands) (fun operands ->
                  let layer =
                      { Bilinear.init settings (Key.create 1L) with
                          Weight = operands[2]
                          Bias = List.tryItem 3 operands }

                  Bilinear.apply layer operands[0] operands[1])

      for axis in [ 0; 1; -1 ] do
          let settings = { CosineSimilarity.defaults with Axis = axis }
          call2 $"nn.CosineSimilarity({axis})(x, y)" (real [ 4; 3 ]) (real [ 4; 3 ]) (CosineSimilarity.apply settings)

      call2
          "nn.CosineSimilarity(1)(x, y)"
          (real [ 4; 3 ])
          (real [ 1; 3 ])
          (CosineSimilarity.apply CosineSimilarity.defaults)

      for norm, name in [ 1.0, "1."; 2.0, "2."; 3.5, "3.5"; infinity, "inf" ] do
          let settings = { PairwiseDistance.defaults with Norm = norm }
          let x, y = real [ 4; 3 ], real [ 4; 3 ]
          call2 $"nn.PairwiseDistance({name})(x, y)" x y (PairwiseDistance.apply settings)
          let settings = { settings with Epsilon = 0.1; KeepAxis = true }
          call2 $"nn.PairwiseDistance({name}, 0.1, True)(x, y)" x y (PairwiseDistance.apply settings) ]

let private shapes =
    [ call1 "nn.Flatten()(x)" (real [ 2; 3; 4 ]) (Flatten.apply Flatten.defaults)
      call1 "nn.Flatten(0, 1)(x)" (real [ 2; 3; 4 ]) (Flatten.apply { StartAxis = 0; EndAxis = 1 })
      call1 "nn.Unflatten(1, (2, 3))(x)" (real [ 2; 6; 4 ]) (Unflatten.apply { Axis = 1; Sizes = [ 2; 3 ] })
      call1 "nn.Identity()(x)" (real [ 2; 3 ]) Identity.apply ]

let families =
    [ { Name = "embeddings"; Calls = lookUps @ shortened @ gradients }
      { Name = "pairs and shapes"; Calls = pairs @ shapes } ]
