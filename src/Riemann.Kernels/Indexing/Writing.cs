namespace Riemann.Kernels;

/// <summary>New arrays for kernels that write into parts of them.</summary>
// Bound: chunks end at or before the array's last byte.
internal static class Writing
{
    /// <summary>A new array of zeros.</summary>
    public static unsafe NDArray Zeros(DType dtype, Shape shape)
    {
        var result = NDArray.Allocate(dtype, shape);
        if (result.Length == 0)
            return result;
        fixed (byte* to = &result.FirstByte)
        {
            var work = new Clearing(to, (nint)result.Length * dtype.Size());
            PlaneLoop.Run(in work, work.Chunks, Clearing.ChunkLength / sizeof(double));
        }
        GC.KeepAlive(result);
        return result;
    }

    private readonly unsafe struct Clearing(byte* to, nint bytes) : IPlaneWork
    {
        public const int ChunkLength = 1 << 16;

        public nint Chunks => (bytes + ChunkLength - 1) / ChunkLength;

        public void Run(nint first, nint end)
        {
            for (; first < end; first++)
            {
                var start = first * ChunkLength;
                new Span<byte>(to + start, (int)Math.Min(ChunkLength, bytes - start)).Clear();
            }
        }
    }
}
