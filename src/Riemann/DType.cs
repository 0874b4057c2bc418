namespace Riemann;

/// <summary>The element types of tensors.</summary>
public enum DType
{
    /// <summary>32-bit floating point, the type of layers unless another is asked for.</summary>
    Float32 = Kernels.DType.Float32,

    /// <summary>64-bit floating point.</summary>
    Float64 = Kernels.DType.Float64,

    /// <summary>32-bit integers.</summary>
    Int32 = Kernels.DType.Int32,

    /// <summary>64-bit integers, the type of indices and class labels.</summary>
    Int64 = Kernels.DType.Int64,

    /// <summary>Bytes.</summary>
    UInt8 = Kernels.DType.UInt8,

    /// <summary>Truth values.</summary>
    Bool = Kernels.DType.Bool,
}
