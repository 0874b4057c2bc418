namespace Riemann;

/// <summary>
/// Changes the learning rates of an <see cref="Optimizer"/> while it trains: after the optimiser's step, or after each epoch,
/// call <see cref="Step()"/>. Each group of parameters has a rate of its own, from which it starts.
/// </summary>
public abstract class LRScheduler
{
    private protected const string LastEpochName = "last_epoch";
    private protected const string BaseName = "base_lrs";
    private protected const string LastName = "_last_lr";

    private double[] baseLrs;
    private double[] lastLrs;

    private protected LRScheduler(Optimizer optimizer, int lastEpoch)
    {
        if (lastEpoch < -1)
            throw Failure.Value(Name, $"lastEpoch is {lastEpoch}", "-1 to begin, or the number of steps taken");
        Optimizer = optimizer;
        LastEpoch = lastEpoch + 1;
        foreach (var (i, group) in optimizer.ParamGroups.Index())
            group.InitialLr ??=
                lastEpoch == -1
                    ? group.Lr
                    : throw Failure.Value(
                        Name,
                        $"group {i} has no InitialLr to go on from after step {lastEpoch}",
                        "set InitialLr of each group, or load the optimiser's state before"
                    );
        baseLrs = [.. optimizer.ParamGroups.Select(group => group.InitialLr!.Value)];
        lastLrs = [.. optimizer.ParamGroups.Select(group => group.Lr)];
    }

    /// <summary>The optimiser whose learning rates change.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How many steps were taken.</summary>
    public int LastEpoch { get; private protected set; }

    /// <summary>The learning rates, one for each group, that the scheduler started from.</summary>
    public IReadOnlyList<double> BaseLrs => baseLrs;

    /// <summary>The type's name, which messages begin with.</summary>
    private protected string Name => GetType().Name;

    /// <summary>The learning rates, one for each group, that the last step set.</summary>
    public double[] GetLastLr() => [.. lastLrs];

    /// <summary>The learning rates, one for each group, of the epoch that <see cref="LastEpoch"/> counts.</summary>
    public double[] GetLr() => GetLastLr();

    /// <summary>Goes on by one step or epoch.</summary>
    public abstract void Step();

    /// <summary>Goes on by one epoch in which a metric had this value, which most schedulers do not look at.</summary>
    public virtual void Step(double metric) => Step();

    /// <summary>What the scheduler remembers, as tensors by name.</summary>
    public virtual OrderedDictionary<string, Tensor> StateDict() =>
        new()
        {
            [LastEpochName] = Tensor.From((long)LastEpoch),
            [BaseName] = Tensor.From<double>([.. baseLrs]),
            [LastName] = Tensor.From<double>([.. lastLrs]),
        };

    /// <summary>
    /// Takes over what <see cref="StateDict"/> gave. The learning rates of now belong to the optimiser's state, which is loaded
    /// for itself. Raises, naming all that does not fit, where entries are missing or of other lengths; then nothing has changed.
    /// </summary>
    public virtual void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        var wanted = StateDict();
        var problems = wanted
            .Where(entry => !state.TryGetValue(entry.Key, out var found) || found.Length != entry.Value.Length)
            .Select(entry =>
                state.TryGetValue(entry.Key, out var found)
                    ? $"{entry.Key} has {found.Length} numbers, not {entry.Value.Length}"
                    : $"it lacks {entry.Key}"
            )
            .ToList();
        if (problems.Count > 0)
            throw Failure.Value(
                "LoadStateDict",
                $"the state does not fit this {Name}: {string.Join("; ", problems)}",
                "load the state of a scheduler of the same kind, for an optimiser with as many groups"
            );
        LastEpoch = (int)state[LastEpochName].Item();
        baseLrs = state[BaseName].ToArray<double>();
        lastLrs = state[LastName].ToArray<double>();
    }

    /// <summary>Sets the learning rate of each group, those that were added since then included.</summary>
    private protected void Set(Func<int, double> lr)
    {
        var added = Optimizer.ParamGroups.Skip(baseLrs.Length);
        baseLrs = [.. baseLrs, .. added.Select(group => group.InitialLr ??= group.Lr)];
        lastLrs = new double[baseLrs.Length];
        for (var i = 0; i < lastLrs.Length; i++)
            Optimizer.ParamGroups[i].Lr = lastLrs[i] = lr(i);
    }
}
