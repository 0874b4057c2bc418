using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Convolutions whose groups have one channel and one filter: there is no matrix in them, only planes, each done
/// while it is in the first-level cache (<see cref="PaddedPlane"/>).
/// </summary>
// Bound: the memory that Reserve gives: a padded plane with slack, sums of the same length, and the offsets.
internal unsafe struct Depthwise<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>With larger strides too many sums would be left out.</summary>
    private const int LargestStride = 2;

    /// <summary>Multiply-adds that outweigh waking a thread.</summary>
    private const double WorkPerThread = 50_000;

    private ConvolutionPlan plan;
    private PaddedPlane padded;
    private T* x;
    private T* w;
    private T* y;
    private T* bias;
    private int parts;

    /// <summary>A plane with more elements, padding included, is no longer near the cache; far padding may make it huge.</summary>
    private const double LargestPlane = 1 << 24;

    /// <summary>Whether this is the method for a plan.</summary>
    public static bool Suits(in ConvolutionPlan plan) =>
        plan is { Channels: 1, Filters: 1, Groups: > 1 }
        && PaddedPlane.Elements(plan.Window) <= LargestPlane
        && plan.Window.Depth.Stride <= LargestStride
        && plan.Window.Height.Stride <= LargestStride
        && plan.Window.Width.Stride <= LargestStride;

    /// <summary>The convolution: y from x and w, and from bias unless that is null.</summary>
    public static void Forward(in ConvolutionPlan plan, T* x, T* w, T* bias, T* y) =>
        Run(plan, x, w, bias, y, &ForwardPart);

    /// <summary>Its adjoint in the operand: x from w and y.</summary>
    public static void InputGradient(in ConvolutionPlan plan, T* x, T* w, T* y) => Run(plan, x, w, null, y, &InputPart);

    /// <summary>Its adjoint in the filters: w from x and y.</summary>
    public static void FilterGradient(in ConvolutionPlan plan, T* x, T* w, T* y) =>
        Run(plan, x, w, null, y, &FilterPart);

    private static void Run(in ConvolutionPlan plan, T* x, T* w, T* bias, T* y, delegate* <int, void*, void> body)
    {
        var job = new Depthwise<T>
        {
            plan = plan,
            padded = new PaddedPlane(plan.Window),
            x = x,
            w = w,
            y = y,
            bias = bias,
            parts = (int)Math.Clamp(plan.Work / WorkPerThread, 1, Math.Min(ForkJoin.Threads, plan.Groups)),
        };
        ForkJoin.Run(job.parts, body, &job);
    }

    private static void ForwardPart(int part, void* state)
    {
        ref var job = ref *(Depthwise<T>*)state;
        var taps = job.plan.Window.Taps;
        var source = job.Reserve(out var sums, out var offsets);
        job.padded.Offsets(offsets);
        var (first, end) = job.GroupsOf(part);
        for (nint image = 0; image < job.plan.Batch; image++)
        for (var group = first; group < end; group++)
        {
            job.padded.Enter(job.Input(image, group), source);
            var start = job.bias == null ? default : job.bias[group];
            Correlation.Sums(source, offsets, job.w + group * taps, taps, start, sums, job.padded.Places);
            job.padded.Pick(sums, job.Output(image, group));
        }
    }

    private static void InputPart(int part, void* state)
    {
        ref var job = ref *(Depthwise<T>*)state;
        var taps = job.plan.Window.Taps;
        var source = job.Reserve(out var sums, out var offsets);
        job.padded.Offsets(offsets);
        for (var tap = 0; tap < taps; tap++)
            offsets[tap] = job.padded.LastTap - offsets[tap];
        var (first, end) = job.GroupsOf(part);
        for (nint image = 0; image < job.plan.Batch; image++)
        for (var group = first; group < end; group++)
        {
            job.padded.Place(job.Output(image, group), source + job.padded.LastTap);
            Correlation.Sums(source, offsets, job.w + group * taps, taps, default, sums, job.padded.Length);
            var plane = job.Input(image, group);
            new Span<T>(plane, (int)job.plan.Window.Elements).Clear();
            job.padded.Leave(sums, plane);
        }
    }

    private static void FilterPart(int part, void* state)
    {
        ref var job = ref *(Depthwise<T>*)state;
        var taps = job.plan.Window.Taps;
        var places = job.plan.Window.Places;
        var source = job.Reserve(out var picked, out var offsets);
        job.padded.Offsets(offsets);
        var (first, end) = job.GroupsOf(part);
        new Span<T>(job.w + first * taps, (int)(end - first) * taps).Clear();
        for (nint image = 0; image < job.plan.Batch; image++)
        for (var group = first; group < end; group++)
        {
            job.padded.Enter(job.Input(image, group), source);
            for (nint tap = 0; tap < taps; tap++)
            {
                job.padded.Pick(source + offsets[tap], picked);
                job.w[group * taps + tap] += Correlation.Dot(picked, job.Output(image, group), places);
            }
        }
    }

    /// <summary>
    /// Zeros for a plane, with the last tap's offset of them before it and after it; for sums or places of one; for
    /// the offsets.
    /// </summary>
    private readonly T* Reserve(out T* sums, out nint* offsets)
    {
        var taps = plan.Window.Taps;
        var source = padded.Length + padded.LastTap + Correlation.Slack<T>();
        var target = padded.Length + Correlation.Slack<T>();
        offsets = (nint*)Workspace.ReserveOperands((nint)taps * sizeof(nint) + (source + target) * sizeof(T));
        var zeros = (T*)(offsets + taps);
        for (nint i = 0; i < source; i++)
            zeros[i] = default;
        sums = zeros + source;
        return zeros;
    }

    private readonly (nint First, nint End) GroupsOf(int part) =>
        ((nint)plan.Groups * part / parts, (nint)plan.Groups * (part + 1) / parts);

    private readonly T* Input(nint image, nint group) => x + (image * plan.Groups + group) * plan.Window.Elements;

    private readonly T* Output(nint image, nint group) => y + (image * plan.Groups + group) * plan.Window.Places;
}
