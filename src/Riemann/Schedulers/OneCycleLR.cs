using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// One cycle: the learning rate rises from a part of <c>maxLr</c> to all of it and falls to nearly nothing, while the momentum
/// (or the first beta) falls and rises; step it after each batch. It stays at the last value after the last step. Source:
/// Smith and Topin (2018), section 3.
/// </summary>
public sealed class OneCycleLR : ScheduledLR
{
    private readonly Core.Schedule momentum;
    private readonly double? maxMomentum;

    /// <summary>One cycle of so many steps. Raises where a setting is out of range.</summary>
    /// <param name="optimizer">The optimiser whose learning rates change.</param>
    /// <param name="maxLr">The largest learning rate of all groups.</param>
    /// <param name="totalSteps">All steps of the run, 1 or more.</param>
    /// <param name="pctStart">The part of them in which the rate rises.</param>
    /// <param name="annealStrategy">"cos" or "linear".</param>
    /// <param name="cycleMomentum">Whether the momentum changes too, where the optimiser has one.</param>
    /// <param name="baseMomentum">The momentum while the rate is largest.</param>
    /// <param name="maxMomentum">The momentum at the start and the end.</param>
    /// <param name="divFactor">The first rate is the largest divided by this.</param>
    /// <param name="finalDivFactor">The last rate is the first divided by this.</param>
    /// <param name="threePhase">Falls to the first rate as long as it rose, and to the last in what is left.</param>
    public OneCycleLR(
        Optimizer optimizer,
        double maxLr,
        int totalSteps,
        double pctStart = 0.3,
        string annealStrategy = "cos",
        bool cycleMomentum = true,
        double baseMomentum = 0.85,
        double maxMomentum = 0.95,
        double divFactor = 25,
        double finalDivFactor = 1e4,
        bool threePhase = false
    )
        : this(
            From(optimizer, maxLr),
            new Core.OneCycle(totalSteps, pctStart, Annealing(annealStrategy), divFactor, finalDivFactor, threePhase),
            cycleMomentum ? maxMomentum : null,
            baseMomentum
        ) { }

    private OneCycleLR(Optimizer optimizer, Core.OneCycle settings, double? maxMomentum, double baseMomentum)
        : base(optimizer, -1, Scheduling.OneCycle(settings))
    {
        momentum = Scheduling.OneCycleMomentum(baseMomentum, settings);
        this.maxMomentum = maxMomentum;
        CycleMomentum();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        base.Step();
        CycleMomentum();
    }

    private void CycleMomentum()
    {
        if (maxMomentum is not { } most)
            return;
        var value = Scheduling.At(momentum, LastEpoch, most);
        foreach (var group in Optimizer.ParamGroups)
            if (group.Settings.ContainsKey("betas"))
                group.Betas = (value, group.Betas.Beta2);
            else if (group.Settings.ContainsKey("momentum"))
                group.Momentum = value;
    }

    /// <summary>The optimiser, whose groups start from the largest rate.</summary>
    private static Optimizer From(Optimizer optimizer, double maxLr)
    {
        foreach (var group in optimizer.ParamGroups)
            group.InitialLr = maxLr;
        return optimizer;
    }

    private static Core.Annealing Annealing(string strategy) =>
        strategy switch
        {
            "cos" => Core.Annealing.Cosine,
            "linear" => Core.Annealing.Linear,
            _ => throw Failure.Value(
                nameof(OneCycleLR),
                $"there is no annealing \"{strategy}\"",
                "\"cos\" or \"linear\""
            ),
        };
}
