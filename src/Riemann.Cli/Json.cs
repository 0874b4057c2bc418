using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Riemann.Cli;

/// <summary>JSON for other programs.</summary>
internal static class Json
{
    /// <summary>Prints one value, over several lines or on one.</summary>
    public static void Print(TextWriter output, Action<Utf8JsonWriter> content, bool isIndented = true)
    {
        using var bytes = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = isIndented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(bytes, options))
            content(json);
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    /// <summary>A number, or text for NaN and the infinities, which JSON has no numbers for.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(
                name,
                double.IsNaN(value) ? "nan"
                    : value > 0 ? "inf"
                    : "-inf"
            );
    }
}
