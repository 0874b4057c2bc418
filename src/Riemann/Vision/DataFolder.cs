using Microsoft.FSharp.Core;
using Core = Riemann.FSharp.Learning;

namespace Riemann.Vision;

/// <summary>Where data sets lie on this machine.</summary>
public static class DataFolder
{
    /// <summary>
    /// The folder of data sets: that in the environment variable RIEMANN_DATA, where it is set, or else <c>riemann</c> in the
    /// user's folder of local data. It need not exist.
    /// </summary>
    public static string GetDataRoot() => Core.DataFolder.roots(null).Head;

    /// <summary>The folder of one data set: below the root or the root itself.</summary>
    internal static string Find(string? root, string name) =>
        root is null ? Core.DataFolder.find(FSharpOption<string>.None, name)
        : Directory.Exists(Path.Combine(root, name)) ? Path.Combine(root, name)
        : root;
}
