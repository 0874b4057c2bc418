using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>A matrix product on guarded memory, checked against a plain float64 loop.</summary>
internal sealed unsafe class Reference<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    private const int Guard = 64;
    private static readonly T Marker = T.CreateChecked(12345);
    private readonly List<nint> blocks = [];
    private readonly List<int> lengths = [];
    private readonly int lengthC;
    private readonly T[] before;

    public Reference(int rows, int depth, int columns, bool transposeA, bool transposeB, bool accumulate, int gap)
    {
        var random = new Random(rows + 1000 * depth + 1000000 * columns);
        var (strideA, strideB) = ((transposeA ? rows : depth) + gap, (transposeB ? depth : columns) + gap);
        lengthC = rows * (columns + gap);
        Product = new Product<T>
        {
            Rows = rows,
            Depth = depth,
            Columns = columns,
            A = Fill((transposeA ? depth : rows) * strideA, random),
            ARow = transposeA ? 1 : strideA,
            AColumn = transposeA ? strideA : 1,
            B = Fill((transposeB ? columns : depth) * strideB, random),
            BRow = transposeB ? 1 : strideB,
            BColumn = transposeB ? strideB : 1,
            C = Fill(lengthC, random),
            CRow = columns + gap,
            Accumulate = accumulate,
        };
        before = Written.ToArray();
    }

    public Product<T> Product { get; }

    private Span<T> Written => new(Product.C, lengthC);

    /// <summary>C after the product has been computed once, from the same start each time.</summary>
    public T[] Run(TileSet<T> tiles, int threads = 1)
    {
        before.CopyTo(Written);
        Gemm.Run(Product, tiles, threads);
        return Written.ToArray();
    }

    public void Check(T[] actual, string what)
    {
        var p = Product;
        var epsilon = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        for (nint i = 0; i < p.Rows; i++)
        for (nint j = 0; j < p.CRow; j++)
        {
            var index = i * p.CRow + j;
            if (j >= p.Columns)
            {
                Assert.True(actual[index] == before[index], $"{what}: wrote beyond row {i}");
                continue;
            }
            var sum = p.Accumulate ? double.CreateChecked(before[index]) : 0;
            var size = Math.Abs(sum);
            for (nint k = 0; k < p.Depth; k++)
            {
                var (a, b) = (p.A[i * p.ARow + k * p.AColumn], p.B[k * p.BRow + j * p.BColumn]);
                var term = double.CreateChecked(a) * double.CreateChecked(b);
                sum += term;
                size += Math.Abs(term);
            }
            var error = Math.Abs(double.CreateChecked(actual[index]) - sum);
            Assert.True(error <= size * epsilon * (p.Depth + 2), $"{what}: [{i}, {j}] is {actual[index]}, not {sum}");
        }
        foreach (var (block, length) in blocks.Zip(lengths))
            for (var i = 0; i < Guard; i++)
            {
                Assert.Equal(Marker, ((T*)block)[i]);
                Assert.Equal(Marker, ((T*)block)[Guard + length + i]);
            }
    }

    private T* Fill(int length, Random random)
    {
        var block = (T*)NativeMemory.Alloc((nuint)(length + 2 * Guard), (nuint)sizeof(T));
        new Span<T>(block, length + 2 * Guard).Fill(Marker);
        for (var i = 0; i < length; i++)
            block[Guard + i] = T.CreateChecked(random.NextDouble() - 0.5);
        blocks.Add((nint)block);
        lengths.Add(length);
        return block + Guard;
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            NativeMemory.Free((void*)block);
    }
}
