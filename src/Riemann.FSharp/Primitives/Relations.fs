namespace Riemann.FSharp

open Riemann.Kernels

/// How vectors relate: distances, angles, covariances.
[<AutoOpen>]
module Relations =
    let private requireFloats operation (x: Tensor) = Rules.floats [| x.Aval |] |> Fail.get operation |> ignore

    let private requireRows operation (x: Tensor) =
        requireFloats operation x

        if x.Rank < 2 then Fail.raise operation (RiemannError.Axis("the rows of a matrix are expected", x.Aval.Shape))

    type Tensor with
        /// `Tensor.pairwiseDistances p a b` are the distances in the norm of order p of all rows of a from all rows of b:
        /// [.., m, d] and [.., n, d] give [.., m, n]; leading axes broadcast. The derivative of a distance of 0 is 0.
        static member pairwiseDistances (p: float) (a: Tensor) (b: Tensor) =
            requireRows "pairwiseDistances" a
            requireRows "pairwiseDistances" b

            if List.last a.Shape <> List.last b.Shape then
                let shapes = [ "left", a.Aval.Shape; "right", b.Aval.Shape ]
                let rule = "[.., m, d] and [.., n, d] -> [.., m, n]"
                Fail.raise "pairwiseDistances" (RiemannError.Shape("the rows differ in length", shapes, rule))

            Tensor.normOver p [ -1 ] (Tensor.insertAxis -2 a - Tensor.insertAxis -3 b)

        /// `Tensor.cosineSimilarity axis a b` is the cosine of the angle between vectors along the axis: their product
        /// divided by their norms. The shapes broadcast. NaN, with derivative 0, where one of them is 0.
        static member cosineSimilarity (axis: int) (a: Tensor) (b: Tensor) =
            let norm x = Tensor.normOver 2.0 [ axis ] x
            Tensor.sumOver [ axis ] (a * b) / (norm a * norm b)

        /// `Tensor.covariance correction x` are the covariances of variables, the rows of x, whose observations are its
        /// columns: [.., n, k] gives [.., n, n]. Sums are divided by k - correction: 1 for the unbiased estimate of a
        /// sample. Raises where that is not positive.
        static member covariance (correction: int) (x: Tensor) =
            requireRows "covariance" x
            let count = List.last x.Shape

            if count <= correction then
                let problem = $"{count} observations less a correction of {correction} leave nothing to divide by"
                Fail.raise "covariance" (RiemannError.Value(problem, "more observations, or correction 0"))

            let centred = x - Tensor.insertAxis -1 (Tensor.meanOver [ -1 ] x)
            Tensor.matmul centred (Tensor.transpose centred) / float (count - correction)

        /// `Tensor.correlation x` are Pearson's coefficients of correlation of the rows of x: their covariances divided
        /// by their standard deviations, [.., n, k] gives [.., n, n]. NaN for a row of equal elements.
        static member correlation(x: Tensor) =
            requireRows "correlation" x
            let centred = x - Tensor.insertAxis -1 (Tensor.meanOver [ -1 ] x)
            let unit = centred / Tensor.insertAxis -1 (Tensor.normOver 2.0 [ -1 ] centred)
            Tensor.matmul unit (Tensor.transpose unit)
