namespace Riemann;

/// <summary>
/// The examples of a <see cref="Dataset"/> in batches, side by side along a new first axis of both tensors:
/// <c>foreach (var (images, labels) in loader)</c>.
/// </summary>
/// <param name="dataset">The examples.</param>
/// <param name="batchSize">Examples in a batch.</param>
/// <param name="shuffle">Whether each epoch has an order of its own, instead of the data set's.</param>
/// <param name="dropLast">Whether a last batch with fewer examples is left out.</param>
/// <param name="prefetch">How many batches another thread makes ahead; 0 makes each when it is asked for.</param>
/// <param name="seed">Decides orders and random numbers; without one the process's source of them does.</param>
public sealed class DataLoader(
    Dataset dataset,
    int batchSize = 1,
    bool shuffle = false,
    bool dropLast = false,
    int prefetch = 0,
    long? seed = null
)
    : DataLoader<(Tensor, Tensor), (Tensor, Tensor)>(
        dataset.GetBatch,
        dataset,
        batchSize,
        shuffle,
        dropLast,
        prefetch,
        seed
    );
