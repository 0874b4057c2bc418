namespace Riemann.FSharp

open Riemann.Kernels

/// How a forward and an inverse transform of n share the factor 1/n that makes them undo each other.
[<RequireQualifiedAccess>]
type Normalisation =
    /// All of it in the inverse.
    | Backward
    /// 1/sqrt n in each, which keeps sums of squares.
    | Ortho
    /// All of it in the forward transform.
    | Forward

/// Settings of a Fourier transform.
type FourierSettings =
    {
        Normalisation: Normalisation
        /// The lengths to which the axes are cut, or padded with zeros, at their ends; empty to leave them as they are.
        Lengths: int list
    }

/// How much of a convolution of a and b elements to keep.
[<RequireQualifiedAccess>]
type Overlap =
    /// All a + b - 1 elements.
    | Full
    /// The a elements in the middle.
    | Same
    /// The elements to which all of the shorter operand contributes: one more than their lengths differ by.
    | Valid

/// Transforms of complex numbers, whose parts are at 0 and 1 of the axis `parts`, along a later axis.
module internal FourierPrimitives =
    let private settings parts axis (scale: float) =
        [ Numbers("parts and axis", [ parts; axis ]); Parameter.Real("scale", scale) ]

    /// Floats with elements along the axis, whose results have this shape.
    let private rule shape (operands: Aval[]) =
        Rules.floats operands |> Result.map (fun x -> { x with Shape = shape operands[0].Shape })

    let private resized (axis: int) length (shape: Shape) =
        Shapes.ofDimensions [| for i in 0 .. shape.Rank - 1 -> if i = axis then length else shape[i] |]

    /// The sum of x[j] exp (-2 pi i j k / n), or with plus for the inverse, times the scale.
    let rec transform (parts: int) (axis: int) (isInverse: bool) (scale: float) : Primitive =
        Primitive.linear
            "fourier"
            (Number("inverse", if isInverse then 1L else 0L) :: settings parts axis scale)
            (rule id)
            (fun x -> FourierTransform.Complex(x, parts, axis, isInverse, scale))
            (fun _ -> Primitive.apply1 (transform parts axis (not isInverse) scale))
            (fun _ -> Primitive.apply1 (transform (parts + 1) (axis + 1) isInverse scale))

    let private doubled isDoubled = Number("doubled", if isDoubled then 1L else 0L)

    /// The elements 0 to n / 2 of the transform of real numbers, those with a mirror image twice where asked. The parts
    /// are put in at their axis, which `axis` counts.
    let rec toHalf (parts: int) (axis: int) (isDoubled: bool) (scale: float) : Primitive =
        let result (shape: Shape) =
            shape
            |> resized (axis - 1) (shape[axis - 1] / 2 + 1)
            |> fun shape -> Shapes.ofDimensions (Array.insertAt parts 2 (shape.Dimensions.ToArray()))

        Primitive.linear
            "fourierToHalf"
            (doubled isDoubled :: settings parts axis scale)
            (rule result)
            (fun x -> FourierTransform.ToHalf(x, parts, axis, isDoubled, scale))
            (fun x -> Primitive.apply1 (ofHalf x.Shape[axis - 1] parts axis isDoubled scale))
            (fun _ -> Primitive.apply1 (toHalf (parts + 1) (axis + 1) isDoubled scale))

    /// The real numbers whose inverse transform's elements 0 to n / 2 are given: those with a mirror image count for
    /// both where they are doubled. The adjoint of toHalf.
    and ofHalf (length: int) (parts: int) (axis: int) (isDoubled: bool) (scale: float) : Primitive =
        let result = Shapes.without [ parts ] << resized axis length

        Primitive.linear
            "fourierOfHalf"
            (Number("length", length) :: doubled isDoubled :: settings parts axis scale)
            (rule result)
            (fun x -> FourierTransform.FromHalf(x, length, parts, axis, isDoubled, scale))
            (fun _ -> Primitive.apply1 (toHalf parts axis isDoubled scale))
            (fun _ -> Primitive.apply1 (ofHalf length (parts + 1) (axis + 1) isDoubled scale))

