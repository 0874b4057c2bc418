using System.Text.RegularExpressions;

/// <summary>The words of a language and their numbers, frequent words first.</summary>
internal sealed class Vocabulary
{
    public const int Padding = 0;
    public const int Start = 1;
    public const int End = 2;

    private readonly string[] words;
    private readonly Dictionary<string, int> numbers;

    public Vocabulary(IEnumerable<string> sentences)
    {
        var frequent = sentences.SelectMany(Words).CountBy(word => word).OrderByDescending(entry => entry.Value);
        words = ["<padding>", "<start>", "<end>", .. frequent.ThenBy(entry => entry.Key).Select(entry => entry.Key)];
        numbers = words.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
    }

    public int Count => words.Length;

    /// <summary>The numbers of a sentence's words between start and end.</summary>
    public int[] Encode(string sentence) => [Start, .. Words(sentence).Select(word => numbers[word]), End];

    /// <summary>The words of numbers, without start, end and what follows it.</summary>
    public string Decode(IEnumerable<long> sentence) =>
        string.Join(' ', sentence.Skip(1).TakeWhile(number => number != End).Select(number => words[number]));

    private static IEnumerable<string> Words(string sentence) =>
        Regex.Matches(sentence.ToLowerInvariant(), @"\w+|[^\w\s]").Select(match => match.Value);
}
