module Riemann.FSharp.Learning.Tests.ActivationTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private x = tensor [ -1000.0; -3.0; -1.0; -0.25; 0.0; 0.5; 2.0; 30.0; 1000.0 ]

/// Values and derivatives at x.
let private expect f values slopes =
    Numbers.equal values (f x)
    Numbers.equal slopes (grad (f >> Tensor.sum) x)

// The expected numbers are those of torch.nn.functional in float64, and of torch.autograd.

[<Fact>]
let ``leaky relu`` () =
    expect
        (Activation.leakyRelu 0.1)
        [ -100.0; -0.3; -0.1; -0.025; 0.0; 0.5; 2.0; 30.0; 1000.0 ]
        [ 0.1; 0.1; 0.1; 0.1; 0.1; 1.0; 1.0; 1.0; 1.0 ]

[<Fact>]
let ``elu`` () =
    expect
        (Activation.elu 0.7)
        [ -0.7; -0.6651490521424952; -0.44248439117999033; -0.15483945185001657; 0.0; 0.5; 2.0; 30.0; 1000.0 ]
        [ 0.0; 0.03485094785750476; 0.2575156088200096; 0.5451605481499834; 0.7; 1.0; 1.0; 1.0; 1.0 ]

[<Fact>]
let ``selu`` () =
    let scale = 1.0507009873554805

    expect
        Activation.selu
        [ -1.7580993408473766
          -1.6705687287671118
          -1.1113307378125625
          -0.388890197478119
          0.0
          0.5253504936777402
          2.101401974710961
          31.521029620664414
          1050.7009873554805 ]
        [ 0.0
          0.08753061208026487
          0.646768603034814
          1.3692091433692577
          1.7580993408473766
          scale
          scale
          scale
          scale ]

[<Fact>]
let ``silu`` () =
    expect
        Activation.silu
        [ 0.0
          -0.14227761953270035
          -0.2689414213699951
          -0.10945587477855048
          0.0
          0.3112296656009273
          1.7615941559557646
          29.999999999997197
          1000.0 ]
        [ 0.0
          -0.08810410601516962
          0.07232948812851325
          0.37628997842980233
          0.5
          0.7399611873026519
          1.0907842487848955
          1.000000000002711
          1.0 ]

[<Fact>]
let ``gelu`` () =
    expect
        Activation.gelu
        [ 0.0
          -0.00404969409489031
          -0.15865525393145702
          -0.10032341857926907
          0.0
          0.34573123063700656
          1.9544997361036416
          30.0
          1000.0 ]
        [ 0.0
          -0.01194564720418392
          -0.08331547058768635
          0.304626645116364
          0.5
          0.8674951246561629
          1.085231801078197
          1.0
          1.0 ]

[<Fact>]
let ``softsign`` () =
    expect
        Activation.softsign
        [ -0.999000999000999; -0.75; -0.5; -0.2; 0.0; 1.0 / 3.0; 2.0 / 3.0; 0.967741935483871; 0.999000999000999 ]
        [ 9.98002996005021e-07
          0.0625
          0.25
          0.64
          1.0
          4.0 / 9.0
          1.0 / 9.0
          0.00104058272632674
          9.98002996005021e-07 ]

[<Fact>]
let ``gelu by tanh`` () =
    expect
        Activation.geluTanh
        [ 0.0
          -0.0036373920817729943
          -0.1588080093917233
          -0.100324649298315
          0.0
          0.34571400982514394
          1.954597694087775
          30.0
          1000.0 ]
        [ 0.0
          -0.011584166630969651
          -0.08296408384578258
          0.30464590484893955
          0.5
          0.8673699035346424
          1.0860992566236183
          1.0
          1.0 ]

[<Fact>]
let ``log sigmoid`` () =
    expect
        Activation.logSigmoid
        [ -1000.0
          -3.048587351573742
          -1.3132616875182228
          -0.8259394198788436
          -0.6931471805599453
          -0.4740769841801067
          -0.1269280110429725
          -9.357622968839737e-14
          0.0 ]
        [ 1.0
          0.9525741268224333
          0.7310585786300049
          0.5621765008857982
          0.5
          0.37754066879814546
          0.11920292202211755
          9.3576229688393e-14
          0.0 ]

[<Fact>]
let ``softmax is the same along any axis, and does not overflow`` () =
    let rows = tensor [ [ 1.0; 2.0; 3.0 ]; [ 1000.0; 0.0; -1000.0 ]; [ -5000.0; -5000.0; -5000.0 ] ]
    let e = [ exp -2.0; exp -1.0; 1.0 ]
    let third = 1.0 / 3.0
    let expected = [ for v in e -> v / List.sum e ] @ [ 1.0; 0.0; 0.0; third; third; third ]
    Numbers.equal expected (Activation.softmax -1 rows)
    Numbers.equal expected (Activation.softmax 0 (Tensor.transpose rows) |> Tensor.transpose)

[<Fact>]
let ``log softmax is the logarithm of softmax, where that has none too`` () =
    let rows = tensor [ [ 1.0; 2.0; 3.0 ]; [ 0.5; -4.0; 0.1 ] ]
    Numbers.equal (List.ofArray (Numbers.floats (log (Activation.softmax 1 rows)))) (Activation.logSoftmax 1 rows)
    Numbers.equal [ 0.0; -1000.0; -2000.0 ] (Activation.logSoftmax 0 (tensor [ 1000.0; 0.0; -1000.0 ]))

[<Fact>]
let ``gradients of softmax and log softmax are those by differences`` () =
    let x = tensor [ [ 0.3; -1.2; 0.8 ]; [ 2.0; 0.1; -0.4 ] ]
    let weights = tensor [ [ 1.0; -2.0; 0.5 ]; [ 0.3; 0.7; -1.1 ] ]

    for axis in [ 0; 1; -1 ] do
        Numbers.checkGradient (fun x -> Tensor.sum (Activation.softmax axis x * weights)) x
        Numbers.checkGradient (fun x -> Tensor.sum (Activation.logSoftmax axis x * weights)) x

[<Fact>]
let ``an axis that is not there is refused`` () =
    Assert.Throws<RiemannException>(fun () -> Activation.softmax 1 x |> ignore) |> ignore
    Assert.Throws<RiemannException>(fun () -> Activation.logSoftmax -2 x |> ignore) |> ignore

[<Fact>]
let ``float32 stays float32, and NaN stays NaN`` () =
    let functions =
        [ Activation.leakyRelu 0.01
          Activation.elu 1.0
          Activation.selu
          Activation.silu
          Activation.geluTanh
          Activation.logSigmoid
          Activation.softmax 0
          Activation.logSoftmax 0 ]

    for f in functions do
        let y = f (tensor [ nanf; 1.0f ])
        Assert.Equal(DType.Float32, y.DType)
        Assert.True(System.Double.IsNaN((Numbers.floats y)[0]))
