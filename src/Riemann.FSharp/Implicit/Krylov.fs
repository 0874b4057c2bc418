namespace Riemann.FSharp

open System

/// Linear systems solved by products with the matrix alone. They read values.
module internal Krylov =
    let private dot (a: Tensor) (b: Tensor) = float (Tensor.dot a b)
    let private norm (x: Tensor) = sqrt (dot x x)

    let private refuse operation problem =
        let hint = "a larger tolerance, more iterations, or LinearSystem.Dense"
        Fail.raise operation (RiemannError.Value($"the linear system of the derivative {problem}", hint))

    let private stopped operation iterations (residual: float) (start: float) =
        refuse operation $"is not solved after {iterations} products: {residual / start:g3} of its right side is left"

    /// The solution of a x = b for a symmetric positive definite matrix: the method of conjugate gradients, until no
    /// more than that part of b is left. Hestenes and Stiefel, 1952.
    let conjugateGradients operation tolerance iterations (apply: Tensor -> Tensor) (b: Tensor) : Tensor =
        let start = norm b

        let rec go k (x: Tensor) (residual: Tensor) (direction: Tensor) (left: float) =
            if sqrt left <= tolerance * start then
                x
            elif k >= iterations then
                stopped operation k (sqrt left) start
            else
                let image = apply direction
                let curvature = dot direction image

                if not (curvature > 0.0) then refuse operation "is not positive definite: the point is not a minimum"

                let step = left / curvature
                let residual = residual - step * image
                let after = dot residual residual
                go (k + 1) (x + step * direction) residual (residual + (after / left) * direction) after

        go 0 (Tensor.zerosLike b) b b (start * start)

    /// Products before GMRES starts anew, and so the number of vectors that it holds.
    let private restart = 50

    /// The correction to a x = b that leaves the smallest residual in the space of the first products, and how many
    /// products it took. The small triangular system grows with the space, turned by Givens rotations.
    let private cycle (apply: Tensor -> Tensor) (residual: Tensor) size target most : struct (Tensor * int) =
        let basis = Array.zeroCreate<Tensor>(most + 1)
        let triangle = Array2D.zeroCreate<float> (most + 1) most
        let cosines, sines = Array.zeroCreate most, Array.zeroCreate most
        let right = Array.zeroCreate<float>(most + 1)
        basis[0] <- residual / size
        right[0] <- size

        let turn j =
            for i in 0 .. j - 1 do
                let upper, lower = triangle[i, j], triangle[i + 1, j]
                triangle[i, j] <- cosines[i] * upper + sines[i] * lower
                triangle[i + 1, j] <- cosines[i] * lower - sines[i] * upper

            let length = Math.Sqrt(triangle[j, j] * triangle[j, j] + triangle[j + 1, j] * triangle[j + 1, j])
            cosines[j] <- triangle[j, j] / length
            sines[j] <- triangle[j + 1, j] / length
            triangle[j, j] <- length
            right[j + 1] <- -sines[j] * right[j]
            right[j] <- cosines[j] * right[j]

        let rec grow j =
            let mutable image = apply basis[j]

            for i in 0..j do
                triangle[i, j] <- dot image basis[i]
                image <- image - triangle[i, j] * basis[i]

            let rest = norm image
            triangle[j + 1, j] <- rest
            turn j

            if abs right[j + 1] <= target || j + 1 = most || rest = 0.0 then
                j + 1
            else
                basis[j + 1] <- image / rest
                grow (j + 1)

        let count = grow 0
        let weights = Array.zeroCreate<float> count

        for i in count - 1 .. -1 .. 0 do
            let known = Seq.sumBy (fun k -> triangle[i, k] * weights[k]) (seq { i + 1 .. count - 1 })
            weights[i] <- (right[i] - known) / triangle[i, i]

        let correction = Seq.map2 (fun (w: float) (v: Tensor) -> w * v) weights basis |> Seq.reduce (+)
        struct (correction, count)

    /// The solution of a x = b by GMRES with restarts, until no more than that part of b is left. Saad and Schultz,
    /// 1986.
    let gmres operation tolerance iterations (apply: Tensor -> Tensor) (b: Tensor) : Tensor =
        let start = norm b

        let rec go k (x: Tensor) (residual: Tensor) =
            let size = norm residual

            if size <= tolerance * start then
                x
            elif k >= iterations || not (Double.IsFinite size) then
                stopped operation k size start
            else
                let most = min (min restart b.Length) (iterations - k)
                let struct (correction, count) = cycle apply residual size (tolerance * start) most
                let x = x + correction
                go (k + count) x (b - apply x)

        go 0 (Tensor.zerosLike b) b
