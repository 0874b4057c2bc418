namespace Riemann.Kernels;

/// <summary>The polynomial c + b x + a x^2.</summary>
public readonly record struct Quadratic(double C, double B, double A)
{
    /// <summary>The same number everywhere.</summary>
    public static Quadratic Constant(double c) => new(c, 0, 0);

    /// <summary>c + b x.</summary>
    public static Quadratic Line(double c, double b) => new(c, b, 0);

    /// <summary>The derivative.</summary>
    public Quadratic Slope => new(B, 2 * A, 0);
}

/// <summary>
/// A function of three pieces: below the low bound, between the bounds, above the high one. The bounds themselves
/// are between them if closed, and otherwise belong to the outer pieces: the low one to that below.
/// </summary>
public readonly record struct Pieces(
    double Low,
    double High,
    bool IsClosed,
    Quadratic Below,
    Quadratic Between,
    Quadratic Above
)
{
    /// <summary>The derivative, piece by piece.</summary>
    public Pieces Slope => this with { Below = Below.Slope, Between = Between.Slope, Above = Above.Slope };

    /// <summary>True where all pieces are 0.</summary>
    public bool IsZero => Below == default && Between == default && Above == default;
}
