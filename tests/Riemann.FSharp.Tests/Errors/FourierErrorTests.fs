/// What has no transform.
module Riemann.FSharp.Tests.FourierErrorTests

open Xunit
open Riemann.FSharp

let private z = ComplexTensor.ofReal (Tensor.zeros [ 2; 5 ])

[<Fact>]
let ``an axis without elements`` () =
    let message = [ "  hint  one element or more" ]
    let none = Tensor.zeros [ 2; 0 ]

    Expect.refusal _.IsValue ("Fourier.forward: the axis has no elements" :: message) (fun () ->
        Fourier.forward 1 (ComplexTensor.ofReal none))

    Expect.refusal _.IsValue ("Fourier.real: the axis has no elements" :: message) (fun () -> Fourier.real 1 none)

[<Fact>]
let ``an axis that is not there, twice there or not named`` () =
    Expect.refusal
        _.IsAxis
        [ "Fourier.forward: there is no axis 2"; "  shape [2; 5]"; "  rule  axes run from -2 to 1, each at most once" ]
        (fun () -> Fourier.forward 2 z)

    Assert.True (Expect.error (fun () -> Fourier.inverseOver [ 1; -1 ] z)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Fourier.realOver [] z.Real)).Error.IsValue
    Assert.True (Expect.error (fun () -> Fourier.real 0 (tensor 1.0))).Error.IsAxis
    Assert.True (Expect.error (fun () -> Fourier.shift [ 3 ] z.Real)).Error.IsAxis

[<Fact>]
let ``integers`` () =
    Expect.refusal
        _.IsDType
        [ "Fourier.real: the operands must hold floats"
          "  operand int32"
          "  hint  Tensor.cast DType.Float64 the operands" ]
        (fun () -> Fourier.real 0 (tensor [ 1; 2 ]))

    Expect.refusal
        _.IsDType
        [ "ComplexTensor.create: the parts must hold floats of one type"
          "  real  float64   imaginary float32"
          "  hint  Tensor.cast DType.Float64 the parts" ]
        (fun () -> ComplexTensor.create (tensor [ 1.0 ]) (tensor [ 1.0f ]))

    Assert.True (Expect.error (fun () -> ComplexTensor.ofReal (tensor [ 1 ]))).Error.IsDType

[<Fact>]
let ``parts of different shapes`` () =
    let wrong = { Real = Tensor.zeros [ 3 ]; Imaginary = Tensor.zeros [ 1 ] }

    Expect.refusal
        _.IsShape
        [ "ComplexTensor.create: the shapes of the parts differ"
          "  real  [3]   imaginary [1]"
          "  rule  both parts have one shape; Tensor.broadcastTo stretches one" ]
        (fun () -> Fourier.forward 0 wrong)

[<Fact>]
let ``lengths that do not fit`` () =
    Expect.refusal
        _.IsValue
        [ "Fourier.inverseReal: 5 elements along axis 1 are not half a spectrum of length 7"
          "  hint  the length is 8 or 9; Lengths in the settings cut or pad" ]
        (fun () -> Fourier.inverseReal 1 7 z)

    let settings lengths = { Fourier.defaults with Lengths = lengths }
    Assert.True (Expect.error (fun () -> Fourier.forwardWith (settings [ 0 ]) [ 0 ] z)).Error.IsValue
    Assert.True (Expect.error (fun () -> Fourier.forwardWith (settings [ 4 ]) [ 0; 1 ] z)).Error.IsValue
    let single = ComplexTensor.ofReal (Tensor.zeros [ 1 ])
    Assert.True (Expect.error (fun () -> Fourier.inverseRealWith Fourier.defaults [ 0 ] single)).Error.IsValue
    Expect.values [ 3.0 ] (Fourier.inverseReal 0 1 (single + 3.0))
    Assert.True (Expect.error (fun () -> Fourier.frequencies 0 1.0)).Error.IsValue

[<Fact>]
let ``nothing to convolve`` () =
    Expect.refusal
        _.IsShape
        [ "Fourier.convolve: there is nothing to convolve"
          "  right [2; 0]"
          "  rule  a last axis of one element or more" ]
        (fun () -> Fourier.convolve Overlap.Full (Tensor.ones [ 3 ]) (Tensor.zeros [ 2; 0 ]))

    Assert.True (Expect.error (fun () -> Fourier.convolve Overlap.Full (tensor 1.0) (Tensor.ones [ 3 ]))).Error.IsShape
