// Attention, its masks, and the layers of transformers.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private key = Key.create 1L
let private small = between -0.8 0.8

/// A module of several inputs, which come before the parameters: `theirs "p[3:]"` is the call, given where these are.
let private modular (theirs: string -> string) (layer: 'L) (apply: 'L -> Tensor list -> Tensor) (inputs: Operand list) =
    let parameters = Tree.leaves layer

    call (theirs $"p[{inputs.Length}:]") (inputs @ [ for leaf in parameters -> small leaf.Shape ]) (fun operands ->
        let given, rest = List.splitAt inputs.Length operands
        let mutable rest = rest

        let filled =
            layer
            |> Tree.mapAll (fun _ ->
                let next = List.head rest
                rest <- List.tail rest
                next)

        apply filled given)

/// The last two elements, in whatever order the axes lie: no query is without a key.
let private isHidden shape i = i >= List.fold (*) 1 shape - 2

let private hiding shape = { truth shape with Draw = fun _ i -> if isHidden shape i then 1.0 else 0.0 }

let private barring shape =
    let draw = (real shape).Draw
    { real shape with Draw = fun random i -> if isHidden shape i then -infinity else draw random i }

let private L, S, N, E, H = 3, 4, 2, 6, 2

/// Every way to make the layer, with PyTorch's words for it and the features of keys and values.
let private variants =
    let settings = { MultiheadAttention.defaults with EmbedDim = E; NumHeads = H; DType = DType.Float64 }

    [ "", settings, E, E
      ", bias=False", { settings with Bias = false }, E, E
      ", add_bias_kv=True", { settings with AddBiasKv = true }, E, E
      ", add_zero_attn=True", { settings with AddZeroAttn = true }, E, E
      ", add_bias_kv=True, add_zero_attn=True", { settings with AddBiasKv = true; AddZeroAttn = true }, E, E
      ", kdim=5", { settings with KeyDim = Some 5 }, 5, E
      ", kdim=5, vdim=3", { settings with KeyDim = Some 5; ValueDim = Some 3 }, 5, 3
      ", bias=False, vdim=3, add_bias_kv=True",
      { settings with Bias = false; ValueDim = Some 3; AddBiasKv = true },
      E,
      3 ]

let private causal = "torch.ones(3, 4).triu(1).bool()"

/// Masks with PyTorch's words for them, given the number of the first operand that is one.
let private masks: (string * Operand list * (Tensor list -> AttentionMasks)) list =
    let none = AttentionMasks.none
    let attn masks = { none with AttnMask = Some(List.head masks) }
    let padding masks = { none with KeyPaddingMask = Some(List.head masks) }
    let both masks = { attn masks with KeyPaddingMask = Some(List.last masks) }

    [ "", [], (fun _ -> none)
      ", attn_mask=p[3]", [ hiding [ L; S ] ], attn
      ", attn_mask=p[3]", [ barring [ L; S ] ], attn
      ", attn_mask=p[3]", [ hiding [ N * H; L; S ] ], attn
      ", attn_mask=p[3]", [ real [ N * H; L; S ] ], attn
      ", key_padding_mask=p[3]", [ hiding [ N; S ] ], padding
      ", attn_mask=p[3].view(2, 1, 1, 4).expand(2, 2, 3, 4).reshape(4, 3, 4)", [ real [ N; S ] ], padding
      ", attn_mask=p[3], key_padding_mask=p[4]", [ hiding [ L; S ]; hiding [ N; S ] ], both
      ", attn_mask=p[3], key_padding_mask=p[4]", [ real [ N * H; L; S ]; hiding [ N; S ] ], both
      $", attn_mask={causal}", [], (fun _ -> AttentionMasks.causal)
      $", attn_mask={causal}, key_padding_mask=p[3]",
      [ hiding [ N; S ] ],
      fun masks -> { padding masks with IsCausal = true }
      $", attn_mask={causal} | p[3]", [ hiding [ L; S ] ], (fun masks -> { attn masks with IsCausal = true }) ]

let private attention =
    [ for words, settings, keyDim, valueDim in variants do
          let layer = MultiheadAttention.init settings key

          for maskWords, operands, masksOf in masks do
              let inputs = [ real [ L; N; E ]; real [ S; N; keyDim ]; real [ S; N; valueDim ] ] @ operands

              let theirs parameters = $"call(nn.MultiheadAttention(6, 2{words}), {parameters}, x, y, z{maskWords})[0]"

              let apply layer (inputs: Tensor list) =
                  MultiheadAttention.applyWith (masksOf inputs[3..]) Eval layer inputs[0] inputs[1] inputs[2]

              modular theirs layer apply inputs ]

