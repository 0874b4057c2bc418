using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The tests that count the memory of the whole process run alone.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public class MemoryCollection;
