namespace Riemann.Tests.Documents;

/// <summary>Marks the test of one code block of a reference document, counted from 1.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BlockAttribute(string document, int number, string title) : Attribute
{
    public string Document => document;

    public int Number => number;

    public string Title => title;
}
