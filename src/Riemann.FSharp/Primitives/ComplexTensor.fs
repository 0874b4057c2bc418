namespace Riemann.FSharp

open Riemann.Kernels

/// Complex numbers: a tensor of real and one of imaginary parts, of one shape and element type. Being a record it is a
/// tree of two tensors, and `grad`, `jvp`, `vmap` and the rest work on it as on any other.
///
/// The parts are independent real variables. So the gradient of a real function f by z = x + i y is df/dx + i df/dy,
/// the direction in which f grows fastest, as in PyTorch (there too, `z - rate * gradient` descends); JAX's `grad`
/// returns its conjugate. Of f(z) = |z|^2 the gradient is 2 z.
[<NoEquality; NoComparison; StructuredFormatDisplay("{Text}")>]
type ComplexTensor =
    { Real: Tensor
      Imaginary: Tensor }

    /// The lengths of the axes, outermost first.
    member z.Shape = z.Real.Shape

    /// The element type of the parts.
    member z.DType = z.Real.DType

    /// The number of axes.
    member z.Rank = z.Real.Rank

    /// The number of complex elements.
    member z.Length = z.Real.Length

    member internal z.Text =
        if isNull z.Real.Tracer && isNull z.Imaginary.Tracer && z.Shape = z.Imaginary.Shape then
            Print.complex z.Real.Value z.Imaginary.Value
        else
            $"complex of {z.Real} and {z.Imaginary}"

    override z.ToString() = z.Text

    /// `ComplexTensor.create x y` is x + i y. Raises when shapes or element types differ, or hold no floats.
    static member create (real: Tensor) (imaginary: Tensor) : ComplexTensor =
        let parts = [ "real", real; "imaginary", imaginary ]

        if real.DType <> imaginary.DType || not (real.DType.IsFloat()) then
            let types = parts |> List.map (fun (name, part) -> name, part.DType)
            let problem = "the parts must hold floats of one type"

            Fail.raise
                "ComplexTensor.create"
                (RiemannError.DType(problem, types, "Tensor.cast DType.Float64 the parts"))

        if not (real.Aval.Shape.Equals imaginary.Aval.Shape) then
            let shapes = parts |> List.map (fun (name, part) -> name, part.Aval.Shape)
            let rule = "both parts have one shape; Tensor.broadcastTo stretches one"
            Fail.raise "ComplexTensor.create" (RiemannError.Shape("the shapes of the parts differ", shapes, rule))

        { Real = real; Imaginary = imaginary }

    /// `ComplexTensor.ofReal x` is x + 0 i.
    static member ofReal(x: Tensor) = ComplexTensor.create x (Tensor.zerosLike x)

    /// `ComplexTensor.polar r angle` is r (cos angle + i sin angle). The shapes broadcast.
    static member polar (radius: Tensor) (angle: Tensor) =
        ComplexTensor.create (radius * cos angle) (radius * sin angle)

    /// `ComplexTensor.map f z` applies f to both parts: right for what only moves elements, such as
    /// `Tensor.transpose`, and for real linear functions, such as `Tensor.sumOver [ 0 ]`.
    static member map (f: Tensor -> Tensor) (z: ComplexTensor) = { Real = f z.Real; Imaginary = f z.Imaginary }

    /// A part that a real operand did not touch, stretched as the other one was.
    static member private Along(real: Tensor, imaginary: Tensor) =
        { Real = real; Imaginary = Structure.broadcastTo real.Aval.Shape imaginary }

    static member (+)(z: ComplexTensor, w: ComplexTensor) =
        { Real = z.Real + w.Real; Imaginary = z.Imaginary + w.Imaginary }

    static member (+)(z: ComplexTensor, x: Tensor) = ComplexTensor.Along(z.Real + x, z.Imaginary)
    static member (+)(x: Tensor, z: ComplexTensor) = z + x
    static member (+)(z: ComplexTensor, x: float) = { z with Real = z.Real + x }
    static member (+)(x: float, z: ComplexTensor) = z + x

    static member (-)(z: ComplexTensor, w: ComplexTensor) =
        { Real = z.Real - w.Real; Imaginary = z.Imaginary - w.Imaginary }

    static member (-)(z: ComplexTensor, x: Tensor) = ComplexTensor.Along(z.Real - x, z.Imaginary)
    static member (-)(x: Tensor, z: ComplexTensor) = ComplexTensor.Along(x - z.Real, -z.Imaginary)
    static member (-)(z: ComplexTensor, x: float) = { z with Real = z.Real - x }
    static member (-)(x: float, z: ComplexTensor) = { Real = x - z.Real; Imaginary = -z.Imaginary }

    static member (*)(z: ComplexTensor, w: ComplexTensor) =
        { Real = z.Real * w.Real - z.Imaginary * w.Imaginary; Imaginary = z.Real * w.Imaginary + z.Imaginary * w.Real }

    static member (*)(z: ComplexTensor, x: Tensor) = z |> ComplexTensor.map (fun part -> part * x)
    static member (*)(x: Tensor, z: ComplexTensor) = z * x
    static member (*)(z: ComplexTensor, x: float) = z |> ComplexTensor.map (fun part -> part * x)
    static member (*)(x: float, z: ComplexTensor) = z * x

    /// Both operands are first divided by the larger part of w, so that nothing overflows on the way; as it cancels, it
    /// is a constant for derivatives.
    static member (/)(z: ComplexTensor, w: ComplexTensor) =
        let size = stopGradient (Tensor.maximum (abs w.Real) (abs w.Imaginary))
        let w = w / size
        z / size * ComplexTensor.conjugate w / ComplexTensor.squaredAbs w

    static member (/)(z: ComplexTensor, x: Tensor) = z |> ComplexTensor.map (fun part -> part / x)
    static member (/)(x: Tensor, z: ComplexTensor) = ComplexTensor.ofReal x / z
    static member (/)(z: ComplexTensor, x: float) = z |> ComplexTensor.map (fun part -> part / x)
    static member (/)(x: float, z: ComplexTensor) = Tensor.fullLike x z.Real / z

    static member (~-)(z: ComplexTensor) = z |> ComplexTensor.map (fun part -> -part)

    static member Exp(z: ComplexTensor) = ComplexTensor.polar (exp z.Real) z.Imaginary

    /// log |z| + i angle z, with the angle from -pi to pi; minus infinity at 0, where the derivative is NaN.
    static member Log(z: ComplexTensor) =
        { Real = log (Tensor.hypot z.Real z.Imaginary); Imaginary = atan2 z.Imaginary z.Real }

    /// `ComplexTensor.conjugate z` is x - i y.
    static member conjugate(z: ComplexTensor) = { z with Imaginary = -z.Imaginary }

    /// `ComplexTensor.squaredAbs z` is x x + y y, smooth everywhere.
    static member squaredAbs(z: ComplexTensor) : Tensor = z.Real * z.Real + z.Imaginary * z.Imaginary

    /// The real part, but 1 where z is 0.
    static member private AwayFromZero(z: ComplexTensor) =
        let isZero (part: Tensor) = Tensor.equal part (Tensor.Weak(0.0, part))
        let isZero = Tensor.logicalAnd (isZero z.Real) (isZero z.Imaginary)
        struct (isZero, Tensor.where isZero (Tensor.Weak(1.0, z.Real)) z.Real)

    /// `ComplexTensor.abs z` is sqrt (x x + y y), which overflows only where the result does. The derivative at the
    /// kink at 0 is 0.
    static member abs(z: ComplexTensor) : Tensor =
        let struct (isZero, real) = ComplexTensor.AwayFromZero z
        Tensor.where isZero (Tensor.Weak(0.0, real)) (Tensor.hypot real z.Imaginary)

    /// `ComplexTensor.angle z` is the angle from the positive real axis, from -pi to pi; 0 at 0, with derivative 0 along
    /// the real axis and 1 along the imaginary one there.
    static member angle(z: ComplexTensor) : Tensor =
        let struct (_, real) = ComplexTensor.AwayFromZero z
        atan2 z.Imaginary real

    /// `ComplexTensor.reshape [2; -1] z` are the elements of z in another shape, as `Tensor.reshape`.
    static member reshape (dimensions: int list) (z: ComplexTensor) = z |> ComplexTensor.map (Tensor.reshape dimensions)

    /// `ComplexTensor.slice [Slice.At 0] z` are the elements of z at these positions, as `Tensor.slice`.
    static member slice (slices: Slice list) (z: ComplexTensor) = z |> ComplexTensor.map (Tensor.slice slices)

    /// `ComplexTensor.matmul z w` is the matrix product, as `Tensor.matmul`, by four real ones.
    static member matmul (z: ComplexTensor) (w: ComplexTensor) =
        { Real = z.Real *@ w.Real - z.Imaginary *@ w.Imaginary
          Imaginary = z.Real *@ w.Imaginary + z.Imaginary *@ w.Real }
