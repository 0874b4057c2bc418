namespace Riemann.FSharp.Learning.Nerva

open Riemann.Kernels
open Riemann.FSharp
open Riemann.FSharp.Learning

/// The linear part of a layer.
[<RequireQualifiedAccess>]
type MlpLinear =
    | Dense of Dense: Linear
    /// With a density below 1.
    | Sparse of Sparse: SparseLinear

module internal MlpLinear =
    let private dtype = DType.Float32

    /// First weights of this shape. `scaled deviation` multiplies numbers of variance 1 by a deviation that depends on the
    /// fans, wherever the weights have them from.
    let private weights initialiser shape key (scaled: (int * int -> float) -> Tensor -> Tensor) : Tensor =
        let normal () = Init.normal 0.0 1.0 dtype shape key
        let uniform () = Init.uniform -(sqrt 3.0) (sqrt 3.0) dtype shape key
        let he = Init.kaiming Fan.In Nonlinearity.Relu

        match initialiser with
        | WeightInitialiser.XavierNormal -> normal () |> scaled (Init.xavier 1.0)
        | WeightInitialiser.XavierUniform -> uniform () |> scaled (Init.xavier 1.0)
        | WeightInitialiser.HeNormal -> normal () |> scaled he
        | WeightInitialiser.HeUniform -> uniform () |> scaled he
        | WeightInitialiser.Normal(mean, deviation) -> Init.normal mean deviation dtype shape key
        | WeightInitialiser.Uniform(low, high) -> Init.uniform low high dtype shape key
        | WeightInitialiser.Zero -> Init.zeros dtype shape

    let private dense inputs outputs initialiser key : Linear =
        let scaled (deviation: int * int -> float) (x: Tensor) = x * deviation (inputs, outputs)

        { Weight = weights initialiser [ outputs; inputs ] key scaled; Bias = Some(Init.zeros dtype [ outputs ]) }

    let private sparse inputs outputs initialiser density key : SparseLinear =
        let placeKey, valueKey = Key.split key
        let settings = { SparseLinear.defaults with Inputs = inputs; Outputs = outputs; Density = density }
        let layer = SparseLinear.init { settings with Bias = false } placeKey
        let scaled deviation (x: Tensor) = x * SparseFans.map deviation dtype layer.Pattern

        { layer with
            Values = weights initialiser layer.Values.Shape valueKey scaled
            Bias = Some(Init.zeros dtype [ outputs ]) }

    let init inputs outputs initialiser density key : MlpLinear =
        if inputs < 1 || outputs < 1 then
            let problem = $"a layer from {inputs} inputs to {outputs} outputs"
            Fail.raise "Mlp.init" (RiemannError.Value(problem, "both are positive"))

        if density = 1.0 then
            MlpLinear.Dense(dense inputs outputs initialiser key)
        else
            MlpLinear.Sparse(sparse inputs outputs initialiser density key)

    let forward (linear: MlpLinear) (x: Tensor) : Tensor =
        match linear with
        | MlpLinear.Dense linear -> Linear.apply linear x
        | MlpLinear.Sparse linear -> SparseLinear.apply linear x

    /// With the same weights, zeros included.
    let toDense (linear: MlpLinear) : MlpLinear =
        match linear with
        | MlpLinear.Dense _ -> linear
        | MlpLinear.Sparse linear -> MlpLinear.Dense(SparseLinear.toDense linear)

    /// With the weights that are not zero. NaN stays, other than in `SparseLinear.ofDense`.
    let toSparse (linear: MlpLinear) : MlpLinear =
        match linear with
        | MlpLinear.Dense linear ->
            let pattern = SparsityPattern.ofMask (Tensor.notEqual linear.Weight (Tensor.zerosLike linear.Weight))
            let values = Tensor.toSparse pattern linear.Weight
            MlpLinear.Sparse { Values = values; Bias = linear.Bias; Pattern = pattern }
        | MlpLinear.Sparse _ -> linear

    let regrow (regrowth: Regrowth) key (linear: MlpLinear) : MlpLinear =
        match linear with
        | MlpLinear.Dense _ -> linear
        | MlpLinear.Sparse linear -> MlpLinear.Sparse(SparseLinear.regrow regrowth key linear)
