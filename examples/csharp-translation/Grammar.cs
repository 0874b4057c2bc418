/// <summary>A tiny language: who does something to whom, or does not, in English and French.</summary>
internal static class Grammar
{
    private static readonly (string English, string French)[] nouns =
    [
        ("cat", "le chat"),
        ("dog", "le chien"),
        ("girl", "la fille"),
        ("man", "l'homme"),
        ("house", "la maison"),
    ];

    private static readonly (string Plain, string Inflected, string French)[] verbs =
    [
        ("see", "sees", "voit"),
        ("watch", "watches", "regarde"),
        ("know", "knows", "connaît"),
    ];

    /// <summary>Every sentence, with its translation.</summary>
    public static IEnumerable<(string Source, string Target)> Pairs() =>
        from who in nouns
        from verb in verbs
        from whom in nouns
        from pair in new[]
        {
            ($"The {who.English} {verb.Inflected} the {whom.English}.", $"{who.French} {verb.French} {whom.French}."),
            (
                $"The {who.English} does not {verb.Plain} the {whom.English}.",
                $"{who.French} ne {verb.French} pas {whom.French}."
            ),
        }
        select pair;
}
