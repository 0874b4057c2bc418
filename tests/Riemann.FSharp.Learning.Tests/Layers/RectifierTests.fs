/// Activations with corners, and those whose slopes are trained or random. Their corners are compared with PyTorch's in
/// tests/agreement.
module Riemann.FSharp.Learning.Tests.RectifierTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private corners =
    [ "relu", Activation.relu
      "relu6", Activation.relu6
      "leakyRelu", Activation.leakyRelu 0.1
      "hardtanh", Activation.hardtanh -1.0 1.0
      "threshold", Activation.threshold 0.5 3.0
      "hardsigmoid", Activation.hardsigmoid
      "hardswish", Activation.hardswish
      "softshrink", Activation.softshrink 0.5
      "hardshrink", Activation.hardshrink 0.5
      "tanhshrink", Activation.tanhshrink
      "celu", Activation.celu 2.0
      "mish", Activation.mish
      "softplus", Activation.softplus 1.0 20.0
      "softmin", Activation.softmin 0 ]

[<Fact>]
let ``NaN stays NaN, float32 float32, and nothing stays nothing`` () =
    for name, f in corners do
        let y = f (tensor [ nanf; 1.0f ])
        Assert.Equal(DType.Float32, y.DType)
        Assert.True(System.Double.IsNaN((Numbers.floats y)[0]), name)
        Assert.Equal<int list>([ 3; 0 ], (f (Tensor.zeros [ 3; 0 ])).Shape)

[<Fact>]
let ``derivatives at a corner are those of PyTorch`` () =
    let slopes f (x: float list) = grad (f >> Tensor.sum) (tensor x)
    Numbers.equal [ 0.0; 1.0; 0.0 ] (slopes Activation.relu6 [ 0.0; 3.0; 6.0 ])
    Numbers.equal [ 0.1 ] (slopes (Activation.leakyRelu 0.1) [ 0.0 ])
    Numbers.equal [ 0.0; 0.0 ] (slopes (Activation.hardtanh -1.0 1.0) [ -1.0; 1.0 ])
    Numbers.equal [ 0.0; 0.0 ] (slopes (Activation.softshrink 0.5) [ -0.5; 0.5 ])
    Numbers.equal [ 0.0; 0.0; 1.0 ] (slopes (Activation.hardshrink 0.5) [ -0.5; 0.5; 0.75 ])
    Numbers.equal [ 0.0; 0.5; 1.0 ] (slopes Activation.hardswish [ -3.0; 0.0; 3.0 ])

[<Fact>]
let ``wrong settings are refused`` () =
    let x = tensor [ 1.0 ]
    Numbers.refused "Activation.hardtanh" "no number lies between" (fun () -> Activation.hardtanh 1.0 1.0 x)
    Numbers.refused "Activation.softshrink" "a bound of -1" (fun () -> Activation.softshrink -1.0 x)
    Numbers.refused "Activation.hardshrink" "a bound of NaN" (fun () -> Activation.hardshrink nan x)
    Numbers.refused "Activation.celu" "an alpha of 0" (fun () -> Activation.celu 0.0 x)
    Numbers.refused "Activation.softplus" "a beta of 0" (fun () -> Activation.softplus 0.0 20.0 x)
    Numbers.refused "Activation.glu" "axis 0 has an odd length" (fun () -> Activation.glu 0 x)
    Assert.Throws<RiemannException>(fun () -> Activation.glu 1 x |> ignore) |> ignore

[<Fact>]
let ``trained slopes belong to channels`` () =
    let layer: PRelu = { Weight = tensor [ 0.5; 0.0; -1.0 ] }

    Numbers.equal
        [ -0.5; 0.0; 1.0; 2.0; 3.0; 4.0 ]
        (PRelu.apply layer (tensor [ [ -1.0; -1.0; -1.0 ]; [ 2.0; 3.0; 4.0 ] ]))

    Numbers.equal [ -0.5; 0.0; 1.0 ] (PRelu.apply layer (tensor [ -1.0; -1.0; -1.0 ]))
    Numbers.equal [ -0.25; 1.0 ] (PRelu.apply (PRelu.init PRelu.defaults) (tensor [ -1.0f; 1.0f ]))
    let many = PRelu.init { PRelu.defaults with Channels = 3; Slope = 0.1; DType = DType.Float64 }
    Numbers.equal [ 0.1; 0.1; 0.1 ] many.Weight

    for shape in [ []; [ 2 ]; [ 3; 2 ]; [ 2; 2; 3 ] ] do
        Numbers.refused "PRelu.apply" "the layer takes 3 channels along axis 1" (fun () ->
            PRelu.apply layer (Tensor.zeros shape))

    Numbers.refused "PRelu.init" "0 channels" (fun () -> PRelu.init { PRelu.defaults with Channels = 0 })

[<Fact>]
let ``an S-shaped rectifier is three lines, at first x held between 0 and 1`` () =
    let x = tensor [ -2.0f; 0.0f; 0.5f; 1.0f; 3.0f ]
    Numbers.equal [ 0.0; 0.0; 0.5; 1.0; 1.0 ] (SRelu.apply (SRelu.init SRelu.defaults) x)

    let layer =
        SRelu.init
            { LeftSlope = 0.5; LeftThreshold = -1.0; RightSlope = 2.0; RightThreshold = 1.0; DType = DType.Float32 }

    Numbers.equal [ -1.5; 0.0; 0.5; 1.0; 5.0 ] (SRelu.apply layer x)

[<Fact>]
let ``random slopes are uniform in training, their mean in use, and x where it is positive`` () =
    let x = Tensor.full DType.Float64 [ 100; 100 ] -1.0
    let slopes = -(RRelu.apply (Train(Key.create 1L)) RRelu.defaults x)
    let values = Numbers.floats slopes
    Assert.InRange(Array.min values, 0.125, 0.1255)
    Assert.InRange(Array.max values, 0.3328, 0.33334)
    Assert.InRange(Array.average values, 0.2261, 0.2323) // of deviation 0.0006
    Assert.True((Array.distinct values).Length > 9000)
    Numbers.equal [ -11.0 / 24.0; 0.0; 2.0 ] (RRelu.apply Eval RRelu.defaults (tensor [ -2.0; 0.0; 2.0 ]))
    Numbers.equal [ 2.0 ] (RRelu.apply (Train(Key.create 1L)) RRelu.defaults (tensor [ 2.0 ]))

    Numbers.refused "RRelu.apply" "no slope lies between" (fun () -> RRelu.apply Eval { Lower = 0.5; Upper = 0.1 } x)
