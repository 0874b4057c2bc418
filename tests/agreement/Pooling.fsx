// Pooling, and dropout in use.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

/// Shapes of sequences, pictures and volumes, in batches and alone.
let private shapes axes =
    let extent = List.take axes [ 7; 6; 5 ]
    [ 2 :: 3 :: extent; 3 :: extent; 0 :: 3 :: extent ]

let private truth (flag: bool) = if flag then "True" else "False"

let private each name axes (calls: (string * (Tensor -> Tensor)) list) =
    [ for theirs, ours in calls do
          for shape in shapes axes do
              // PyTorch takes no batch of no volumes or pictures everywhere.
              if shape.Head > 0 then call1 $"nn.{name}{axes}d({theirs})(x)" (real shape) ours ]

let private windows =
    [ for kernel, stride, padding, dilation in
          [ 2, 2, 0, 1; 3, 2, 1, 1; 3, 1, 1, 1; 2, 1, 1, 2; 2, 3, 0, 2; 1, 1, 0, 1 ] do
          for ceilMode in [ false; true ] do
              $"{kernel}, stride={stride}, padding={padding}, dilation={dilation}, ceil_mode={truth ceilMode}",
              { MaxPool.defaults with
                  Kernel = [ kernel ]
                  Stride = [ stride ]
                  Padding = [ padding ]
                  Dilation = [ dilation ]
                  CeilMode = ceilMode } ]

let private largest (apply: MaxPool -> Tensor -> Tensor) =
    ("2", apply { MaxPool.defaults with Kernel = [ 2 ] })
    :: [ for theirs, settings in windows -> theirs, apply settings ]

let private means axes (apply: AveragePool -> Tensor -> Tensor) =
    [ "2", apply { AveragePool.defaults with Kernel = [ 2 ] }
      for kernel, stride, padding in [ 3, 2, 1; 3, 1, 1; 2, 3, 0; 4, 3, 2 ] do
          for ceilMode in [ false; true ] do
              for counted in [ false; true ] do
                  let settings =
                      { AveragePool.defaults with
                          Kernel = [ kernel ]
                          Stride = [ stride ]
                          Padding = [ padding ]
                          CeilMode = ceilMode
                          CountIncludePad = counted }

                  let window = $"{kernel}, stride={stride}, padding={padding}, ceil_mode={truth ceilMode}"
                  let theirs = $"{window}, count_include_pad={truth counted}"
                  theirs, apply settings

                  if axes > 1 then $"{theirs}, divisor_override=5", apply { settings with DivisorOverride = Some 5 } ]

let private bins axes apply =
    [ for counts in [ [ 3; 4; 2 ]; [ 1; 1; 1 ]; [ 9; 6; 7 ] ] do
          let counts = List.take axes counts
          let theirs = counts |> List.map string |> String.concat ", "
          $"({theirs},)", apply (List.map Some counts)
      if axes > 1 then
          let theirs = String.concat ", " ("2" :: List.replicate (axes - 1) "None")
          $"({theirs},)", apply (Some 2 :: List.replicate (axes - 1) None) ]

let private indices =
    [ for theirs, settings in windows do
          call1 $"nn.MaxPool2d({theirs}, return_indices=True)(x)[1]" (real [ 2; 3; 7; 6 ]) (fun x ->
              MaxPool2d.applyWithIndices settings x |> snd)
      call1 "nn.AdaptiveMaxPool2d((3, 4), return_indices=True)(x)[1]" (real [ 2; 3; 7; 6 ]) (fun x ->
          AdaptiveMaxPool2d.applyWithIndices [ Some 3; Some 4 ] x |> snd)
      call1
          "nn.MaxPool2d(2, return_indices=True)(x)[1]"
          (points [ nan; 1; 2; 3 ] |> fun x -> { x with Shape = [ 1; 2; 2 ] })
          (fun x -> MaxPool2d.applyWithIndices { MaxPool.defaults with Kernel = [ 2 ] } x |> snd) ]

let private unpool =
    let undo: MaxUnpool = { MaxUnpool.defaults with Kernel = [ 2 ] }
    let pool = { MaxPool.defaults with Kernel = [ 2 ] }

    [ call1 "nn.MaxUnpool1d(2)(*nn.MaxPool1d(2, return_indices=True)(x))" (real [ 2; 3; 6 ]) (fun x ->
          let values, at = MaxPool1d.applyWithIndices pool x
          MaxUnpool1d.apply undo at values)
      call1
          "nn.MaxUnpool2d(2)(*nn.MaxPool2d(2, return_indices=True)(x), output_size=[7, 5])"
          (real [ 2; 3; 7; 5 ])
          (fun x ->
              let values, at = MaxPool2d.applyWithIndices pool x
              MaxUnpool2d.apply { undo with OutputSize = [ 7; 5 ] } at values)
      call1 "nn.MaxUnpool3d(2)(*nn.MaxPool3d(2, return_indices=True)(x))" (real [ 2; 4; 2; 6 ]) (fun x ->
          let values, at = MaxPool3d.applyWithIndices pool x
          MaxUnpool3d.apply undo at values) ]

let private dropout =
    [ for name, apply, shape in
          [ "Dropout", Dropout.apply, [ 5; 3 ]
            "Dropout1d", Dropout1d.apply, [ 2; 3; 4 ]
            "Dropout2d", Dropout2d.apply, [ 2; 3; 4; 5 ]
            "Dropout3d", Dropout3d.apply, [ 3; 2; 3; 4 ] ] do
          call1 $"nn.{name}(0.3).eval()(x)" (real shape) (apply Eval { Dropout.defaults with Probability = 0.3 })

          for probability in [ 0.0; 1.0 ] do
              let apply = apply (Train(Key.create 1L)) { Dropout.defaults with Probability = probability }
              call1 $"nn.{name}({probability})(x)" (real shape) apply ]

let families =
    [ { Name = "max pooling"
        Calls =
          each "MaxPool" 1 (largest MaxPool1d.apply)
          @ each "MaxPool" 2 (largest MaxPool2d.apply)
          @ each "MaxPool" 3 (largest MaxPool3d.apply)
          @ each "AdaptiveMaxPool" 1 (bins 1 AdaptiveMaxPool1d.apply)
          @ each "AdaptiveMaxPool" 2 (bins 2 AdaptiveMaxPool2d.apply)
          @ each "AdaptiveMaxPool" 3 (bins 3 AdaptiveMaxPool3d.apply)
          @ valuesOnly indices
          @ unpool }
      { Name = "average pooling"
        Calls =
          each "AvgPool" 1 (means 1 AvgPool1d.apply)
          @ each "AvgPool" 2 (means 2 AvgPool2d.apply)
          @ each "AvgPool" 3 (means 3 AvgPool3d.apply)
          @ each "AdaptiveAvgPool" 1 (bins 1 AdaptiveAvgPool1d.apply)
          @ each "AdaptiveAvgPool" 2 (bins 2 AdaptiveAvgPool2d.apply)
          @ each "AdaptiveAvgPool" 3 (bins 3 AdaptiveAvgPool3d.apply) }
      { Name = "dropout"; Calls = dropout } ]
