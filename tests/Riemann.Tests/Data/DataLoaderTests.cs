using Xunit;

namespace Riemann.Tests.Data;

public class DataLoaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Batches_come_in_the_order_of_the_data_set(int prefetch)
    {
        var loader = new DataLoader(new Numbered(7), batchSize: 3, prefetch: prefetch);

        Assert.Equal(3, loader.Count);
        Assert.Equal(
            [
                [0, 1, 2],
                [3, 4, 5],
                [6],
            ],
            Read.Epoch(loader)
        );
        var (inputs, targets) = loader.First();
        Assert.Equal([3, 2], inputs.Shape);
        Assert.Equal([0, 0, 1, 10, 2, 20], inputs.ToArray<float>());
        Assert.Equal([3], targets.Shape);
    }

    [Fact]
    public void A_last_batch_may_be_left_out()
    {
        var loader = new DataLoader(new Numbered(7), batchSize: 3, dropLast: true);

        Assert.Equal(2, loader.Count);
        Assert.Equal(
            [
                [0, 1, 2],
                [3, 4, 5],
            ],
            Read.Epoch(loader)
        );
    }

    [Fact]
    public void A_batch_may_be_larger_than_the_data_set() =>
        Assert.Equal(
            [
                [0, 1],
            ],
            Read.Epoch(new DataLoader(new Numbered(2), batchSize: 100))
        );

    [Fact]
    public void An_empty_data_set_has_no_batches()
    {
        var loader = new DataLoader(new Numbered(0), batchSize: 3, shuffle: true, prefetch: 2);

        Assert.Equal(0, loader.Count);
        Assert.Empty(loader);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Every_epoch_has_every_example_once_in_an_order_of_its_own(int prefetch)
    {
        var loader = new DataLoader(new Numbered(100), batchSize: 7, shuffle: true, prefetch: prefetch, seed: 1);
        long[][] epochs =
        [
            .. Enumerable.Range(0, 3).Select(_ => Read.Epoch(loader).SelectMany(batch => batch).ToArray()),
        ];

        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), epoch.Order()));
        Assert.Equal(3, epochs.Select(epoch => string.Join(' ', epoch)).Distinct().Count());
        Assert.NotEqual(epochs[0].Order(), epochs[0]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_order_and_an_epoch_can_be_read_again()
    {
        DataLoader make(long seed) => new(new Numbered(50), batchSize: 8, shuffle: true, seed: seed);
        var loader = make(3);
        var first = Read.Epoch(loader);
        var second = Read.Epoch(loader);

        Assert.Equal(2, loader.Epoch);
        Assert.Equal(first, Read.Epoch(make(3)));
        Assert.NotEqual(first, Read.Epoch(make(4)));
        loader.Epoch = 1;
        Assert.Equal(second, Read.Epoch(loader));
    }

    [Fact]
    public void Random_numbers_of_a_batch_depend_on_the_seed_alone()
    {
        float[][] draws(int prefetch)
        {
            var loader = new DataLoader(new Noisy(6), batchSize: 2, prefetch: prefetch, seed: 5);
            return
            [
                .. loader.Select(batch =>
                {
                    Tensor.Randn(17); // what the reader draws changes nothing
                    return batch.Item1.ToArray<float>();
                }),
            ];
        }

        Assert.Equal(draws(0), draws(3));
        Assert.Equal(6, draws(0).Concat(draws(1)).Select(batch => batch[0]).Distinct().Count() * 2);
    }

    [Fact]
    public void Without_a_seed_the_seed_of_the_process_decides()
    {
        long[][] read()
        {
            Random.ManualSeed(9);
            return Read.Epoch(new DataLoader(new Numbered(40), batchSize: 40, shuffle: true));
        }

        Assert.Equal(read(), read());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_is_raised_while_a_batch_is_made_reaches_the_reader_in_its_place(int prefetch)
    {
        var loader = new DataLoader(new Torn(10, torn: 5), batchSize: 2, prefetch: prefetch);
        var read = new List<long[]>();

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var (_, targets) in loader)
                read.Add(targets.ToArray<long>());
        });

        Assert.Equal("example 5 is torn", error.Message);
        Assert.Equal(
            [
                [0, 1],
                [2, 3],
            ],
            read
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Batches_can_be_awaited(int prefetch)
    {
        var loader = new DataLoader(new Numbered(5), batchSize: 2, prefetch: prefetch);
        var read = new List<long[]>();

        await foreach (var (_, targets) in loader)
            read.Add(targets.ToArray<long>());

        Assert.Equal(
            [
                [0, 1],
                [2, 3],
                [4],
            ],
            read
        );
        Assert.Equal(1, loader.Epoch);
    }

    [Fact]
    public async Task What_is_raised_reaches_a_reader_that_awaits()
    {
        var loader = new DataLoader(new Torn(4, torn: 2), batchSize: 2, prefetch: 1);
        var read = 0;

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var _ in loader)
                read++;
        });

        Assert.Equal(1, read);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new DataLoader(new Numbered(100)).ReadAsync(source.Token))
                if (++read == 3)
                    source.Cancel();
        });

        Assert.Equal(3, read);
    }

    [Fact]
    public void A_reader_that_leaves_early_stops_the_thread_that_makes_batches()
    {
        var made = 0;
        var loader = new DataLoader<int, int>(
            new Integers(1_000_000),
            numbers => Interlocked.Add(ref made, numbers.Length),
            prefetch: 4
        );

        foreach (var _ in loader)
            break;

        var after = made;
        Thread.Sleep(50);
        Assert.Equal(after, made);
        Assert.InRange(after, 1, 10);
    }

    [Fact]
    public void Examples_of_any_kind_are_put_together_by_a_function()
    {
        var loader = new DataLoader<int, string>(new Integers(5), numbers => string.Join('+', numbers), batchSize: 2);

        Assert.Equal(["0+1", "2+3", "4"], loader);
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Assert.Equal(
            "DataLoader.collate: batches of 0 examples\n  hint  a BatchSize of 1 or more",
            Wrong.Message(() => new DataLoader(new Numbered(3), batchSize: 0))
        );
        Assert.Contains("-1 batches made ahead", Wrong.Message(() => new DataLoader(new Numbered(3), prefetch: -1)));
    }

    [Fact]
    public void Examples_of_different_shapes_are_refused()
    {
        var loader = new DataLoader(new Growing(), batchSize: 3);

        Assert.Contains(
            "example 1 of a batch holds a tensor [2] float32, the first one [1] float32",
            Wrong.Message(() => loader.First())
        );
    }

    private sealed class Integers(int count) : Dataset<int>
    {
        public override int Count => count;

        public override int this[int index] => index;
    }

    private sealed class Growing : Dataset
    {
        public override int Count => 3;

        public override (Tensor, Tensor) this[int index] => (Tensor.Zeros(index + 1), Tensor.From(0L));
    }
}
