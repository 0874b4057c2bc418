using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Descent along directions that the last moves and changes of the gradient correct, for objectives without noise. A step
/// takes up to <c>max_iter</c> directions and calls its closure for each; a step that meets NaN or an infinity ends at the
/// point before. Source: Nocedal and Wright (2006), chapter 7, in PyTorch's form.
/// </summary>
public sealed class LBFGS : Optimizer
{
    private const string StepName = "step";
    private const string StrongWolfe = "strong_wolfe";

    private Core.OptState<CoreTensor[]>? memory;

    /// <summary>Trains these parameters, which are one group. Raises where a setting is out of range.</summary>
    /// <param name="parameters">The tensors to train, of one element type.</param>
    /// <param name="lr">The length of a step, or the first that a search tries, as a multiple of the direction.</param>
    /// <param name="maxIter">The most directions of a step.</param>
    /// <param name="maxEval">
    /// The number of evaluations after which a step takes no other direction; 1.25 for each iteration unless given.
    /// </param>
    /// <param name="toleranceGrad">Small enough for the largest element of the gradient.</param>
    /// <param name="toleranceChange">Too small for a change of the value, or of the parameters, to go on.</param>
    /// <param name="historySize">The number of moves that are remembered.</param>
    /// <param name="lineSearch">
    /// How far to go along a direction: "strong_wolfe" searches, null takes the whole of it, times the learning rate.
    /// </param>
    public LBFGS(
        IEnumerable<Tensor> parameters,
        double lr = 1,
        int maxIter = 20,
        int? maxEval = null,
        double toleranceGrad = 1e-5,
        double toleranceChange = 1e-9,
        int historySize = 100,
        string? lineSearch = null
    )
        : base(
            parameters,
            new()
            {
                ["lr"] = lr,
                ["max_iter"] = maxIter,
                ["max_eval"] = maxEval,
                ["tolerance_grad"] = toleranceGrad,
                ["tolerance_change"] = toleranceChange,
                ["history_size"] = historySize,
                ["line_search_fn"] = lineSearch,
            }
        ) { }

    private ParameterGroup Group => ParamGroups[0];

    /// <summary>Raises: all parameters are one vector here, with the same settings.</summary>
    public override void AddParamGroup(ParameterGroup group)
    {
        if (ParamGroups.Count > 0)
            throw Failure.Value(
                Name,
                "a second group of parameters",
                "pass all parameters together; they move as one vector"
            );
        base.AddParamGroup(group);
    }

    /// <summary>Raises: a step evaluates the loss at several points.</summary>
    public override void Step() =>
        throw Failure.Value(
            Name,
            "a step without a closure",
            "Step(() => { optimizer.ZeroGrad(); var loss = ...; loss.Backward(); return loss; })"
        );

    /// <summary>
    /// Takes up to <c>max_iter</c> directions. The result is the loss where the step began. A parameter that the closure
    /// leaves without a gradient does not move. Where the closure throws, the parameters are as they were.
    /// </summary>
    public override Tensor Step(Func<Tensor> closure)
    {
        var parameters = Group.Parameters;
        CoreTensor[] before = [.. parameters.Select(parameter => parameter.Primal)];
        var settings = Settings(Group);
        Tensor? first = null;

        (CoreTensor, CoreTensor[]) At(CoreTensor[] point)
        {
            Place(parameters, point);
            var loss = Evaluate(closure);
            first ??= loss;
            var gradients = parameters.Select(parameter => (parameter.Grad ?? Tensor.ZerosLike(parameter)).Primal);
            return ((loss.Rank == 0 ? loss : loss.Detach().Sum()).Primal, [.. gradients]);
        }

        try
        {
            var state = memory ?? Optimising.LbfgsInit(settings, before);
            (var reached, memory) = Optimising.LbfgsStep(settings, At, state, before);
            Place(parameters, reached);
        }
        catch
        {
            Place(parameters, before);
            throw;
        }
        return first!;
    }

    private protected override void Check(ParameterGroup group) => Optimising.LbfgsInit(Settings(group), []);

    private protected override IReadOnlyDictionary<string, Tensor>? Saved(Tensor parameter, ParameterGroup group)
    {
        if (memory is null || !IsFirst(parameter))
            return null;
        var saved = new OrderedDictionary<string, Tensor> { [StepName] = Tensor.From(memory.Step) };
        foreach (var (name, value) in memory.Extra)
            saved[name] = Tensor.Wrap(value);
        return saved;
    }

    private protected override IEnumerable<string> Misfits(
        Tensor parameter,
        ParameterGroup group,
        IReadOnlyDictionary<string, Tensor> saved
    )
    {
        foreach (var name in new[] { StepName, "Iterations", "Evaluations" })
            if (!saved.ContainsKey(name))
                yield return $"lacks {name}";
        var length = Trained().Sum(trained => trained.Length);
        foreach (var (name, value) in saved)
            if (value.Rank > 0 && value.Length != length)
                yield return $"has {name} of {value.Length} numbers, not {length}";
    }

    private protected override void Restore(
        Tensor parameter,
        ParameterGroup group,
        IReadOnlyDictionary<string, Tensor>? saved
    )
    {
        if (!IsFirst(parameter))
            return;
        memory = saved is null
            ? null
            : Optimising.LbfgsState(
                Optimising.LbfgsInit(Settings(group), [.. Trained().Select(trained => trained.Primal)]),
                (long)saved[StepName].Item(),
                saved
                    .Where(entry => entry.Key != StepName)
                    .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Primal))
            );
    }

    private Core.Lbfgs Settings(ParameterGroup group)
    {
        var search = group["line_search_fn"];
        if (search is not (null or StrongWolfe))
            throw Failure.Value(Name, $"there is no line search \"{search}\"", $"\"{StrongWolfe}\", or null for none");
        return Optimising.LbfgsOf(
            group.Lr,
            (int)group["max_iter"]!,
            (int?)group["max_eval"],
            (double)group["tolerance_grad"]!,
            (double)group["tolerance_change"]!,
            (int)group["history_size"]!,
            search is not null
        );
    }

    /// <summary>Whether it is the parameter that states keep the memory of all under, as in PyTorch.</summary>
    private bool IsFirst(Tensor parameter) => ReferenceEquals(parameter, Group.Parameters[0]);

    private static void Place(IReadOnlyList<Tensor> parameters, CoreTensor[] values)
    {
        for (var i = 0; i < values.Length; i++)
            parameters[i].Replace(values[i]);
    }
}