let private shapes =
    let settings = { MultiheadAttention.defaults with EmbedDim = E; NumHeads = H; DType = DType.Float64 }
    let first = { settings with BatchFirst = true }
    let inputs batch = [ real (batch L @ [ E ]); real (batch S @ [ E ]); real (batch S @ [ E ]) ]

    [ for words, settings, inputs in
          [ "", settings, inputs (fun n -> [ n; N ])
            "", settings, inputs (fun n -> [ n; 0 ])
            "", settings, inputs (fun n -> [ n; 1 ])
            "", settings, inputs (fun n -> [ n ])
            ", batch_first=True", first, inputs (fun n -> [ N; n ])
            ", batch_first=True", first, inputs (fun n -> [ n ])
            ", batch_first=True, add_bias_kv=True, add_zero_attn=True",
            { first with AddBiasKv = true; AddZeroAttn = true },
            inputs (fun n -> [ N; n ]) ] do
          let layer = MultiheadAttention.init settings key
          let theirs wanted parameters = $"call(nn.MultiheadAttention(6, 2{words}), {parameters}, x, y, z{wanted}"
          let three f (inputs: Tensor list) = f inputs[0] inputs[1] inputs[2]

          modular (theirs ")[0]") layer (fun layer -> three (MultiheadAttention.apply Eval layer)) inputs

          for isAveraged, wanted in [ true, ")[1]"; false, ", average_attn_weights=False)[1]" ] do
              let weights layer q k v =
                  MultiheadAttention.applyWithWeights isAveraged AttentionMasks.none Eval layer q k v |> snd

              if inputs.Head.Shape |> List.contains 0 |> not then
                  modular (theirs wanted) layer (fun layer -> three (weights layer)) inputs ]

/// Plain attention, with a scale of its own and none.
let private plain =
    let theirs scale mask = $"torch.softmax(x @ y.mT * {scale}{mask}, -1) @ z"
    let three settings (q: Tensor) k v = Tensor.attention settings q k v
    let add settings = { settings with Mask = None }

    [ for q, k, v in
          [ [ 3; 4 ], [ 5; 4 ], [ 5; 2 ]
            [ 2; 3; 4 ], [ 2; 5; 4 ], [ 2; 5; 6 ]
            [ 2; 1; 3; 4 ], [ 3; 5; 4 ], [ 5; 6 ]
            [ 2; 40; 4 ], [ 2; 300; 4 ], [ 2; 300; 4 ] ] do
          call3 (theirs "0.5" "") (real q) (real k) (real v) (three Attention.defaults)
          call3 (theirs "0.3" "") (real q) (real k) (real v) (three { Attention.defaults with Scale = Some 0.3 })
          let rows, columns = q[q.Length - 2], k[k.Length - 2]

          call3
              (theirs "0.5" $".masked_fill(torch.ones({rows}, {columns}).triu(1).bool(), -inf)"
               |> _.Replace("x @ y.mT * 0.5", "(x @ y.mT * 0.5)"))
              (real q)
              (real k)
              (real v)
              (three { Attention.defaults with IsCausal = true })

          for mask in [ [ rows; columns ]; [ 1; columns ]; [ rows; 1 ]; [] ] do
              call (theirs "0.5" " + w") [ real q; real k; real v; real mask ] (fun operands ->
                  Tensor.attention
                      { Attention.defaults with Mask = Some operands[3] }
                      operands[0]
                      operands[1]
                      operands[2]) ]

let private norms = [ "", false; ", norm_first=True", true ]

let private layerSettings =
    [ for words, activation in
          [ "", ActivationFunction.Relu
            ", activation='gelu'", ActivationFunction.Gelu
            ", activation=F.silu", ActivationFunction.Silu ] do
          for normWords, isFirst in norms do
              for axisWords, batchFirst in [ "", false; ", batch_first=True", true ] do
                  $"6, 2, 7, 0.0{words}{normWords}{axisWords}, layer_norm_eps=1e-4",
                  { TransformerLayer.defaults with
                      EmbedDim = E
                      NumHeads = H
                      FeedForwardDim = 7
                      Dropout = 0.0
                      Activation = activation
                      LayerNormEpsilon = 1e-4
                      NormFirst = isFirst
                      BatchFirst = batchFirst
                      DType = DType.Float64 } ]

