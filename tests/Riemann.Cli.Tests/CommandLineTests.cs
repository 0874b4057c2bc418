using System.Text.RegularExpressions;
using Xunit;

namespace Riemann.Cli.Tests;

public sealed class CommandLineTests
{
    private static readonly string[] commands = ["mlp", "inspect-npz", "prepare-data", "fit", "info", "completion"];

    [Fact]
    public void Without_a_command_and_with_help_it_lists_the_commands()
    {
        foreach (var arguments in new string[][] { [], ["--help"], ["-h"] })
        {
            var help = Shell.Run(arguments).Succeeds().Output;
            Assert.All(commands, command => Assert.Matches($@"\n  {command} ", help));
            Assert.Contains(ExitCode.Help, help);
        }
    }

    [Fact]
    public void Each_command_has_help_with_examples_that_parse()
    {
        foreach (var command in commands)
        {
            var help = Shell.Run(command, "--help").Succeeds().Output;
            var examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..];
            var lines = Regex.Matches(examples, @"riemann ([^\n|>]+)").Select(match => match.Groups[1].Value).ToArray();
            Assert.NotEmpty(lines);
            var root = CommandLine.Root();
            Assert.All(lines, line => Assert.Empty(root.Parse(Regex.Replace(line, @"\).*|  in .*", "")).Errors));
        }
    }

    [Fact]
    public void Version_is_a_number() =>
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", Shell.Run("--version").Succeeds().Output);

    [Theory]
    [InlineData("riemann: mpl: unknown command; did you mean mlp?", "mpl")]
    [InlineData("riemann: zebra: unknown command", "zebra")]
    [InlineData("riemann: --epoch: unknown option of mlp; did you mean --epochs?", "mlp", "--epoch=3")]
    [InlineData("riemann: --jsn: unknown option of info; did you mean --json?", "info", "--jsn")]
    [InlineData(
        "riemann: --shape-only: unknown option of inspect-npz; did you mean --shapes-only?",
        "inspect-npz",
        "--shape-only"
    )]
    [InlineData("riemann: --traget: unknown option of fit; did you mean --target?", "fit", "--traget", "--quick")]
    [InlineData("riemann: -x: unknown option of info", "info", "-x")]
    [InlineData("riemann: x: info takes no such argument", "info", "x")]
    [InlineData("riemann: --epochs: its value is missing", "mlp", "--epochs")]
    [InlineData("riemann: --loss: given twice", "mlp", "--loss=a", "--loss=b")]
    [InlineData("riemann: --epochs -1: not a whole number from 0 to 2147483647", "mlp", "--epochs=-1")]
    [InlineData("riemann: --threads 0: not a whole number from 1 to 1024", "mlp", "--threads=0")]
    [InlineData("riemann: --seed 1.5: not a whole number from", "mlp", "--seed=1.5")]
    [InlineData(
        "riemann: --dataset mnits: not mnist, cifar10 or digits; did you mean mnist?",
        "prepare-data",
        "--dataset=mnits"
    )]
    [InlineData("riemann: inspect-npz: FILE is missing", "inspect-npz")]
    [InlineData("riemann: fit: FILE is missing", "fit")]
    [InlineData("riemann: bsh: not bash, zsh, fish or pwsh; did you mean bash?", "completion", "bsh")]
    public void What_is_mistyped_gets_one_line(string words, params string[] arguments) =>
        Shell.Run(arguments).Refuses(words);

    [Fact]
    public void Shells_complete_commands_and_options()
    {
        string[] Suggested(string line) => Shell.Run($"[suggest:{line.Length}]", line).Succeeds().Lines;
        Assert.Contains("mlp", Suggested("riemann m"));
        Assert.Contains("--layer-sizes", Suggested("riemann mlp --lay"));
        Assert.Contains("cifar10", Suggested("riemann prepare-data --dataset "));
        foreach (var shell in new[] { "bash", "zsh", "fish", "pwsh" })
            Assert.Contains("[suggest:", Shell.Run("completion", shell).Succeeds().Output);
    }

    [Fact]
    public void An_unforeseen_failure_is_one_line_and_its_stack_on_request()
    {
        string Report(string? trace)
        {
            Environment.SetEnvironmentVariable("RIEMANN_TRACE", trace);
            try
            {
                throw new InvalidOperationException("first\nsecond");
            }
            catch (InvalidOperationException error)
            {
                var writer = new StringWriter();
                Assert.Equal(ExitCode.Failure, Failure.Report(error, writer));
                return writer.ToString();
            }
            finally
            {
                Environment.SetEnvironmentVariable("RIEMANN_TRACE", null);
            }
        }

        Assert.Equal("riemann: first second (InvalidOperationException; RIEMANN_TRACE=1 shows where)\n", Report(null));
        Assert.Contains("   at Riemann.Cli.Tests", Report("1"));
    }

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ReLU", "relu", 0)]
    public void Distances_count_changes(string from, string to, int distance) =>
        Assert.Equal(distance, Nearest.Distance(from, to));
}
