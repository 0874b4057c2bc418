namespace Riemann.Cli;

/// <summary>The name that somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>"; did you mean X?" for the name with the fewest letters to change, or nothing where all are far.</summary>
    public static string Hint(string text, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(text, name));
        var isNear = nearest is not null && Distance(text, nearest) <= Math.Max(2, nearest.Length / 3);
        return isNear ? $"; did you mean {nearest}?" : "";
    }

    /// <summary>Letters to insert, delete and replace. Source: Levenshtein (1966).</summary>
    internal static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i]) == char.ToLowerInvariant(to[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }
        return row[^1];
    }
}
