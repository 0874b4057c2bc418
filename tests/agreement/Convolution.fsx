// Convolution over one to three axes, plain and transposed, by every option: functions and layers.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

/// Numbers as PyTorch takes them: one, or a tuple.
let private tuple (numbers: int list) =
    match numbers with
    | [ number ] -> string number
    | _ -> "(" + String.concat ", " (List.map string numbers) + ")"

let private truth value = if value then "True" else "False"

/// Lengths of three axes, of which the first so many are taken.
let private input channels axes = [ 2; channels ] @ List.take axes [ 7; 6; 5 ]

let private each axes numbers = if List.length numbers = 1 then numbers else List.take axes numbers

let private functions =
    [ for axes in 1..3 do
          for stride, padding, dilation, groups in
              [ [ 1 ], [ 0 ], [ 1 ], 1
                [ 2; 1; 3 ], [ 1; 0; 2 ], [ 1 ], 1
                [ 1 ], [ 2 ], [ 2; 1; 2 ], 2
                [ 2 ], [ 1 ], [ 1; 2; 1 ], 4
                [ 1 ], [ 1 ], [ 1 ], 4 ] do
              let stride, padding, dilation = each axes stride, each axes padding, each axes dilation

              let options =
                  $"stride={tuple stride}, padding={tuple padding}, dilation={tuple dilation}, groups={groups}"

              let filter = [ 4; 4 / groups ] @ List.take axes [ 3; 2; 3 ]
              let pairs = [ for width in padding -> width, width ]

              let plain: ConvolutionSettings =
                  { Stride = stride; Padding = pairs; Dilation = dilation; Groups = groups }

              call2 $"F.conv{axes}d(x, y, {options})" (real (input 4 axes)) (real filter) (fun x y ->
                  Tensor.convolution plain y x)

              call3 $"F.conv{axes}d(x, y, z, {options})" (real (input 4 axes)) (real filter) (real [ 4 ]) (fun x y z ->
                  Tensor.addConvolution plain z y x)

              let transposed: TransposedConvolutionSettings =
                  { Stride = stride; Padding = pairs; OutputPadding = [ 0 ]; Dilation = dilation; Groups = groups }

              call2 $"F.conv_transpose{axes}d(x, y, {options})" (real (input 4 axes)) (real filter) (fun x y ->
                  Tensor.transposedConvolution transposed y x)

              let sides = [ 0, 2; 1, 0; 3, 1 ] |> List.take axes

              let widths =
                  sides |> List.rev |> List.map (fun (before, after) -> $"{before}, {after}") |> String.concat ", "

              call2
                  $"F.conv{axes}d(F.pad(x, [{widths}]), y, stride={tuple stride}, dilation={tuple dilation}, groups={groups})"
                  (real (input 4 axes))
                  (real filter)
                  (fun x y -> Tensor.convolution { plain with Padding = sides } y x)

      call2 "F.conv2d(x, y)" (real [ 0; 3; 4; 4 ]) (real [ 2; 3; 2; 2 ]) (fun x y ->
          Tensor.convolution Convolution.defaults y x)

      call2 "F.conv2d(x, y)" (real [ 2; 3; 4; 4 ]) (real [ 2; 3; 1; 1 ]) (fun x y ->
          Tensor.convolution Convolution.defaults y x)

      // A gradient by each example alone, for one call here.
      call2
          "torch.stack([torch.autograd.grad(torch.tanh(F.conv2d(a[None], y, padding=1)).sum(), y, create_graph=True)[0] for a in x])"
          (real [ 3; 2; 4; 4 ])
          (real [ 2; 2; 3; 3 ])
          (fun x y ->
              x
              |> vmap (fun x ->
                  y
                  |> grad (fun y ->
                      Tensor.convolution { Convolution.defaults with Padding = [ 1, 1 ] } y x |> tanh |> Tensor.sum))) ]

let private conv = { Conv1d.defaults with Inputs = 4; Outputs = 6; Kernel = [ 3 ] }

let private padding (settings: ConvSettings) =
    match settings.Padding with
    | Pad.Same -> "'same'"
    | Pad.By widths -> tuple widths
    | _ -> "'valid'"

