using Xunit;

namespace Riemann.Tests.Vision;

/// <summary>A test that is skipped where a folder of real data is not: below RIEMANN_DATA, or in shared/data beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(string name)
    {
        if (RealData.Find(name) is null)
            Skip = $"needs the files in RIEMANN_DATA/{name}";
    }
}

internal static class RealData
{
    // Read once, before any test may change the variable.
    private static readonly string[] folders = [.. Folders()];

    /// <summary>The folder of a data set, or null.</summary>
    public static string? Find(string name) =>
        folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("RIEMANN_DATA") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Riemann.FSharp.sln")))
                yield return Path.Combine(folder.FullName, "..", "shared", "data");
    }
}
