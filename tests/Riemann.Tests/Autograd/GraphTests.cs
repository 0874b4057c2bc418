using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>The recorded graph: what is kept, what is let go of, and who sees which gradient.</summary>
public class GraphTests
{
    private readonly Tensor x = Tensor.From(new[] { 1.0, 2.0 }, requiresGrad: true);

    [Fact]
    public void A_graph_that_is_retained_is_used_again()
    {
        var loss = (x * x).Sum();

        loss.Backward(retainGraph: true);
        loss.Backward();

        Assert.Equal([4.0, 8.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Branches_that_were_not_visited_keep_what_they_need()
    {
        var y = x * x;
        var (left, right) = ((y * 2.0).Sum(), x.Exp().Sum());
        left.Backward();

        right.Backward();

        Assert.Equal(
            [Math.Round(4 + Math.Exp(1), 14), Math.Round(8 + Math.Exp(2), 14)],
            x.Grad!.ToArray<double>().Select(d => Math.Round(d, 14))
        );
    }

    [Fact]
    public void A_graph_of_many_nodes_in_a_row_needs_no_stack()
    {
        var start = Tensor.From(1.0, requiresGrad: true);
        var y = start;
        for (var i = 0; i < 150_000; i++)
            y += 1.0;

        Assert.Equal(1.0, Autograd.Grad(y, start, retainGraph: true).Item());
        y.Backward();
        Assert.Equal(1.0, start.Grad!.Item());
    }

    [Fact]
    public void Threads_walk_their_own_graphs_at_once()
    {
        static double[] gradient(int seed)
        {
            var w = Tensor.From(new[] { seed + 0.5, seed + 1.5 }, requiresGrad: true);
            for (var i = 0; i < 50; i++)
                (w * w * seed).Sum().Backward();
            return w.Grad!.ToArray<double>();
        }
        var together = new double[32][];

        Parallel.For(0, together.Length, seed => together[seed] = gradient(seed));

        for (var seed = 0; seed < together.Length; seed++)
            Assert.Equal(gradient(seed), together[seed]);
    }

    [Fact]
    public void Threads_share_a_leaf_in_Grad()
    {
        var gradients = new double[16][];

        Parallel.For(0, gradients.Length, k => gradients[k] = Autograd.Grad((x * x * k).Sum(), x).ToArray<double>());

        for (var k = 0; k < gradients.Length; k++)
            Assert.Equal([2.0 * k, 4.0 * k], gradients[k]);
    }

    [Fact]
    public void Threads_add_to_the_gradient_of_one_leaf()
    {
        Parallel.For(0, 400, _ => (x * 1.0).Sum().Backward());

        Assert.Equal([400.0, 400.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public async Task NoGrad_flows_with_await_and_ends_with_its_scope()
    {
        using (new NoGrad())
        {
            await Task.Delay(1);
            Assert.False((x * 2.0).RequiresGrad);
            Assert.False(await Task.Run(() => GradMode.IsGradEnabled));
        }
        Assert.True((x * 2.0).RequiresGrad);
    }

    [Fact]
    public async Task NoGrad_of_one_flow_leaves_the_others_alone()
    {
        var isInside = new TaskCompletionSource();
        var isChecked = new TaskCompletionSource();
        var other = Task.Run(async () =>
        {
            using (new NoGrad())
            {
                isInside.SetResult();
                await isChecked.Task;
            }
        });

        await isInside.Task;
        Assert.True(GradMode.IsGradEnabled);
        isChecked.SetResult();
        await other;
    }

    [Fact]
    public void Hooks_see_the_whole_gradient_once_and_may_change_it()
    {
        var y = x * 2.0;
        var seen = new List<double[]>();
        y.RegisterHook(gradient =>
        {
            seen.Add(gradient.ToArray<double>());
            return gradient * 10.0;
        });

        (y.Sum() + (y * y).Sum()).Backward();

        Assert.Equal(
            [
                [5.0, 9.0],
            ],
            seen
        );
        Assert.Equal([100.0, 180.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_hook_that_a_hook_adds_or_removes_counts_from_the_next_pass()
    {
        var calls = new List<string>();
        HookHandle? second = null;
        x.RegisterHook(_ =>
        {
            calls.Add("first");
            second?.Remove();
            second = x.RegisterHook(_ =>
            {
                calls.Add("second");
                return null;
            });
            return null;
        });

        x.Sum().Backward();
        x.Sum().Backward();

        Assert.Equal(["first", "first", "second"], calls);
    }

    [Fact]
    public void A_hook_may_walk_a_graph_of_its_own_and_keep_what_it_computes()
    {
        Tensor? kept = null;
        var large = Tensor.Full([1000, 100], 1.0, DType.Float64, requiresGrad: true);
        large.RegisterHook(gradient =>
        {
            using var _ = new EnableGrad();
            var inner = gradient.Copy().RequiresGradInPlace();
            (inner * inner).Sum().Backward();
            kept = inner.Grad! + gradient;
            return null;
        });

        (large * 3.0).Sum().Backward();
        for (var i = 0; i < 20; i++)
            (large.Detach() * 7.0).Exp().Sum().Item();

        Assert.All(kept!.ToArray<double>(), value => Assert.Equal(9.0, value));
        Assert.All(large.Grad!.ToArray<double>(), value => Assert.Equal(3.0, value));
    }

    [Fact]
    public void A_hook_that_throws_leaves_the_graph_usable()
    {
        var isThrowing = true;
        var y = x * 2.0;
        y.RegisterHook(_ => isThrowing ? throw new InvalidOperationException() : null);
        Assert.Throws<InvalidOperationException>(() => y.Backward(Tensor.OnesLike(y)));
        Assert.True(GradMode.IsGradEnabled);

        isThrowing = false;
        y.Backward(Tensor.OnesLike(y));

        Assert.Equal([2.0, 2.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_hook_of_a_pass_that_is_not_recorded_leaves_no_history()
    {
        x.RegisterHook(gradient => gradient * x);

        x.Sum().Backward();

        Assert.Equal([1.0, 2.0], x.Grad!.ToArray<double>());
        Assert.False(x.Grad!.RequiresGrad);
    }

    [Fact]
    public void A_retained_gradient_is_that_of_the_changed_tensor()
    {
        var y = x * 2.0;
        y.RetainGrad();
        y.MulInPlace(3.0);

        (y * y).Sum().Backward();

        Assert.Equal([12.0, 24.0], y.Grad!.ToArray<double>());
        Assert.Equal([72.0, 144.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_saved_value_survives_a_change_in_place()
    {
        var y = x * 1.0;
        var square = (y * y).Sum();
        y.ZeroInPlace();

        square.Backward();

        Assert.Equal([2.0, 4.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_tensor_under_another_name_is_no_leaf_and_has_gradients_of_its_own()
    {
        foreach (var same in new[] { x.Clone(), x.Reshape(2) })
        {
            x.Grad = null;
            Assert.False(same.IsLeaf);
            same.RetainGrad();
            same.RegisterHook(gradient => gradient * 2.0);
            same.MulInPlace(1.0);

            same.Sum().Backward();

            Assert.Equal([1.0, 1.0], same.Grad!.ToArray<double>());
            Assert.Equal([2.0, 2.0], x.Grad!.ToArray<double>());
        }
    }

    [Fact]
    public void Gradients_of_a_leaf_in_two_graphs_add_up_in_one_place()
    {
        var gradient = (Tensor?)null;
        (x * 2.0).Sum().Backward();
        gradient = x.Grad;

        (x * 3.0).Sum().Backward();

        Assert.Same(gradient, x.Grad);
        Assert.Equal([5.0, 5.0], gradient!.ToArray<double>());
    }

    [Fact]
    public void Gradients_of_two_leaves_are_their_own_although_they_have_one_value()
    {
        var y = Tensor.From(new[] { 5.0, 5.0 }, requiresGrad: true);
        (x + y).Sum().Backward();

        x.Grad!.ZeroInPlace();

        Assert.Equal([1.0, 1.0], y.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_recorded_pass_inside_NoGrad_is_recorded()
    {
        var y = (x * x * x).Sum();
        using (new NoGrad())
            y.Backward(createGraph: true);

        Assert.Equal([6.0, 12.0], Autograd.Grad(x.Grad!.Sum(), x).ToArray<double>());
    }

    [Fact]
    public void Grad_by_an_intermediate_and_by_the_output_itself()
    {
        var y = x * 2.0;
        var z = (y * y).Sum();

        var gradients = Autograd.Grad(z, [y, z, x, y]);

        Assert.Equal([4.0, 8.0], gradients[0]!.ToArray<double>());
        Assert.Equal(1.0, gradients[1]!.Item());
        Assert.Equal([8.0, 16.0], gradients[2]!.ToArray<double>());
        Assert.Equal([4.0, 8.0], gradients[3]!.ToArray<double>());
    }

    [Fact]
    public void Empty_tensors_have_empty_gradients()
    {
        var empty = Tensor.Full([0, 3], 1.0, DType.Float64, requiresGrad: true);

        (empty * 2.0).Sum().Backward();

        Assert.Equal([0, 3], empty.Grad!.Shape);
    }
}
