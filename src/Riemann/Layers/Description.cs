using System.Globalization;

namespace Riemann;

/// <summary>The settings of a layer as its printed structure shows them.</summary>
internal static class Description
{
    /// <summary><c>"in, name: value, .."</c>; a setting without a name is its value alone.</summary>
    public static string Of(params (string Name, object? Value)[] settings) =>
        string.Join(", ", settings.Select(setting => Named(setting.Name, Shown(setting.Value))));

    /// <summary>A setting to add after others, or nothing where it is the usual one.</summary>
    public static string Unless(bool isUsual, string name, object? value) =>
        isUsual ? "" : ", " + Named(name, Shown(value));

    private static string Named(string name, string value) => name.Length == 0 ? value : $"{name}: {value}";

    private static string Shown(object? value) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"{value}",
        };
}
