using System.Collections;
using System.Runtime.CompilerServices;
using Riemann.Bridge;
using Riemann.FSharp;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// A data set in batches: one epoch each time it is read, by <c>foreach</c> or <c>await foreach</c>. A batch depends on the
/// seed, and on the numbers of its epoch and of its place there, and on nothing else; so do the random numbers that are
/// drawn while it is made. What is raised while a batch is made ahead reaches the reader in its place.
/// </summary>
/// <typeparam name="TExample">What an example is.</typeparam>
/// <typeparam name="TBatch">What a batch is.</typeparam>
public class DataLoader<TExample, TBatch> : IEnumerable<TBatch>
{
    private readonly Core.DataLoader<TBatch> batches;

    /// <summary>A loader of any examples, put together by a function.</summary>
    /// <param name="dataset">The examples.</param>
    /// <param name="collate">Makes a batch of its examples.</param>
    /// <param name="batchSize">Examples in a batch.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own, instead of the data set's.</param>
    /// <param name="dropLast">Whether a last batch with fewer examples is left out.</param>
    /// <param name="prefetch">How many batches another thread makes ahead; 0 makes each when it is asked for.</param>
    /// <param name="seed">Decides orders and random numbers; without one the process's source of them does.</param>
    public DataLoader(
        Dataset<TExample> dataset,
        Func<TExample[], TBatch> collate,
        int batchSize = 1,
        bool shuffle = false,
        bool dropLast = false,
        int prefetch = 0,
        long? seed = null
    )
        : this(
            indices => collate(Array.ConvertAll(indices, index => dataset[index])),
            dataset,
            batchSize,
            shuffle,
            dropLast,
            prefetch,
            seed
        ) { }

    private protected DataLoader(
        Func<int[], TBatch> make,
        Dataset<TExample> dataset,
        int batchSize,
        bool shuffle,
        bool dropLast,
        int prefetch,
        long? seed
    )
    {
        Dataset = dataset;
        TBatch seeded(Key key, int[] indices) => Random.From(key, () => make(indices));
        batches = Loading.Batches<TBatch>(
            dataset.Count,
            batchSize,
            shuffle,
            dropLast,
            prefetch,
            Random.KeyOf(seed),
            seeded
        );
    }

    /// <summary>The examples.</summary>
    public Dataset<TExample> Dataset { get; }

    /// <summary>The number of batches in an epoch.</summary>
    public int Count => Core.DataLoader.count(batches);

    /// <summary>The number of the epoch that is read next, from 0. It may be set, to go on where a run ended.</summary>
    public int Epoch { get; set; }

    /// <summary>The batches of the next epoch. A reader may leave early: a thread that makes batches ahead then ends.</summary>
    public IEnumerator<TBatch> GetEnumerator() => Core.DataLoader.epoch(Epoch++, batches).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The batches of the next epoch, for a reader that does other things until one is there.</summary>
    public async IAsyncEnumerable<TBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var reader = GetEnumerator();
        while (await Task.Run(reader.MoveNext, cancellation).ConfigureAwait(false))
            yield return reader.Current;
    }

    /// <summary>What <c>await foreach</c> reads: see <see cref="ReadAsync"/>.</summary>
    public IAsyncEnumerator<TBatch> GetAsyncEnumerator(CancellationToken cancellation = default) =>
        ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
}
