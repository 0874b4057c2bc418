namespace Riemann;

/// <summary>What <see cref="Module.LoadStateDict"/> found where it was not strict.</summary>
/// <param name="Missing">Names of the module that the state lacks, whose tensors stayed as they were.</param>
/// <param name="Unexpected">Names in the state that the module lacks.</param>
public sealed record StateDifference(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
