namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What makes a network of edges sparse: their magnitudes added up, and how evenly they are spread.
module internal EdgePenalty =
    /// - sum p log p of the shares p of the magnitudes in their sum; 0 where all are 0.
    let entropy (magnitudes: Tensor) =
        let total = Tensor.sum magnitudes
        let total = Tensor.where (Tensor.greater total (Tensor.zerosLike total)) total (Tensor.onesLike total)
        let shares = magnitudes / total
        -(Tensor.sum (Tensor.xlogy shares shares))

    /// The two, with their weights.
    let loss (activation: float) (entropyWeight: float) (magnitudes: Tensor) =
        activation * Tensor.sum magnitudes + entropyWeight * entropy magnitudes
