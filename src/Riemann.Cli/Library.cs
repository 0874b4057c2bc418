using Microsoft.FSharp.Core;
using Riemann.FSharp;
using Riemann.FSharp.Learning.Nerva;

namespace Riemann.Cli;

/// <summary>What the library returns and takes, for this language.</summary>
internal static class Library
{
    /// <summary>The value, or a refusal with what is wrong, after where that is.</summary>
    public static T Value<T>(this FSharpResult<T, RiemannError> result, string where = "") =>
        result.IsOk ? result.ResultValue : throw new Refusal(where + Failure.Text(result.ErrorValue));

    public static T Value<T>(this FSharpResult<T, SpecificationError> result) =>
        result.IsOk ? result.ResultValue : throw new Refusal(result.ErrorValue.ToString());

    public static FSharpFunc<T, Unit> Function<T>(Action<T> action) => FuncConvert.FromAction(action);
}
