using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>What a layer remembers of the batches it has seen: tensors that it changes in training.</summary>
internal sealed record RunningStatistics(Tensor Mean, Tensor Variance, Tensor? Batches)
{
    public Core.RunningStatistics ToCore() =>
        new(new(Mean.Primal), new(Variance.Primal), new((Batches ?? Tensor.From(0L)).Primal));

    /// <summary>Puts renewed statistics in the place of the old.</summary>
    public void Become(Core.RunningStatistics next)
    {
        Mean.Replace(Tape.Primal(next.Mean.Value));
        Variance.Replace(Tape.Primal(next.Variance.Value));
        Batches?.Replace(Tape.Primal(next.Batches.Value));
    }
}
