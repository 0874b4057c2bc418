using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// The learning rate times a factor where a metric no longer gets better: call <c>Step(metric)</c> after each epoch. NaN is
/// never better.
/// </summary>
public sealed class ReduceLROnPlateau : LRScheduler
{
    private const string BestName = "best";
    private const string BadName = "num_bad_epochs";
    private const string CooldownName = "cooldown_counter";
    private const string ReductionsName = "num_reductions";

    private readonly Core.Plateau settings;
    private Core.PlateauState state;

    /// <summary>Raises where a setting is out of range.</summary>
    /// <param name="optimizer">The optimiser whose learning rates change.</param>
    /// <param name="mode">"min" where lower metrics are better, "max" where higher ones are.</param>
    /// <param name="factor">What the rates are multiplied by, below 1.</param>
    /// <param name="patience">So many epochs without a better metric are forgiven.</param>
    /// <param name="threshold">By how much a metric must be better than the best.</param>
    /// <param name="thresholdMode">"rel" for a part of the best, "abs" for so much.</param>
    /// <param name="cooldown">After a reduction so many epochs do not count.</param>
    /// <param name="minLr">Rates never go below.</param>
    /// <param name="eps">A reduction by no more than this is left out.</param>
    public ReduceLROnPlateau(
        Optimizer optimizer,
        string mode = "min",
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        string thresholdMode = "rel",
        int cooldown = 0,
        double minLr = 0,
        double eps = 1e-8
    )
        : base(optimizer, -1)
    {
        settings = Scheduling.PlateauOf(
            Is("mode", mode, "max", "min"),
            factor,
            patience,
            threshold,
            Is("thresholdMode", thresholdMode, "abs", "rel"),
            cooldown,
            minLr,
            eps
        );
        state = Core.PlateauModule.start(settings);
    }

    /// <summary>The best metric so far; an infinity before the first.</summary>
    public double Best => state.Best;

    /// <summary>The number of epochs that count since then.</summary>
    public int NumBadEpochs => state.BadEpochs;

    /// <summary>Raises: the scheduler goes by a metric.</summary>
    public override void Step() =>
        throw Failure.Value(Name, "a step without a metric", "Step(loss), the loss or accuracy of the epoch");

    /// <summary>Goes on by one epoch in which the metric had this value.</summary>
    public override void Step(double metric)
    {
        LastEpoch++;
        var before = state;
        state = Core.PlateauModule.next(settings, metric, before);
        Set(group => Scheduling.Reduced(settings, Optimizer.ParamGroups[group].Lr, before, state));
    }

    /// <inheritdoc/>
    public override OrderedDictionary<string, Tensor> StateDict()
    {
        var saved = base.StateDict();
        saved[BestName] = Tensor.From(state.Best);
        saved[BadName] = Tensor.From((long)state.BadEpochs);
        saved[CooldownName] = Tensor.From((long)state.CooldownLeft);
        saved[ReductionsName] = Tensor.From((long)state.Reductions);
        return saved;
    }

    /// <inheritdoc/>
    public override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        base.LoadStateDict(state);
        this.state = new(
            state[BestName].Item(),
            (int)state[BadName].Item(),
            (int)state[CooldownName].Item(),
            (int)state[ReductionsName].Item()
        );
    }

    /// <summary>Whether a choice is the first of two.</summary>
    private bool Is(string name, string value, string first, string second) =>
        value == first
        || (
            value == second
                ? false
                : throw Failure.Value(Name, $"{name} is \"{value}\"", $"\"{second}\" or \"{first}\"")
        );
}
