namespace Riemann.Kernels;

/// <summary>What the arrays' native memory amounts to. Arrays of up to 4096 bytes are not counted.</summary>
public static class Memory
{
    /// <summary>The bytes that arrays hold, dead arrays not yet collected included.</summary>
    public static long Outstanding => Pool.Outstanding;

    /// <summary>The bytes of collected arrays that are kept to be used again.</summary>
    public static long Cached => Pool.Cached;

    /// <summary>Gives the bytes kept to be used again back to the system.</summary>
    public static void Trim() => Pool.Trim(0);
}
