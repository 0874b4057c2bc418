namespace Riemann.Cli;

/// <summary>Files that are written after long work.</summary>
internal static class Target
{
    /// <summary>Refuses a file that could not be written, before the work and not after it.</summary>
    public static void Require(string option, string? path)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw new Refusal($"{option} {path}: a folder; expected the name of a file");
        var probe = path + ".partial";
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null)
                Directory.CreateDirectory(folder);
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new Refusal($"{option} {path}: it cannot be written: {error.Message}", ExitCode.Failure);
        }
    }
}
