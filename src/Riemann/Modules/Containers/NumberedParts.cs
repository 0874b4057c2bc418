namespace Riemann;

/// <summary>Parts that are called by their places: 0, 1, 2 and so on.</summary>
internal static class NumberedParts
{
    public static void Append<T>(this OrderedDictionary<string, T?> parts, T part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        parts.Add($"{parts.Count}", part);
    }

    public static T At<T>(this OrderedDictionary<string, T?> parts, string container, int index)
        where T : class => parts.GetAt(Checked(container, index, parts.Count)).Value!;

    public static void PutAt<T>(this OrderedDictionary<string, T?> parts, string container, int index, T part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        parts.SetAt(Checked(container, index, parts.Count), part);
    }

    /// <summary>Puts a part before the one at a place, which moves on with all that follow.</summary>
    public static void InsertAt<T>(this OrderedDictionary<string, T?> parts, string container, int index, T part)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(part);
        var values = parts.Values.ToList();
        values.Insert(Checked(container, index, parts.Count + 1), part);
        parts.Clear();
        foreach (var value in values)
            parts.Append(value!);
    }

    private static int Checked(string container, int index, int count) =>
        index >= 0 && index < count
            ? index
            : throw Failure.Value(
                container,
                $"there is no place {index}",
                count == 0 ? "it is empty" : $"0 to {count - 1}"
            );
}
