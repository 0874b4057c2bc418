namespace Riemann.Tests.Layers;

/// <summary>A row, or several, for every layer.</summary>
internal static partial class LayerRows
{
    public static IEnumerable<LayerRow> All =>
        [
            .. Activations,
            .. Basics,
            .. Convolutions,
            .. Poolings,
            .. Normalisations,
            .. Recurrent,
            .. Attention,
            .. Losses,
        ];
}
