namespace Riemann.Kernels;

/// <summary>
/// Some examples of a matrix [examples, features], transposed: a row for each feature, whose examples lie together and are
/// filled up to whole vectors with zeros.
/// </summary>
// Bound: elements has features rows of Width elements; examples from First to First + Count are the matrix's own.
internal readonly unsafe struct Panel<T>(T* elements, int first, int count, int vectors)
    where T : unmanaged
{
    public readonly T* Elements = elements;
    public readonly int First = first;
    public readonly int Count = count;
    public readonly int Vectors = vectors;

    /// <summary>The elements of a row.</summary>
    public int Width => Vectors * PanelLoop.Lanes<T>();

    /// <summary>The number of panels that so many examples make.</summary>
    public static int Panels(int examples) => (VectorsOf(examples) + PanelLoop.Widest - 1) / PanelLoop.Widest;

    /// <summary>The most elements that a row of these panels has.</summary>
    public static int WidthOf(int examples) => Math.Min(VectorsOf(examples), PanelLoop.Widest) * PanelLoop.Lanes<T>();

    private static int VectorsOf(int examples) =>
        (int)(((long)examples + PanelLoop.Lanes<T>() - 1) / PanelLoop.Lanes<T>());

    /// <summary>The panel with this number, panels being about equally wide.</summary>
    public static Panel<T> At(int panel, int examples, T* elements)
    {
        var (vectors, panels, lanes) = (VectorsOf(examples), Panels(examples), PanelLoop.Lanes<T>());
        var begin = (int)((long)vectors * panel / panels);
        var end = (int)((long)vectors * (panel + 1) / panels);
        return new Panel<T>(elements, begin * lanes, Math.Min(end * lanes, examples) - begin * lanes, end - begin);
    }

    /// <summary>Fills the rows with the features of a contiguous matrix.</summary>
    public void Fill(T* matrix, int features) =>
        PlaneLoop.Run(new Filling(this, matrix, features), features, 2.0 * Width);

    /// <summary>Writes rows, which begin with this feature, to the matrix.</summary>
    public void Write(T* rows, nint feature, nint count, T* matrix, nint features) =>
        Transposition.Copy(rows, Width, 1, count, Count, matrix + First * features + feature, features);

    private readonly struct Filling(Panel<T> panel, T* matrix, nint features) : IPlaneWork
    {
        public void Run(nint first, nint end)
        {
            var width = panel.Width;
            var to = panel.Elements + first * width;
            if (panel.Count < width)
                for (nint feature = 0; feature < end - first; feature++)
                    new Span<T>(to + feature * width + panel.Count, width - panel.Count).Clear();
            var from = matrix + panel.First * features + first;
            Transposition.Copy(from, features, 1, panel.Count, end - first, to, width);
        }
    }
}
