namespace Riemann.Kernels;

/// <summary>
/// Patterns made of patterns, and where their non-zeros are. A place is the number of an element of the matrix in row-major
/// order. Nothing here is as large as the matrix.
/// </summary>
public static class CsrPatterns
{
    /// <summary>Int64 [non-zeros]: the places of the non-zeros, which ascend.</summary>
    public static NDArray Places(CsrPattern pattern) => NDArray.Of<long>(PlacesOf(pattern), Shape.Of(pattern.Count));

    /// <summary>The pattern of these places, which ascend and belong to the matrix.</summary>
    public static CsrPattern OfPlaces(int rows, int columns, ReadOnlySpan<long> places)
    {
        var starts = new int[rows + 1];
        var indices = new int[places.Length];
        for (var k = 0; k < places.Length; k++)
        {
            var (row, column) = Math.DivRem(places[k], columns);
            starts[row + 1]++;
            indices[k] = (int)column;
        }
        for (var row = 0; row < rows; row++)
            starts[row + 1] += starts[row];
        var made = CsrPattern.TryCreate(
            rows,
            columns,
            NDArray.Of<int>(starts, Shape.Of(starts.Length)),
            NDArray.Of<int>(indices, Shape.Of(indices.Length)),
            out var problem
        );
        return made ?? throw new ArgumentException(problem);
    }

    /// <summary>The pattern without the non-zeros that a contiguous bool array [non-zeros] says false of.</summary>
    public static CsrPattern Keep(CsrPattern pattern, NDArray isKept)
    {
        var places = PlacesOf(pattern);
        var kept = isKept.ToArray<bool>();
        return OfPlaces(pattern.Rows, pattern.Columns, places.Where((_, k) => kept[k]).ToArray());
    }

    /// <summary>
    /// The pattern with as many more non-zeros as there are draws, which are int64 from 0 to 2^63 - 1: all choices of places
    /// that were free are equally likely. There must be that many.
    /// </summary>
    public static CsrPattern Grow(CsrPattern pattern, NDArray draws)
    {
        var taken = PlacesOf(pattern);
        var free = (long)pattern.Rows * pattern.Columns - taken.Length;
        var chosen = Subset.Of(free, draws.ToArray<long>());
        // The chosen are numbers of free places, of which the taken ones are left out.
        var (all, passed) = (new long[taken.Length + chosen.Length], 0);
        for (var k = 0; k < chosen.Length; k++)
        {
            for (; passed < taken.Length && taken[passed] - passed <= chosen[k]; passed++)
                all[passed + k] = taken[passed];
            all[passed + k] = chosen[k] + passed;
        }
        taken.AsSpan(passed).CopyTo(all.AsSpan(passed + chosen.Length));
        return OfPlaces(pattern.Rows, pattern.Columns, all);
    }

    /// <summary>
    /// Int64 [non-zeros of the first pattern]: the number of the non-zero at the same place in the second, or -1 where there
    /// is none. Both are of matrices of one shape.
    /// </summary>
    public static NDArray Find(CsrPattern wanted, CsrPattern pattern)
    {
        var (places, others) = (PlacesOf(wanted), PlacesOf(pattern));
        var other = 0;
        for (var k = 0; k < places.Length; k++)
        {
            while (other < others.Length && others[other] < places[k])
                other++;
            places[k] = other < others.Length && others[other] == places[k] ? other : -1;
        }
        return NDArray.Of<long>(places, Shape.Of(places.Length));
    }

    private static long[] PlacesOf(CsrPattern pattern)
    {
        var places = new long[pattern.Count];
        var starts = pattern.RowStarts.Span<int>();
        var indices = pattern.ColumnIndices.Span<int>();
        for (var row = 0; row < pattern.Rows; row++)
        for (var k = starts[row]; k < starts[row + 1]; k++)
            places[k] = (long)row * pattern.Columns + indices[k];
        GC.KeepAlive(pattern);
        return places;
    }
}
