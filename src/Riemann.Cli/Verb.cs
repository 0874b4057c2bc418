using System.CommandLine;

namespace Riemann.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class Verb(string name, string description, string examples) : Command(name, description)
{
    public string Examples => examples;
}
