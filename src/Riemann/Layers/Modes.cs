using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>Training or use, as the functional core takes it.</summary>
internal static class Modes
{
    /// <summary>Training with the next key of <see cref="Random"/>, or use, which draws nothing.</summary>
    public static Core.Mode Of(bool training) => training ? Core.Mode.NewTrain(Random.NextKey()) : Core.Mode.Eval;
}
