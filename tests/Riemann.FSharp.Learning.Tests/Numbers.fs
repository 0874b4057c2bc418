namespace Riemann.FSharp.Learning.Tests

open Riemann.FSharp
open Xunit

/// What the tests compare with.
module Numbers =
    let floats (x: Tensor) = (Tensor.cast DType.Float64 x).ToArray<float>()

    /// Asserts equality up to a relative error of 1e-12, or an absolute one near 0.
    let equal (expected: float list) (actual: Tensor) =
        let actual = floats actual
        Assert.Equal(expected.Length, actual.Length)

        for wanted, found in Seq.zip expected actual do
            Assert.True(abs (wanted - found) <= 1e-12 * max 1.0 (abs wanted), $"{found} instead of {wanted}")

    /// The gradient of a function of a float64 tensor by central differences.
    let differences (f: Tensor -> Tensor) (x: Tensor) =
        let values = x.ToArray<float>()
        let step = 1e-6

        let moved i by = (f (Tensor.ofArray x.Shape (Array.updateAt i (values[i] + by) values))).ToFloat()

        Array.init values.Length (fun i -> (moved i step - moved i -step) / (2.0 * step))

    /// Asserts that the gradient is the one by differences.
    let checkGradient (f: Tensor -> Tensor) (x: Tensor) =
        Seq.zip (differences f x) (floats (grad f x))
        |> Seq.iter (fun (wanted, found) ->
            Assert.True(abs (wanted - found) <= 1e-6 * max 1.0 (abs wanted), $"{found} instead of {wanted}"))

    /// Asserts that the operation is refused in its own name, with these words in the message.
    let refused (operation: string) (words: string) (action: unit -> 'T) =
        let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
        Assert.Equal(operation, error.Operation)
        Assert.Contains(words, error.Message)
