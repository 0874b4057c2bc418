using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The loop of a step over a parameter P, its gradient G, its slots A, B and C and what follows them, P1 to C1; a slot that
/// is not there is null. Threads divide it at multiples of a vector, so that an element is done the same way on any.
/// </summary>
// Bound: the arrays have the length that Run is given; parts are disjoint and end at or before it.
internal unsafe struct OptimiserLoop<T, TRule>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : unmanaged, IOptimiserRule<T>
{
    /// <summary>Elements for which a second thread pays.</summary>
    private const int ElementsPerThread = 32_768;

    /// <summary>Bytes of results that are better written past the cache, which spares reading what they overwrite.</summary>
    private const long PastCache = 1 << 25;

    public TRule Rule;
    public double Decay;
    public bool Climbs;
    public T* P;
    public T* G;
    public T* A;
    public T* B;
    public T* C;
    public T* P1;
    public T* A1;
    public T* B1;
    public T* C1;
    private int length;
    private int parts;
    private bool isPastCache;

    /// <summary>Takes the step for so many elements.</summary>
    public void Run(int length)
    {
        this.length = length;
        parts = Math.Clamp(length / ElementsPerThread, 1, ForkJoin.Threads);
        var results = 1 + (A == null ? 0 : 1) + (B == null ? 0 : 1) + (C == null ? 0 : 1);
        var isAligned = ((nuint)P1 | (nuint)A1 | (nuint)B1 | (nuint)C1) % (nuint)sizeof(Vector<T>) == 0;
        isPastCache = isAligned && (long)results * length * sizeof(T) >= PastCache;
        fixed (OptimiserLoop<T, TRule>* loop = &this)
            ForkJoin.Run(parts, &Part, loop);
    }

    private static void Part(int part, void* state)
    {
        ref var loop = ref *(OptimiserLoop<T, TRule>*)state;
        loop.Run(loop.Edge(part), loop.Edge(part + 1));
    }

    private readonly int Edge(int part) =>
        part == parts ? length : (int)((long)length * part / parts) / Vector<T>.Count * Vector<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Run(int first, int end)
    {
        var (rule, climbs, decays, pastCache) = (Rule, Climbs, Decay != 0, isPastCache);
        var decay = OptimiserPass.Number<T>(Decay);
        var i = first;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var a = A == null ? default : Vector.Load(A + i);
            var b = B == null ? default : Vector.Load(B + i);
            var c = C == null ? default : Vector.Load(C + i);
            var (p, g) = (Vector.Load(P + i), Vector.Load(G + i));
            if (climbs)
                g = -g;
            if (decays)
                g += p * decay;
            Store(rule.Next(p, g, ref a, ref b, ref c), P1 + i, pastCache);
            if (A != null)
                Store(a, A1 + i, pastCache);
            if (B != null)
                Store(b, B1 + i, pastCache);
            if (C != null)
                Store(c, C1 + i, pastCache);
        }
        if (i < end)
            Rest(i, end - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<T> value, T* to, bool pastCache)
    {
        if (pastCache)
            value.StoreAlignedNonTemporal(to);
        else
            value.Store(to);
    }

    // The elements that do not fill a vector pass through ones that are full.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Rest(int first, int count)
    {
        var room = stackalloc T[9 * Vector<T>.Count];
        var rest = this with
        {
            isPastCache = false,
            P = In(0, P),
            G = In(1, G),
            A = In(2, A),
            B = In(3, B),
            C = In(4, C),
            P1 = Place(5, P1),
            A1 = Place(6, A1),
            B1 = Place(7, B1),
            C1 = Place(8, C1),
        };
        rest.Run(0, Vector<T>.Count);
        Out(rest.P1, P1);
        Out(rest.A1, A1);
        Out(rest.B1, B1);
        Out(rest.C1, C1);

        T* Place(int number, T* array) => array == null ? null : room + number * Vector<T>.Count;

        T* In(int number, T* array)
        {
            var place = Place(number, array);
            if (array != null)
                new Span<T>(array + first, count).CopyTo(new Span<T>(place, count));
            return place;
        }

        void Out(T* place, T* array)
        {
            if (array != null)
                new Span<T>(place, count).CopyTo(new Span<T>(array + first, count));
        }
    }
}
