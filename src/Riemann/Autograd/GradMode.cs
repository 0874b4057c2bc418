namespace Riemann;

/// <summary>Whether operations are recorded for gradients, here and in what this flow of execution awaits or starts.</summary>
public static class GradMode
{
    private static readonly AsyncLocal<bool> isDisabled = new();

    /// <summary>True unless inside <see cref="NoGrad"/> or <see cref="SetGradEnabled"/> with false.</summary>
    public static bool IsGradEnabled => !isDisabled.Value;

    /// <summary>Sets the mode and gives what it was.</summary>
    internal static bool Exchange(bool isEnabled)
    {
        var before = !isDisabled.Value;
        if (before != isEnabled)
            isDisabled.Value = !isEnabled;
        return before;
    }
}

/// <summary>
/// <c>using (new SetGradEnabled(mode))</c> records gradients, or does not, until the scope ends. Scopes nest, and flow
/// with <c>await</c>.
/// </summary>
public class SetGradEnabled : IDisposable
{
    private readonly bool before;
    private bool isDone;

    /// <summary>Sets the mode until <see cref="Dispose"/>.</summary>
    public SetGradEnabled(bool mode) => before = GradMode.Exchange(mode);

    /// <summary>Sets the mode back to what it was.</summary>
    public void Dispose()
    {
        if (!isDone)
            GradMode.Exchange(before);
        isDone = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>The function as one that runs in this mode, for what Python writes as a decorator.</summary>
    public static Func<TInput, TResult> Around<TInput, TResult>(bool mode, Func<TInput, TResult> function) =>
        input =>
        {
            using (new SetGradEnabled(mode))
                return function(input);
        };
}

/// <summary><c>using (new NoGrad())</c> records nothing: for inference, and for changes of parameters.</summary>
public sealed class NoGrad() : SetGradEnabled(false)
{
    /// <summary>The function as one that records nothing.</summary>
    public static Func<TInput, TResult> Around<TInput, TResult>(Func<TInput, TResult> function) =>
        Around(false, function);
}

/// <summary><c>using (new EnableGrad())</c> records again inside <see cref="NoGrad"/>.</summary>
public sealed class EnableGrad() : SetGradEnabled(true)
{
    /// <summary>The function as one that records gradients wherever it is called.</summary>
    public static Func<TInput, TResult> Around<TInput, TResult>(Func<TInput, TResult> function) =>
        Around(true, function);
}
