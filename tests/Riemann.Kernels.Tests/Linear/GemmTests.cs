using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace Riemann.Kernels.Tests;

public class GemmTests
{
    /// <summary>Lengths around the edges of vectors, of tiles, and of blocks of the inner axis.</summary>
    private static readonly int[] Rows = [1, 2, 3, 4, 5, 6, 7, 11, 13, 14, 15, 27, 28, 29, 40, 57];
    private static readonly int[] Columns = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 39, 63, 64, 65, 100];
    private static readonly int[] Depths =
    [
        1,
        2,
        3,
        4,
        5,
        7,
        9,
        23,
        40,
        64,
        255,
        256,
        257,
        383,
        384,
        385,
        511,
        512,
        513,
        1026,
    ];

    public static TheoryData<int, bool, bool, bool> Cases()
    {
        var cases = new TheoryData<int, bool, bool, bool>();
        for (var set = 0; set < 3; set++)
            foreach (var transposeA in new[] { false, true })
            foreach (var transposeB in new[] { false, true })
            foreach (var accumulate in new[] { false, true })
                cases.Add(set, transposeA, transposeB, accumulate);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float32AgreesWithLoop(int set, bool transposeA, bool transposeB, bool accumulate) =>
        Sample<float>(set, transposeA, transposeB, accumulate);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float64AgreesWithLoop(int set, bool transposeA, bool transposeB, bool accumulate) =>
        Sample<double>(set, transposeA, transposeB, accumulate);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void PackedBlocksAgreeWithLoop(bool transposeA, bool transposeB)
    {
        // More than 24 row panels and 2048 columns, and too large to be read in place.
        foreach (var (rows, depth, columns) in new[] { (353, 129, 401), (30, 513, 2081), (1, 50, 4100), (4100, 50, 1) })
        {
            Check<float>(rows, depth, columns, transposeA, transposeB, false, 3);
            Check<double>(rows, depth, columns, transposeA, transposeB, true, 0);
        }
    }

    [Theory]
    [InlineData(100, 90, 100)]
    [InlineData(14, 400, 333)]
    [InlineData(333, 400, 3)]
    [InlineData(300, 300, 300)]
    [InlineData(1, 800, 801)]
    [InlineData(803, 800, 1)]
    public void BitsDoNotDependOnThreads(int rows, int depth, int columns)
    {
        foreach (var transposeA in new[] { false, true })
        foreach (var transposeB in new[] { false, true })
        {
            SameBits<float>(rows, depth, columns, transposeA, transposeB);
            SameBits<double>(rows, depth, columns, transposeA, transposeB);
        }
    }

    [Fact]
    public void EmptyInnerAxisClearsOrKeeps()
    {
        using var clear = new Reference<float>(5, 0, 7, false, false, false, 2);
        clear.Check(clear.Run(TileSet<float>.Best), "clear");
        using var keep = new Reference<double>(5, 0, 7, false, false, true, 2);
        keep.Check(keep.Run(TileSet<double>.Best), "keep");
    }

    [Fact]
    public void BestSetIsSupported()
    {
        Assert.True(Supported(TileSet<float>.Best));
        Assert.Equal(TileSet<float>.Best.Rows, TileSet<double>.Best.Rows);
    }

    private static void Sample<T>(int set, bool transposeA, bool transposeB, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        var tiles = new[] { TileSet<T>.Portable, TileSet<T>.Bits256, TileSet<T>.Bits512 }[set];
        if (!Supported(tiles))
            return;
        var random = new Random(set);
        for (var i = 0; i < 250; i++)
        {
            var (rows, columns, depth) = (Pick(Rows, random), Pick(Columns, random), Pick(Depths, random));
            using var reference = new Reference<T>(rows, depth, columns, transposeA, transposeB, accumulate, i % 3);
            reference.Check(reference.Run(tiles), $"{rows} x {depth} x {columns}");
        }
    }

    private static int Pick(int[] lengths, Random random) => lengths[random.Next(lengths.Length)];

    private static bool Supported<T>(TileSet<T> tiles)
        where T : unmanaged =>
        tiles.Rows switch
        {
            Tiles512.Rows => Avx512F.IsSupported,
            Tiles256.Rows => Avx2.IsSupported && Fma.IsSupported,
            _ => true,
        };

    private static void Check<T>(int rows, int depth, int columns, bool transposeA, bool transposeB, bool add, int gap)
        where T : unmanaged, INumber<T>
    {
        using var reference = new Reference<T>(rows, depth, columns, transposeA, transposeB, add, gap);
        reference.Check(reference.Run(TileSet<T>.Best, 2), $"{rows} x {depth} x {columns}");
    }

    private static void SameBits<T>(int rows, int depth, int columns, bool transposeA, bool transposeB)
        where T : unmanaged, INumber<T>
    {
        using var reference = new Reference<T>(rows, depth, columns, transposeA, transposeB, true, 0);
        var one = reference.Run(TileSet<T>.Best);
        foreach (var threads in new[] { 2, 3, 7 })
            Assert.Equal(one, reference.Run(TileSet<T>.Best, threads));
    }
}
