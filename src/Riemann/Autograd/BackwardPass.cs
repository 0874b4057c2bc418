using Riemann.Kernels;

namespace Riemann;

/// <summary>One walk from outputs back to where they came from.</summary>
internal sealed class BackwardPass(bool retainGraph, bool createGraph)
{
    private readonly Dictionary<TapeNode, CoreTensor?[]> cotangents = [];
    private readonly PriorityQueue<TapeNode, long> waiting = new();

    /// <summary>Adds a cotangent of one output of a node.</summary>
    public void Receive(TapeTracer at, CoreTensor cotangent)
    {
        if (!cotangents.TryGetValue(at.Node, out var all))
        {
            cotangents[at.Node] = all = new CoreTensor?[at.Node.Outputs];
            waiting.Enqueue(at.Node, -at.Node.Index);
        }
        ref var sum = ref all[at.Output];
        sum = sum is null ? cotangent : sum + cotangent;
    }

    /// <summary>
    /// Walks until nothing is left. Gradients arrive in the tensors that keep one, and with <paramref name="wanted"/> only
    /// at these nodes' outputs, which it then holds.
    /// </summary>
    public void Run(Dictionary<(TapeNode, int), CoreTensor?>? wanted = null)
    {
        var leading = wanted is null ? null : Leading(wanted.Keys);
        while (waiting.TryDequeue(out var node, out _))
        {
            cotangents.Remove(node, out var received);
            Pass(node, received!, wanted);
            if (node is LeafNode || (leading is not null && !leading.Contains(node)))
                continue;
            if (node.IsReleased)
                throw Failure.Value(
                    "Backward",
                    "the graph was already used by a backward pass, which let go of it",
                    "call the first Backward with retainGraph: true, or compute the outputs again"
                );
            var operands = node.Operands;
            var pulled = node.Pull(received!, createGraph);
            for (var i = 0; i < pulled.Length; i++)
                if (operands[i] is { } operand && pulled[i] is { } cotangent)
                    Receive(operand, cotangent);
            if (!retainGraph)
                node.Release();
        }
    }

    private void Pass(TapeNode node, CoreTensor?[] received, Dictionary<(TapeNode, int), CoreTensor?>? wanted)
    {
        for (var output = 0; output < received.Length; output++)
        {
            if (received[output] is not { } gradient)
                continue;
            if (node.Sink is { } sink && output == 0)
            {
                received[output] = gradient = sink.Pass(gradient);
                if (wanted is null && sink.Keeper is { } keeper && keeper.TryGetTarget(out var tensor))
                    tensor.Accumulate(gradient, createGraph);
            }
            if (wanted is not null && wanted.ContainsKey((node, output)))
                wanted[(node, output)] = gradient;
        }
    }

    /// <summary>The nodes from which a wanted one can be reached; the others need no visit.</summary>
    private HashSet<TapeNode> Leading(IEnumerable<(TapeNode Node, int)> wanted)
    {
        var targets = wanted.Select(target => target.Node).ToHashSet();
        var leads = new Dictionary<TapeNode, bool>();
        var stack = new Stack<(TapeNode Node, bool IsDone)>();
        foreach (var root in cotangents.Keys)
            stack.Push((root, false));
        while (stack.TryPop(out var entry))
        {
            var (node, isDone) = entry;
            if (isDone)
                leads[node] = node.Operands.Any(operand =>
                    operand is not null && (targets.Contains(operand.Node) || leads.GetValueOrDefault(operand.Node))
                );
            else if (leads.TryAdd(node, false))
            {
                stack.Push((node, true));
                foreach (var operand in node.Operands)
                    if (operand is not null)
                        stack.Push((operand.Node, false));
            }
        }
        return [.. leads.Where(entry => entry.Value).Select(entry => entry.Key)];
    }
}
