namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Which side of a layer sets the scale of its weights: the inputs of a unit, which keeps the variance of the values
/// going forward, or its outputs, which keeps that of the gradients going back.
[<RequireQualifiedAccess>]
type Fan =
    | In
    | Out

/// What follows a layer, and so how much its weights are to make up for.
[<RequireQualifiedAccess>]
type Nonlinearity =
    | Linear
    | Sigmoid
    | Tanh
    | Relu
    /// With the slope for negative values, 0.01 in PyTorch when none is given.
    | LeakyRelu of slope: float
    | Selu

/// First values of parameters. Every function takes the element type, the dimensions and, last, the key. A weight is
/// [out; in; ...] as in PyTorch, and what follows the first two axes is a filter's extent.
[<RequireQualifiedAccess>]
module Init =
    /// `gain nonlinearity` is the factor that keeps the variance through a layer followed by the nonlinearity, as in
    /// PyTorch's table: 1, 5/3 for tanh, sqrt 2 for relu, sqrt (2 / (1 + slope^2)) for leaky relu, 3/4 for selu.
    let gain (nonlinearity: Nonlinearity) =
        match nonlinearity with
        | Nonlinearity.Linear
        | Nonlinearity.Sigmoid -> 1.0
        | Nonlinearity.Tanh -> 5.0 / 3.0
        | Nonlinearity.Relu -> sqrt 2.0
        | Nonlinearity.LeakyRelu slope -> sqrt (2.0 / (1.0 + slope * slope))
        | Nonlinearity.Selu -> 0.75

    /// `fans [out; in; ...]` is (fanIn, fanOut): the numbers of inputs of one unit and of outputs of one input, filters
    /// counted with all their elements. Raises where there are fewer than two axes.
    let fans (dimensions: int list) : int * int =
        match dimensions with
        | outputs :: inputs :: extent ->
            let field = List.fold (*) 1 extent
            inputs * field, outputs * field
        | _ ->
            let shapes = [ "weight", Shapes.ofList "Init" dimensions ]
            let rule = "a weight is [out; in; ...]"
            Fail.raise "Init" (RiemannError.Shape("fewer than two axes have no fan", shapes, rule))

    let private sizeOf fan dimensions =
        let fanIn, fanOut = fans dimensions

        match fan with
        | Fan.In -> float fanIn
        | Fan.Out -> float fanOut

    /// `uniform low high dtype [2; 3] key` are numbers from low to high, all equally likely; low itself may occur, high
    /// by rounding only.
    let uniform (low: float) (high: float) dtype dimensions key =
        Random.uniformOf dtype dimensions key * (high - low) + low

    /// `normal mean deviation dtype [2; 3] key` are numbers from the normal distribution with this mean and standard
    /// deviation.
    let normal (mean: float) (deviation: float) dtype dimensions key =
        Random.normalOf dtype dimensions key * deviation + mean

    /// `constant value dtype [2; 3]` holds the same number everywhere.
    let constant (value: float) dtype dimensions = Tensor.full dtype dimensions value

    /// `zeros dtype [2; 3]` holds 0 everywhere.
    let zeros dtype dimensions = constant 0.0 dtype dimensions

    /// `ones dtype [2; 3]` holds 1 everywhere.
    let ones dtype dimensions = constant 1.0 dtype dimensions

    /// Uniform numbers of mean 0 and this standard deviation.
    let private uniformOf deviation dtype dimensions key =
        let bound = sqrt 3.0 * deviation
        uniform -bound bound dtype dimensions key

    let private xavier gain dimensions =
        let fanIn, fanOut = fans dimensions
        gain * sqrt (2.0 / float (fanIn + fanOut))

    let private kaiming fan nonlinearity dimensions = gain nonlinearity / sqrt (sizeOf fan dimensions)

    /// `xavierUniform gain dtype [out; in] key` are uniform numbers of standard deviation
    /// gain sqrt (2 / (fanIn + fanOut)). Source: Glorot and Bengio (2010), equation 16.
    let xavierUniform gain dtype dimensions key = uniformOf (xavier gain dimensions) dtype dimensions key

    /// `xavierNormal gain dtype [out; in] key` are normal numbers of standard deviation
    /// gain sqrt (2 / (fanIn + fanOut)). Source: Glorot and Bengio (2010), equation 12.
    let xavierNormal gain dtype dimensions key = normal 0.0 (xavier gain dimensions) dtype dimensions key

    /// `kaimingUniform fan nonlinearity dtype [out; in] key` are uniform numbers of standard deviation
    /// gain / sqrt fan. Source: He, Zhang, Ren and Sun (2015), equations 10 and 14.
    let kaimingUniform fan nonlinearity dtype dimensions key =
        uniformOf (kaiming fan nonlinearity dimensions) dtype dimensions key

    /// `kaimingNormal fan nonlinearity dtype [out; in] key` are normal numbers of standard deviation gain / sqrt fan.
    /// Source: He, Zhang, Ren and Sun (2015), equations 10 and 14.
    let kaimingNormal fan nonlinearity dtype dimensions key =
        normal 0.0 (kaiming fan nonlinearity dimensions) dtype dimensions key
