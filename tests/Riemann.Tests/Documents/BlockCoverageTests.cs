using System.Reflection;
using Xunit;
using Xunit.Abstractions;

namespace Riemann.Tests.Documents;

/// <summary>Every code block of the reference documents has a test.</summary>
public class BlockCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("000", 74)]
    [InlineData("001", 31)]
    [InlineData("002", 37)]
    [InlineData("004", 22)]
    public void Every_block_of_a_document_has_a_test(string document, int count)
    {
        var covered = typeof(BlockAttribute)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<BlockAttribute>())
            .Where(block => block.Document == document)
            .Select(block => block.Number)
            .Distinct()
            .Order()
            .ToArray();

        output.WriteLine($"document {document}: {covered.Length} of {count} blocks have a test");
        Assert.Equal(Enumerable.Range(1, count), covered);
    }
}