/// Discrete Fourier transforms of any length, by fast algorithms for all of them: lengths whose prime factors are 2, 3
/// and 5 are fastest, those with a prime factor above 13 take a few times as long. The relative error of a result, in
/// the sense of root mean squares, is about 2e-16 log2 n in float64 and 1e-7 log2 n in float32.
[<RequireQualifiedAccess>]
module Fourier =
    open FourierPrimitives

    /// No cutting or padding, and the factor 1/n in the inverse.
    let defaults = { Normalisation = Normalisation.Backward; Lengths = [] }

    let private scale normalisation isInverse (length: int) =
        match normalisation, isInverse with
        | Normalisation.Backward, false
        | Normalisation.Forward, true -> 1.0
        | Normalisation.Backward, true
        | Normalisation.Forward, false -> 1.0 / float length
        | Normalisation.Ortho, _ -> 1.0 / sqrt (float length)

    let private pack (z: ComplexTensor) =
        let z = ComplexTensor.create z.Real z.Imaginary
        Tensor.stack 0 [ z.Real; z.Imaginary ]

    let private unpack (x: Tensor) = { Real = x[0]; Imaginary = x[1] }

    /// The axes of floats counted from 0, at least one, and their lengths as the settings wish them.
    let private plan operation settings (axes: int list) (x: Aval) : (int * int) list =
        Rules.floats [| x |] |> Fail.get operation |> ignore
        let shape = x.Shape
        let axes = Shapes.axes shape axes |> Fail.get operation

        if axes.IsEmpty then Fail.raise operation (RiemannError.Value("no axis is named", "one axis or more"))

        if axes |> List.exists (fun axis -> shape[axis] = 0) then
            Fail.raise operation (RiemannError.Value("the axis has no elements", "one element or more"))

        if settings.Lengths.IsEmpty then
            [ for axis in axes -> axis, shape[axis] ]
        elif settings.Lengths.Length <> axes.Length || settings.Lengths |> List.exists (fun length -> length < 1) then
            let problem = $"%A{settings.Lengths} are not the lengths of {axes.Length} axes"
            Fail.raise operation (RiemannError.Value(problem, "a length of 1 or more for each axis, or none at all"))
        else
            List.zip axes settings.Lengths

    /// Zeros after the end, or fewer elements.
    let private fit (axis: int) length (x: Tensor) =
        let own = x.Aval.Shape[axis]

        if length < own then Parts.along axis 0 length x
        elif length > own then Tensor.pad [ for i in 0 .. x.Rank - 1 -> 0, (if i = axis then length - own else 0) ] x
        else x

    /// The transform of packed numbers along some axes, one after the other.
    let private along isInverse settings (plan: (int * int) list) (x: Tensor) =
        (x, plan)
        ||> List.fold (fun x (axis, length) ->
            fit (axis + 1) length x
            |> Primitive.apply1 (transform 0 (axis + 1) isInverse (scale settings.Normalisation isInverse length)))

    let private complex operation isInverse settings axes (z: ComplexTensor) =
        let plan = plan operation settings axes z.Real.Aval
        pack z |> along isInverse settings plan |> unpack

    /// `Fourier.forwardWith settings axes z` is the transform along these axes, cut or padded and normalised as the
    /// settings say. Errors and NaN as for `Fourier.forward`.
    let forwardWith (settings: FourierSettings) (axes: int list) (z: ComplexTensor) =
        complex "Fourier.forward" false settings axes z

    /// `Fourier.inverseWith settings axes z` is the inverse transform along these axes, cut or padded and normalised as
    /// the settings say. Errors and NaN as for `Fourier.forward`.
    let inverseWith (settings: FourierSettings) (axes: int list) (z: ComplexTensor) =
        complex "Fourier.inverse" true settings axes z

    /// `Fourier.forwardOver axes z` is the transform along several axes, one after the other.
    let forwardOver (axes: int list) (z: ComplexTensor) = forwardWith defaults axes z

    /// `Fourier.inverseOver axes z` is what `Fourier.forwardOver axes` makes z of.
    let inverseOver (axes: int list) (z: ComplexTensor) = inverseWith defaults axes z

    /// `Fourier.forward axis z` is the discrete Fourier transform along the axis: element k is the sum over j of
    /// z[j] exp (-2 pi i j k / n). Raises for an axis of length 0. A NaN or infinity makes all of its line NaN.
    /// Source: Stockham (1966) for lengths of small factors, Bailey (1990) for long ones, Bluestein (1970) for others.
    let forward (axis: int) (z: ComplexTensor) = forwardOver [ axis ] z

    /// `Fourier.inverse axis z` is what `Fourier.forward axis` makes z of: element j is the sum over k of
    /// z[k] exp (2 pi i j k / n), divided by n. Errors and NaN as for `Fourier.forward`.
    let inverse (axis: int) (z: ComplexTensor) = inverseOver [ axis ] z

    /// `Fourier.realWith settings axes x` is the transform of real numbers along these axes, cut or padded and normalised
    /// as the settings say, and of its last one elements 0 to n / 2 only. Errors and NaN as for `Fourier.real`.
    let realWith (settings: FourierSettings) (axes: int list) (x: Tensor) =
        let plan = plan "Fourier.real" settings axes x.Aval
        let last, length = List.last plan

        fit last length x
        |> Primitive.apply1 (toHalf 0 (last + 1) false (scale settings.Normalisation false length))
        |> along false settings (List.take (plan.Length - 1) plan)
        |> unpack

    /// `Fourier.realOver axes x` is the transform of real numbers along several axes: of the last one, elements 0 to
    /// n / 2 only.
    let realOver (axes: int list) (x: Tensor) = realWith defaults axes x

    /// `Fourier.real axis x` are the elements 0 to n / 2 of the transform of real numbers, [.., n, ..] to
    /// [.., n / 2 + 1, ..]; the others mirror them: element n - k is the conjugate of element k. About half the work of
    /// `Fourier.forward` for even n. Raises for an axis of length 0, and for integers. A NaN or infinity makes all of its
    /// line NaN, but for parts that are always 0.
    let real (axis: int) (x: Tensor) = realOver [ axis ] x

    let private spectrumHint m = $"the length is {2 * m - 2} or {2 * m - 1}; Lengths in the settings cut or pad"

    /// `Fourier.inverseRealWith settings axes z` are the real numbers with half a spectrum z, as `Fourier.realWith` gives
    /// it. Lengths are those of the result, and its last axis has 2 (m - 1) elements where none are given, m being the
    /// elements of z. Imaginary parts that a spectrum of real numbers does not have are ignored. Raises for m = 1 without
    /// a length.
    let inverseRealWith (settings: FourierSettings) (axes: int list) (z: ComplexTensor) =
        let operation = "Fourier.inverseReal"
        let plan = plan operation settings axes z.Real.Aval
        let last, length = List.last plan
        let length = if settings.Lengths.IsEmpty then 2 * (length - 1) else length

        if length = 0 then
            let problem = "half a spectrum of one element does not say its length"
            Fail.raise operation (RiemannError.Value(problem, "give the Lengths in the settings"))

        pack z
        |> along true settings (List.take (plan.Length - 1) plan)
        |> fit (last + 1) (length / 2 + 1)
        |> Primitive.apply1 (ofHalf length 0 (last + 1) true (scale settings.Normalisation true length))

    /// `Fourier.inverseRealOver axes n z` is what `Fourier.realOver axes` makes z of, where its last axis has n elements.
    /// Raises unless z has n / 2 + 1 elements there.
    let inverseRealOver (axes: int list) (length: int) (z: ComplexTensor) =
        let operation = "Fourier.inverseReal"
        let plan = plan operation defaults axes z.Real.Aval
        let last, own = List.last plan

        if length < 1 || own <> length / 2 + 1 then
            let problem = $"{own} elements along axis {last} are not half a spectrum of length {length}"
            Fail.raise operation (RiemannError.Value(problem, spectrumHint own))

        let lengths = (List.take (plan.Length - 1) plan |> List.map snd) @ [ length ]
        inverseRealWith { defaults with Lengths = lengths } axes z

    /// `Fourier.inverseReal axis n z` is what `Fourier.real axis` makes z of, n being its length, which z alone does not
    /// tell. The imaginary parts of element 0, and of n / 2 for even n, are ignored. Raises unless z has n / 2 + 1
    /// elements along the axis.
    let inverseReal (axis: int) (length: int) (z: ComplexTensor) = inverseRealOver [ axis ] length z

    let private requireLength operation length =
        if length < 1 then Fail.raise operation (RiemannError.Value($"the length is {length}", "a length of 1 or more"))

    /// `Fourier.frequencies n spacing` are the frequencies, in float64, of the elements of a transform of n samples so
    /// far apart: 0, 1, .. and then the negative ones, over n spacing.
    let frequencies (length: int) (spacing: float) : Tensor =
        requireLength "Fourier.frequencies" length
        let place k = if 2 * k < length then k else k - length
        tensor [| for k in 0 .. length - 1 -> float (place k) / (float length * spacing) |]

    /// `Fourier.realFrequencies n spacing` are the frequencies of the elements of `Fourier.real` of n samples so far
    /// apart: 0, 1, .., n / 2, over n spacing.
    let realFrequencies (length: int) (spacing: float) : Tensor =
        requireLength "Fourier.realFrequencies" length
        tensor [| for k in 0 .. length / 2 -> float k / (float length * spacing) |]

    let private rolled operation by (axes: int list) (x: Tensor) =
        (x, Shapes.axes x.Aval.Shape axes |> Fail.get operation)
        ||> List.fold (fun x axis -> Tensor.roll (by x.Aval.Shape[axis]) axis x)

    /// `Fourier.shift axes x` is x with element 0 of a transform moved to the middle of these axes, as from
    /// `Fourier.frequencies` to ascending ones. `ComplexTensor.map (Fourier.shift [ 0 ])` moves complex numbers.
    let shift (axes: int list) (x: Tensor) = rolled "Fourier.shift" (fun n -> n / 2) axes x

    /// `Fourier.inverseShift axes x` is what `Fourier.shift axes` makes x of.
    let inverseShift (axes: int list) (x: Tensor) = rolled "Fourier.inverseShift" (fun n -> -(n / 2)) axes x

    let private requireLine (name: string) (x: Tensor) =
        if x.Rank = 0 || x.Aval.Shape[x.Rank - 1] = 0 then
            let shapes = [ name, x.Aval.Shape ]
            let rule = "a last axis of one element or more"
            Fail.raise "Fourier.convolve" (RiemannError.Shape("there is nothing to convolve", shapes, rule))

    /// `Fourier.convolve overlap x y` is the convolution along the last axis, element k being the sum over j of
    /// x[j] y[k - j], by transforms: n log n work instead of n n. Leading axes broadcast. Rounding errors are relative to
    /// the largest elements. Raises for integers, different element types, and last axes of length 0. A NaN or infinity
    /// makes all of its line NaN.
    let convolve (overlap: Overlap) (x: Tensor) (y: Tensor) : Tensor =
        requireLine "left" x
        requireLine "right" y
        let axis = max x.Rank y.Rank - 1
        let a, b = x.Aval.Shape[x.Rank - 1], y.Aval.Shape[y.Rank - 1]
        let length = a + b - 1
        let fast = 2 * FourierLength.Fast((length + 1) / 2)
        let settings = { defaults with Lengths = [ fast ] }
        let product = realWith settings [ -1 ] x * realWith settings [ -1 ] y
        let whole = inverseReal -1 fast product

        match overlap with
        | Overlap.Full -> Parts.along axis 0 length whole
        | Overlap.Same -> Parts.along axis ((b - 1) / 2) a whole
        | Overlap.Valid -> Parts.along axis (min a b - 1) (max a b - min a b + 1) whole
