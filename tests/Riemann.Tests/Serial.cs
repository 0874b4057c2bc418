using Xunit;

// Random numbers come from one source for the process, which tests seed.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
