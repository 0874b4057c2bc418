using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>What goes wrong with gradients, and what the answer says.</summary>
public class FootgunTests
{
    private readonly Tensor x = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);

    [Fact]
    public void A_second_backward()
    {
        var loss = (x * x).Sum();
        loss.Backward();

        Assert.Equal(
            """
            Backward: the graph was already used by a backward pass, which let go of it
              hint  call the first Backward with retainGraph: true, or compute the outputs again
            """,
            Wrong.Message(() => loss.Backward())
        );
    }

    [Fact]
    public void Grad_through_a_graph_that_was_let_go_of()
    {
        var y = x * x;
        y.Sum().Backward();

        Assert.Equal(
            """
            Backward: the graph was already used by a backward pass, which let go of it
              hint  call the first Backward with retainGraph: true, or compute the outputs again
            """,
            Wrong.Message(() => Autograd.Grad((y * 2.0).Sum(), x))
        );
    }

    [Fact]
    public void An_error_names_the_line()
    {
        var error = Assert.Throws<FSharp.RiemannException>(() => (x * x).Backward());
        Assert.EndsWith("(x * x).Backward());", error.Message);
        Assert.Contains("  at    FootgunTests.cs(", error.Message);
    }

    [Fact]
    public void An_in_place_change_of_a_leaf()
    {
        Assert.Equal(
            """
            AddInPlace: a leaf that requires gradients was changed in place
              hint  change a computed tensor or a Clone, or do it inside NoGrad
            """,
            Wrong.Message(() => x.AddInPlace(1.0))
        );
        Assert.Equal([1.0, 2.0, 3.0], x.ToArray<double>());
    }

    [Fact]
    public void A_vector_without_a_gradient() =>
        Assert.Equal(
            """
            Backward: the tensor has shape [3], not one number
              hint  pass a gradient of the same shape, or reduce the tensor with Sum or Mean
            """,
            Wrong.Message(() => (x * 2.0).Backward())
        );

    [Fact]
    public void A_gradient_of_another_shape() =>
        Assert.Equal(
            """
            Backward: a gradient of [2] float64 for a tensor of [3] float64
              hint  the gradient has the shape and element type of the tensor
            """,
            Wrong.Message(() => (x * 2.0).Backward(Tensor.From(new[] { 1.0, 1.0 })))
        );

    [Fact]
    public void A_gradient_of_another_element_type() =>
        Assert.Equal(
            """
            Backward: a gradient of [3] float32 for a tensor of [3] float64
              hint  the gradient has the shape and element type of the tensor
            """,
            Wrong.Message(() => (x * 2.0).Backward(Tensor.Ones(3)))
        );

    [Fact]
    public void Tensors_of_two_element_types() =>
        Assert.Equal(
            """
            add: the element types differ
              left  float64   right float32
              hint  Tensor.cast DType.Float64 the other operand
            """,
            Wrong.Message(() => x + Tensor.Ones(3))
        );

    [Fact]
    public void Gradients_of_integers() =>
        Assert.Equal(
            """
            RequiresGrad: a tensor of int32 has no gradient
              hint  make it Float32 or Float64 with To
            """,
            Wrong.Message(() => Tensor.From(new[] { 1, 2 }, requiresGrad: true))
        );

    [Fact]
    public void Backward_without_anything_recorded() =>
        Assert.Equal(
            """
            Backward: the tensor does not require gradients
              hint  compute it from tensors with RequiresGrad, outside NoGrad
            """,
            Wrong.Message(() => x.Detach().Sum().Backward())
        );

    [Fact]
    public void Switching_off_the_gradients_of_a_computed_tensor() =>
        Assert.Equal(
            """
            RequiresGrad: the tensor was computed from others that require gradients
              hint  use Detach for a tensor without history
            """,
            Wrong.Message(() => (x * 2.0).RequiresGradInPlace(false))
        );

    [Fact]
    public void Grad_by_a_tensor_that_was_not_used()
    {
        var other = Tensor.From(1.0, requiresGrad: true);
        Assert.Equal(
            """
            Grad: input 1 is not used by the output
              hint  check that the output was computed from it, or set allowUnused: true
            """,
            Wrong.Message(() => Autograd.Grad((x * x).Sum(), [x, other]))
        );
        Assert.Null(Autograd.Grad((x * x).Sum(), [x, other], allowUnused: true)[1]);
    }

    [Fact]
    public void Grad_by_a_tensor_without_gradients() =>
        Assert.Equal(
            """
            Grad: input 0 does not require gradients
              hint  check that the output was computed from it, or set allowUnused: true
            """,
            Wrong.Message(() => Autograd.Grad(x.Sum(), Tensor.From(1.0)))
        );

    [Fact]
    public void Another_number_of_gradients_than_outputs() =>
        Assert.Equal(
            """
            Grad: 2 gradients for 1 outputs
              hint  one for each output, or null for an output that is one number
            """,
            Wrong.Message(() => Autograd.Grad([x.Sum()], [x], [null, null]))
        );

    [Fact]
    public void A_tensor_of_a_functional_derivative_that_returned()
    {
        Tensor? kept = null;
        Autograd.Jvp(y => kept = y * y, x, Tensor.OnesLike(x));

        Assert.Equal(
            """
            multiply: a value escaped from jvp, which has already returned
              rule  return every value from the function given to jvp
              hint  lazy sequences and mutable variables keep such values: use List.map, Array.map
            """,
            Wrong.Message(() => kept! * 2.0)
        );
    }

    [Fact]
    public void Backward_inside_a_functional_derivative() =>
        Assert.Equal(
            """
            Backward: a tensor belongs to vjp, which differentiates it
              hint  inside it use the functional derivatives of Autograd, which nest
            """,
            Wrong.Message(() =>
                Autograd.Jacobian(
                    y =>
                    {
                        y.Sum().Backward();
                        return y;
                    },
                    x
                )
            )
        );

    [Fact]
    public void Switching_gradients_off_inside_a_functional_derivative() =>
        Assert.Equal(
            """
            RequiresGrad: the tensor belongs to vjp, which records every float tensor
              hint  use Detach for a value that counts as constant
            """,
            Wrong.Message(() => Autograd.Jacobian(y => y.RequiresGradInPlace(false), x))
        );

    [Fact]
    public void A_hook_that_returns_another_shape()
    {
        x.RegisterHook(_ => Tensor.From(1.0));
        Assert.Equal(
            """
            RegisterHook: the hook returned [] float64 for a gradient of [3] float64
              hint  return null, or a gradient of the same shape and element type
            """,
            Wrong.Message(() => x.Sum().Backward())
        );
    }

    [Fact]
    public void A_gradient_set_with_another_shape() =>
        Assert.Equal(
            """
            Grad: a gradient of [2] float32 for a tensor of [3] float64
              hint  a gradient has the shape and element type of its tensor
            """,
            Wrong.Message(() => x.Grad = Tensor.Ones(2))
        );

    [Fact]
    public void Derivatives_of_order_0_and_by_nothing()
    {
        Assert.Equal(
            """
            HigherOrderGrad: there is no derivative of order 0
              hint  order 1 or more
            """,
            Wrong.Message(() => Autograd.HigherOrderGrad(x.Sum(), x, 0))
        );
        Assert.Equal(
            """
            D: there is no variable to differentiate by
              hint  name one or more, as in f.D(x, y)
            """,
            Wrong.Message(() => x.Sum().D())
        );
    }
}
