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
    /// None, which is also what PyTorch's table means by a convolution.
    | Linear
    | Sigmoid
    | Tanh
    | Relu
    /// With the slope for negative values, 0.01 in PyTorch when none is given.
    | LeakyRelu of slope: float
    | Selu

[<RequireQualifiedAccess>]
module Nonlinearity =
    let private table =
        [ for name in [ "linear"; "identity" ] do
              name, Nonlinearity.Linear
          for axes in 1..3 do
              $"conv{axes}d", Nonlinearity.Linear
              $"conv_transpose{axes}d", Nonlinearity.Linear
          "sigmoid", Nonlinearity.Sigmoid
          "tanh", Nonlinearity.Tanh
          "relu", Nonlinearity.Relu
          "leaky_relu", Nonlinearity.LeakyRelu 0.01
          "selu", Nonlinearity.Selu ]

    /// `Nonlinearity.ofName "leaky_relu"` is the nonlinearity with this name in PyTorch's table of gains; convolutions
    /// are linear. Raises for other names.
    let ofName (name: string) : Nonlinearity =
        match List.tryFind (fst >> (=) name) table with
        | Some(_, nonlinearity) -> nonlinearity
        | None ->
            let hint = table |> List.map fst |> String.concat ", "
            Fail.raise "Nonlinearity.ofName" (RiemannError.Value($"no gain is known for \"{name}\"", hint))

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

    let private sizeOf fan (fanIn: int, fanOut: int) =
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

    /// `truncatedNormal mean deviation low high dtype [2; 3] key` are numbers from the normal distribution with this mean
    /// and standard deviation between two bounds; PyTorch's are -2 and 2. Raises where next to none lie there.
    let truncatedNormal (mean: float) (deviation: float) (low: float) (high: float) dtype dimensions key =
        let position bound = (bound - mean) / deviation
        let drawn = Random.truncatedNormalOf dtype (position low) (position high) dimensions key
        Tensor.clamp low high (drawn * deviation + mean)

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

    /// The standard deviation of Glorot and Bengio for a weight with these fans.
    let internal xavier (gain: float) (fanIn: int, fanOut: int) = gain * sqrt (2.0 / float (fanIn + fanOut))

    /// The standard deviation of He and others for a weight with these fans.
    let internal kaiming fan nonlinearity (fans: int * int) = gain nonlinearity / sqrt (sizeOf fan fans)

    /// `xavierUniform gain dtype [out; in] key` are uniform numbers of standard deviation
    /// gain sqrt (2 / (fanIn + fanOut)). Source: Glorot and Bengio (2010), equation 16.
    let xavierUniform gain dtype dimensions key = uniformOf (xavier gain (fans dimensions)) dtype dimensions key

    /// `xavierNormal gain dtype [out; in] key` are normal numbers of standard deviation
    /// gain sqrt (2 / (fanIn + fanOut)). Source: Glorot and Bengio (2010), equation 12.
    let xavierNormal gain dtype dimensions key = normal 0.0 (xavier gain (fans dimensions)) dtype dimensions key

    /// `kaimingUniform fan nonlinearity dtype [out; in] key` are uniform numbers of standard deviation
    /// gain / sqrt fan. Source: He, Zhang, Ren and Sun (2015), equations 10 and 14.
    let kaimingUniform fan nonlinearity dtype dimensions key =
        uniformOf (kaiming fan nonlinearity (fans dimensions)) dtype dimensions key

    /// `kaimingNormal fan nonlinearity dtype [out; in] key` are normal numbers of standard deviation gain / sqrt fan.
    /// Source: He, Zhang, Ren and Sun (2015), equations 10 and 14.
    let kaimingNormal fan nonlinearity dtype dimensions key =
        normal 0.0 (kaiming fan nonlinearity (fans dimensions)) dtype dimensions key

    let private requireAxes operation isRight rule dimensions =
        if not isRight then
            let shapes = [ "weight", Shapes.ofList operation dimensions ]
            Fail.raise operation (RiemannError.Shape("the weight has the wrong axes", shapes, rule))

    /// `eye dtype [out; in]` holds 1 on the diagonal and 0 elsewhere: the layer gives what it takes.
    let eye dtype (dimensions: int list) =
        requireAxes "Init.eye" (dimensions.Length = 2) "a weight of a linear layer is [out; in]" dimensions
        Tensor.eyeOf dtype dimensions[0] dimensions[1]

    /// `dirac groups dtype [out; in; ..]` is a convolution that gives what it takes, channel by channel, as far as there
    /// are channels: in each of the groups of outputs, filter i holds 1 in the middle of channel i and 0 elsewhere. Raises
    /// where there are not three to five axes, or the groups do not divide the outputs.
    let dirac (groups: int) dtype (dimensions: int list) =
        let isConvolution = dimensions.Length >= 3 && dimensions.Length <= 5
        requireAxes "Init.dirac" isConvolution "a weight of a convolution is [out; in; ..]" dimensions
        let outputs, inputs, extent = dimensions[0], dimensions[1], List.skip 2 dimensions

        if groups < 1 || outputs % groups <> 0 then
            let problem = $"{outputs} outputs do not make {groups} groups"
            Fail.raise "Init.dirac" (RiemannError.Value(problem, "the groups are of one size"))

        let field = List.fold (*) 1 extent
        let middle = extent |> List.fold (fun place length -> place * length + length / 2) 0
        let size = outputs / groups
        let values = Array.zeroCreate (outputs * inputs * field)

        if field > 0 then
            for output in 0 .. outputs - 1 do
                let channel = output % size
                if channel < inputs then values[(output * inputs + channel) * field + middle] <- 1.0

        Tensor.ofArray dimensions values |> Tensor.cast dtype

    /// `orthogonal gain dtype [out; in; ..] key` is a random matrix [out; the rest] with orthonormal rows, or columns
    /// where there are more rows, times the gain; all such matrices are equally likely.
    /// Source: Saxe, McClelland and Ganguli (2014), section 3; Mezzadri (2007), section 5.
    let orthogonal (gain: float) dtype (dimensions: int list) key =
        requireAxes "Init.orthogonal" (dimensions.Length >= 2) "a weight is [out; in; ..]" dimensions
        let rows, columns = dimensions.Head, List.fold (*) 1 dimensions.Tail
        let tall = Random.normal [ max rows columns; min rows columns ] key
        let q, r = Tensor.qr tall
        // Without these signs Q would depend on the method of the decomposition.
        let signs = Tensor.copySign (Tensor.ones [ min rows columns ]) (Tensor.diagonal 0 r)
        let signed = q * signs
        let matrix = if rows < columns then Tensor.transpose signed else signed
        matrix * gain |> Tensor.reshape dimensions |> Tensor.cast dtype

    /// `sparse sparsity deviation dtype [out; in] key` are normal numbers of mean 0 and this standard deviation, PyTorch's
    /// being 0.01, but for the part of each column that is 0, rounded up. Raises where the sparsity is not from 0 to 1.
    /// Source: Martens (2010), section 5.
    let sparse (sparsity: float) (deviation: float) dtype (dimensions: int list) key =
        requireAxes "Init.sparse" (dimensions.Length = 2) "a weight of a linear layer is [out; in]" dimensions

        if not (sparsity >= 0.0 && sparsity <= 1.0) then
            Fail.raise "Init.sparse" (RiemannError.Value($"a sparsity of {string sparsity}", "a number from 0 to 1"))

        let placeKey, valueKey = Key.split key
        let zeros = int64 (ceil (sparsity * float dimensions.Head))
        // The order of random numbers is a permutation of each column.
        let order = Tensor.argSort 0 (Random.uniform dimensions placeKey)
        let values = normal 0.0 deviation dtype dimensions valueKey
        Tensor.where (Tensor.less order (tensor zeros)) (Tensor.zerosLike values) values
