using System.Runtime.InteropServices;
using Riemann.Kernels;

namespace Riemann;

/// <summary>One walk from outputs back to where they came from.</summary>
/// <param name="retainGraph">Whether the nodes keep what another pass needs.</param>
/// <param name="createGraph">Whether the walk itself is recorded.</param>
internal sealed class BackwardPass(bool retainGraph, bool createGraph)
{
    private readonly Dictionary<long, Pending> pending = [];
    private readonly PriorityQueue<TapeNode, long> waiting = new();
    private Dictionary<GatheringNode, CoreTensor?[]>? gathered;
    private Dictionary<TapeNode, Tensor?>? wanted;
    private Dictionary<long, bool>? leading;

    // What the pass computes is its own until it is shown, unless the tape records it.
    private readonly Lease? lease = createGraph ? null : new Lease(true);

    /// <summary>What arrived at a node so far, and whether it was added up here: nobody else has it then.</summary>
    private record struct Pending(CoreTensor? Cotangent, bool IsSum);

    public bool CreateGraph => createGraph;

    /// <summary>Whether the cotangent of a node's value is of use.</summary>
    public bool Wants(TapeNode node) => wanted is null || leading![node.Index] || wanted.ContainsKey(node);

    /// <summary>Adds a cotangent of a node's value.</summary>
    public void Receive(TapeNode node, CoreTensor cotangent)
    {
        Hold(cotangent);
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(pending, node.Index, out var isKnown);
        if (!isKnown)
        {
            waiting.Enqueue(node, -node.Index);
            entry.Cotangent = cotangent;
        }
        else if (entry.IsSum && lease is not null)
        {
            Elementwise.AddTo(entry.Cotangent!.Value, cotangent.Value);
            Drop(cotangent);
        }
        else
        {
            var before = entry.Cotangent!;
            entry = new(before + cotangent, true);
            Hold(entry.Cotangent!);
            Drop(before);
            Drop(cotangent);
        }
    }

    /// <summary>
    /// Walks until nothing is left. Gradients arrive in the tensors that keep one, and with <paramref name="wanted"/> only
    /// at these nodes, which it then holds.
    /// </summary>
    public void Run(Dictionary<TapeNode, Tensor?>? wanted = null)
    {
        this.wanted = wanted;
        leading = wanted is null ? null : Leading(wanted);
        try
        {
            using var scope = lease?.Enter() ?? default(Lease.Scope?);
            while (waiting.TryDequeue(out var node, out _))
            {
                pending.Remove(node.Index, out var entry);
                Visit(node, entry.Cotangent!);
            }
            lease?.Release();
        }
        finally
        {
            lease?.Close();
        }
    }

    private void Visit(TapeNode node, CoreTensor cotangent)
    {
        if (node.Sink is { } sink)
        {
            cotangent = sink.Pass(this, cotangent);
            // Threads may walk graphs of their own that share leaves.
            if (wanted is null && sink.Keeper is { } keeper && keeper.TryGetTarget(out var tensor))
                lock (sink)
                    tensor.Accumulate(Show(cotangent), createGraph);
        }
        if (wanted is not null && wanted.ContainsKey(node))
            wanted[node] = Show(cotangent);
        if (node is LeafNode || (leading is not null && !leading[node.Index]))
            return;
        if (node.IsReleased)
            throw Failure.Value(
                "Backward",
                "the graph was already used by a backward pass, which let go of it",
                "call the first Backward with retainGraph: true, or compute the outputs again"
            );
        node.Pull(this, cotangent);
        Drop(cotangent);
        if (!retainGraph)
            node.Release();
    }

    /// <summary>Adds a cotangent of one of a step's values; the step gets them all at once.</summary>
    public void Receive(GatheringNode node, int output, CoreTensor cotangent)
    {
        if (cotangent.Tracer is null)
            cotangent.Value.Show();
        gathered ??= [];
        if (!gathered.TryGetValue(node, out var all))
        {
            gathered[node] = all = new CoreTensor?[node.Outputs];
            pending[node.Index] = new(cotangent, false);
            waiting.Enqueue(node, -node.Index);
        }
        all[output] = cotangent;
    }

    /// <summary>The cotangents of a step's values, null where none arrived.</summary>
    public CoreTensor?[] Gathered(GatheringNode node)
    {
        gathered!.Remove(node, out var all);
        return all!;
    }

    /// <summary>
    /// While code of the user runs, which may keep what it sees and computes, and which is recorded only where the pass is.
    /// </summary>
    public UserCode EnterUserCode() => new(createGraph);

    /// <summary>A cotangent that the user gets to see, whose memory then is left to the garbage collector.</summary>
    public static Tensor Show(CoreTensor cotangent)
    {
        if (cotangent.Tracer is null)
            cotangent.Value.Show();
        return Tensor.Wrap(cotangent);
    }

    private void Hold(CoreTensor x) => lease?.Hold(x.Value);

    private void Drop(CoreTensor x) => lease?.Drop(x.Value);

    /// <summary>
    /// For each node, by index, whether a wanted one can be reached from it, or one that was let go of; the others need no
    /// visit.
    /// </summary>
    private Dictionary<long, bool> Leading(Dictionary<TapeNode, Tensor?> wanted)
    {
        var leading = new Dictionary<long, bool>();
        var stack = new Stack<(TapeNode Node, bool IsDone)>();
        foreach (var (root, _) in waiting.UnorderedItems)
            stack.Push((root, false));
        while (stack.TryPop(out var entry))
        {
            var (node, isDone) = entry;
            if (!isDone && !leading.TryAdd(node.Index, node.IsReleased))
                continue;
            if (!isDone)
                stack.Push((node, true));
            for (var i = 0; i < node.Sources; i++)
                if (node.Source(i) is not { } source)
                    continue;
                else if (!isDone)
                    stack.Push((source, false));
                else if (wanted.ContainsKey(source) || leading[source.Index])
                    leading[node.Index] = true;
        }
        return leading;
    }

    /// <summary>The time in which code of the user runs.</summary>
    public readonly struct UserCode : IDisposable
    {
        private readonly Lease.Scope scope;
        private readonly bool wasEnabled;

        internal UserCode(bool isRecorded)
        {
            scope = Tape.Instance.Lease.Enter();
            wasEnabled = GradMode.Exchange(isRecorded);
        }

        /// <summary>Goes on with the pass.</summary>
        public void Dispose()
        {
            GradMode.Exchange(wasEnabled);
            scope.Dispose();
        }
    }
}
