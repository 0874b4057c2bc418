using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;
using static Riemann.Functional;

namespace Riemann.Tests.Documents;

/// <summary>The blocks of docs/csharp-tensors.md are the bodies of these methods, and print what the page says.</summary>
public partial class TensorPageTests
{
    private readonly StringWriter Console = new();

    private void Block1()
    {
        var x = Tensor.From(
            new[,]
            {
                { 1.0, 2, 3 },
                { 4, 5, 6 },
            }
        );
        var y = Tensor.From([1f, 2, 3, 4], [2, 2]);
        var zeros = Tensor.Zeros([2, 3], DType.Float64, requiresGrad: true);
        Console.WriteLine(x);
        Console.WriteLine($"{y:F2}");
        Console.WriteLine(x.Sum().Item() + (int)y[1, 0]);
        Console.WriteLine(string.Join(' ', x.ToArray<double>()));
        Console.WriteLine(zeros.RequiresGrad);
    }

    private void Block2()
    {
        var x = Tensor.Arange(12).Reshape(3, 4);
        Console.WriteLine(x[^1]);
        Console.WriteLine(x[1.., 1..3]);
        Console.WriteLine(x[x > 8]);
        Console.WriteLine(x[new[] { 2, 0 }, 0]);
        x[0] = 7;
        x[.., 3] += 100;
        Console.WriteLine(x);
    }

    private void Block3()
    {
        var x = Tensor.From(
            new[,]
            {
                { 1.0, 4 },
                { 9, 16 },
            }
        );
        Console.WriteLine(Sqrt(x).Mean(axis: 0));
        Console.WriteLine(Where(x > 3, x, 0).Max(1, keepAxis: true));
        var (values, indices) = x.Flatten().TopK(2);
        Console.WriteLine(values / Linalg.Det(x).Abs());
        Console.WriteLine(x.Flatten()[indices].Equal(values));
        Console.WriteLine(Einsum("ij,ij->i", x, x));
    }

    private void Block4()
    {
        var x = Tensor.From(new[] { 1.0, 2, 3 }, requiresGrad: true);
        var y = x * 2;
        y.AddInPlace(1).MulInPlace(y);
        y[0] = 100;
        y.Sum().Backward();
        Console.WriteLine(x.Grad);
        x.Data.SubInPlace(x.Grad!, alpha: 0.1);
        Console.WriteLine(x);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_block_is_what_runs_and_prints_what_the_page_says(int number)
    {
        var blocks = Fence().Matches(File.ReadAllText(Page())).Skip(1).ToArray();
        Assert.Equal(4, blocks.Length);
        var code = blocks[number - 1].Groups["code"].Value;
        var body = $"    private void Block{number}()\n    {{\n{Indent().Replace(code, "        ")}    }}\n";
        Assert.Contains(body, File.ReadAllText(Source()));

        GetType().GetMethod($"Block{number}", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(this, null);
        Assert.Equal(blocks[number - 1].Groups["text"].Value, Console.ToString().ReplaceLineEndings("\n"));
    }

    private static string Source([CallerFilePath] string path = "") => path;

    private static string Page() => Path.Combine(Path.GetDirectoryName(Source())!, "../../../docs/csharp-tensors.md");

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```\n(\n```text\n(?<text>.*?)```)?", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(?=.)", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