let private mode (settings: ConvSettings) =
    match settings.PaddingMode with
    | Padding.Reflect -> "reflect"
    | Padding.Replicate -> "replicate"
    | Padding.Circular -> "circular"
    | Padding.Constant _ -> "zeros"

let private plainLayers =
    [ for axes, init, apply in
          [ 1, Conv1d.init, Conv1d.apply; 2, Conv2d.init, Conv2d.apply; 3, Conv3d.init, Conv3d.apply ] do
          for settings in
              [ conv
                { conv with Bias = false; Stride = [ 2 ]; Padding = Pad.By [ 1 ] }
                { conv with Dilation = [ 2 ]; Groups = 2; Padding = Pad.By(List.take axes [ 2; 1; 2 ]) }
                { conv with Kernel = List.take axes [ 4; 3; 2 ]; Padding = Pad.Same }
                { conv with Kernel = [ 2 ]; Dilation = [ 3 ]; Padding = Pad.Same; PaddingMode = Padding.Circular }
                for mode in [ Padding.Reflect; Padding.Replicate; Padding.Circular ] do
                    { conv with Padding = Pad.By [ 2 ]; PaddingMode = mode; Stride = [ 2 ] } ] do
              let theirs =
                  $"nn.Conv{axes}d(4, 6, {tuple settings.Kernel}, stride={tuple settings.Stride}, padding={padding settings}, dilation={tuple settings.Dilation}, groups={settings.Groups}, bias={truth settings.Bias}, padding_mode='{mode settings}')"

              // PyTorch pads one example without a batch axis with other than zeros wrongly or not at all.
              let shapes =
                  if mode settings = "zeros" then [ input 4 axes; List.tail (input 4 axes) ] else [ input 4 axes ]

              for shape in shapes do
                  layer $"call({theirs}, p[1:], x)" (init settings (Key.create 1L)) apply (real shape) ]

let private transposed = { ConvTranspose1d.defaults with Inputs = 4; Outputs = 6; Kernel = [ 3 ] }

let private transposedLayers =
    [ for axes, init, apply, applyTo in
          [ 1, ConvTranspose1d.init, ConvTranspose1d.apply, ConvTranspose1d.applyTo
            2, ConvTranspose2d.init, ConvTranspose2d.apply, ConvTranspose2d.applyTo
            3, ConvTranspose3d.init, ConvTranspose3d.apply, ConvTranspose3d.applyTo ] do
          let text (settings: ConvTransposeSettings) =
              $"nn.ConvTranspose{axes}d(4, 6, {tuple settings.Kernel}, stride={tuple settings.Stride}, padding={tuple settings.Padding}, output_padding={tuple settings.OutputPadding}, dilation={tuple settings.Dilation}, groups={settings.Groups}, bias={truth settings.Bias})"

          let shape = [ 2; 4 ] @ List.take axes [ 3; 2; 4 ]

          for settings in
              [ transposed
                { transposed with Stride = [ 2 ]; Padding = [ 1 ]; OutputPadding = [ 1 ] }
                { transposed with Stride = [ 3 ]; Padding = [ 0 ]; OutputPadding = [ 2 ]; Groups = 2; Bias = false }
                { transposed with Dilation = [ 3 ]; Padding = [ 1 ]; OutputPadding = [ 2 ] }
                { transposed with Stride = List.take axes [ 2; 1; 3 ]; Kernel = List.take axes [ 2; 3; 1 ] } ] do
              for shape in [ shape; List.tail shape ] do
                  layer $"call({text settings}, p[1:], x)" (init settings (Key.create 1L)) apply (real shape)

          let settings = { transposed with Stride = [ 3 ]; Padding = [ 1 ] }
          let size = List.take axes [ 8; 6; 10 ]
          let theirs = $"call({text settings}, p[1:], x, output_size=%A{size})".Replace(';', ',')
          layer theirs (init settings (Key.create 1L)) (applyTo size) (real shape) ]

let families =
    [ { Name = "convolution"; Calls = functions }
      { Name = "convolutional layers"; Calls = plainLayers @ transposedLayers } ]