let private sequence (settings: TransformerLayerSettings) length =
    real (if settings.BatchFirst then [ N; length; E ] else [ length; N; E ])

let private layers =
    [ for words, settings in layerSettings do
          let encoder = TransformerEncoderLayer.init settings key
          let decoder = TransformerDecoderLayer.init settings key
          let x, memory = sequence settings L, sequence settings S

          modular
              (fun p -> $"call(nn.TransformerEncoderLayer({words}), {p}, x)")
              encoder
              (fun layer inputs -> TransformerEncoderLayer.apply Eval layer inputs[0])
              [ x ]

          modular
              (fun p -> $"call(nn.TransformerEncoderLayer({words}), {p}, x, src_mask=y, src_key_padding_mask=z)")
              encoder
              (fun layer inputs ->
                  let masks = { AttentionMasks.padding inputs[2] with AttnMask = Some inputs[1] }
                  TransformerEncoderLayer.applyWith masks Eval layer inputs[0])
              [ x; hiding [ L; L ]; hiding [ N; L ] ]

          modular
              (fun p -> $"call(nn.TransformerDecoderLayer({words}), {p}, x, y)")
              decoder
              (fun layer inputs -> TransformerDecoderLayer.apply Eval layer inputs[1] inputs[0])
              [ x; memory ]

          let named = "tgt_mask=p[2], memory_mask=p[3], tgt_key_padding_mask=p[4], memory_key_padding_mask=p[5]"

          modular
              (fun p -> $"call(nn.TransformerDecoderLayer({words}), {p}, x, y, {named})")
              decoder
              (fun layer inputs ->
                  let target = { AttentionMasks.padding inputs[4] with AttnMask = Some inputs[2] }
                  let source = { AttentionMasks.padding inputs[5] with AttnMask = Some inputs[3] }
                  TransformerDecoderLayer.applyWith target source Eval layer inputs[1] inputs[0])
              [ x; memory; hiding [ L; L ]; hiding [ L; S ]; hiding [ N; L ]; hiding [ N; S ] ] ]

let private stacks =
    [ for words, settings in layerSettings |> List.filter (fun (words, _) -> not (words.Contains "silu")) do
          let x, memory = sequence settings L, sequence settings S

          for normWords, isNormalised in [ "", false; ", norm=nn.LayerNorm(6, eps=1e-4)", true ] do
              modular
                  (fun p -> $"call(nn.TransformerEncoder(nn.TransformerEncoderLayer({words}), 2{normWords}), {p}, x)")
                  (TransformerEncoder.init 2 isNormalised settings key)
                  (fun encoder inputs -> TransformerEncoder.apply Eval encoder inputs[0])
                  [ x ]

              modular
                  (fun p ->
                      $"call(nn.TransformerDecoder(nn.TransformerDecoderLayer({words}), 2{normWords}), {p}, x, y)")
                  (TransformerDecoder.init 2 isNormalised settings key)
                  (fun decoder inputs -> TransformerDecoder.apply Eval decoder inputs[1] inputs[0])
                  [ x; memory ]

          let masked = "src_key_padding_mask=z, memory_key_padding_mask=z, tgt_key_padding_mask=w"
          let causal = "tgt_mask=nn.Transformer.generate_square_subsequent_mask(3)"
          let own = words.Replace("6, 2, 7, 0.0", "dim_feedforward=7, dropout=0.0")

          modular
              (fun p -> $"call(nn.Transformer(6, 2, 2, 1, {own}), {p}, x, y, {masked}, {causal})")
              (Transformer.init { EncoderLayers = 2; DecoderLayers = 1; Layer = settings } key)
              (fun transformer inputs ->
                  let masks =
                      { Source = AttentionMasks.padding inputs[2]
                        Target = { AttentionMasks.padding inputs[3] with IsCausal = true }
                        Memory = AttentionMasks.padding inputs[2] }

                  Transformer.applyWith masks Eval transformer inputs[0] inputs[1])
              [ memory; x; hiding [ N; S ]; hiding [ N; L ] ] ]

let families =
    [ { Name = "attention"; Calls = plain @ attention @ shapes }; { Name = "transformers"; Calls = layers @ stacks } ]
