module Images.Networks

open Riemann.FSharp
open Riemann.FSharp.Learning

let private convolution inputs outputs =
    Conv2d.layer { Conv2d.defaults with Inputs = inputs; Outputs = outputs; Kernel = [ 3 ]; Padding = Pad.By [ 1 ] }

let private halve () = MaxPool2d.layer { MaxPool.defaults with Kernel = [ 2 ] }
let private relu = Layer.map "relu" Tensor.relu
let private linear inputs outputs = Linear.layer { Linear.defaults with Inputs = inputs; Outputs = outputs }
let private dropout probability = Dropout.layer { Probability = probability }
let private flatten = Flatten.layer Flatten.defaults

/// From grey pictures [n; 1; 28; 28] to logits [n; 10].
let mnist () =
    convolution 1 32
    >-> relu
    >-> halve ()
    >-> convolution 32 64
    >-> relu
    >-> halve ()
    >-> flatten
    >-> linear (64 * 7 * 7) 128
    >-> relu
    >-> dropout 0.5
    >-> linear 128 10

/// From grey pictures [n; 1; 28; 28] to logits [n; 10], by functions of single pixels and of sums of such. The first grid
/// lies where these pictures have their values.
let kan (pictures: Tensor) =
    let network = Kan.layer { Kan.defaults with LayersHidden = [ 784; 64; 10 ]; GridSize = 5; SplineOrder = 3 }
    let pixels = Tensor.flattenFrom 1 pictures

    flatten >-> { network with Init = fun key -> network.Init key |> Kan.updateGrid 0.01 pixels }

/// A convolution that halves height and width.
let private block inputs outputs =
    convolution inputs outputs
    >-> BatchNorm2d.layer { BatchNorm2d.defaults with Channels = outputs }
    >-> relu
    >-> halve ()
    >-> dropout 0.25

/// From colour pictures [n; 3; 32; 32] to logits [n; 10].
let cifar10 () =
    block 3 32
    >-> block 32 64
    >-> block 64 128
    >-> flatten
    >-> linear (128 * 4 * 4) 256
    >-> BatchNorm1d.layer { BatchNorm1d.defaults with Channels = 256 }
    >-> relu
    >-> dropout 0.5
    >-> linear 256 10
