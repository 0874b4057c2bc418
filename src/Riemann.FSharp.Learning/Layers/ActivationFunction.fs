namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A function that a layer has among its settings, with a name to print. It has no parameters that train.
[<Sealed>]
type ActivationFunction private (name: string, apply: Tensor -> Tensor) =
    /// What the function is called.
    member _.Name = name

    /// The function.
    member _.Apply(x: Tensor) : Tensor = apply x

    /// max(x, 0).
    static member Relu = ActivationFunction("relu", Tensor.relu)

    /// x times the normal distribution function of x.
    static member Gelu = ActivationFunction("gelu", Activation.gelu)

    /// x sigmoid x.
    static member Silu = ActivationFunction("silu", Activation.silu)

    /// `ActivationFunction.Of "tanh" tanh` is any function from a tensor to one of the same shape.
    static member Of (name: string) (apply: Tensor -> Tensor) = ActivationFunction(name, apply)

    override _.ToString() = name
