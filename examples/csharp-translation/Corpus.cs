using Riemann;

/// <summary>Pairs of sentences, and the vocabularies of both languages.</summary>
internal sealed class Corpus : Dataset<(int[] Source, int[] Target)>
{
    private readonly (int[] Source, int[] Target)[] encoded;

    public Corpus(IReadOnlyList<(string Source, string Target)> pairs)
    {
        Sources = new(pairs.Select(pair => pair.Source));
        Targets = new(pairs.Select(pair => pair.Target));
        encoded = [.. pairs.Select(pair => (Sources.Encode(pair.Source), Targets.Encode(pair.Target)))];
    }

    public Vocabulary Sources { get; }

    public Vocabulary Targets { get; }

    /// <summary>Words of the longest sentence, start and end included.</summary>
    public int Longest => encoded.Max(pair => Math.Max(pair.Source.Length, pair.Target.Length));

    public override int Count => encoded.Length;

    public override (int[] Source, int[] Target) this[int index] => encoded[index];

    /// <summary>The pairs of a file: a source and a target in each line, divided by a tab.</summary>
    public static (string Source, string Target)[] Read(string file) =>
        [
            .. from line in File.ReadLines(file)
            let columns = line.Split('\t')
            where columns.Length > 1
            select (columns[0], columns[1]),
        ];

    /// <summary>Sentences [n, longest], padded at their ends.</summary>
    public static Tensor Padded(IReadOnlyList<int[]> sentences)
    {
        var longest = sentences.Max(sentence => sentence.Length);
        var numbers = new long[sentences.Count, longest]; // padding is 0
        foreach (var (row, sentence) in sentences.Index())
        foreach (var (column, number) in sentence.Index())
            numbers[row, column] = number;
        return Tensor.From(numbers);
    }
}
