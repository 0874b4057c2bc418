namespace Riemann.Kernels;

/// <summary>A shape of more than 2^31-1 elements, the most that an array can have.</summary>
public sealed class ElementLimitException(string message) : ArgumentException(message);
