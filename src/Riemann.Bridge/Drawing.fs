namespace Riemann.Bridge

open Riemann.FSharp

/// Random tensors.
module internal Drawing =
    let Uniform (dtype: DType, shape: int[], key: Key) = Random.uniformOf dtype (List.ofArray shape) key
    let Normal (dtype: DType, shape: int[], key: Key) = Random.normalOf dtype (List.ofArray shape) key
    let Integers (low: int64, high: int64, shape: int[], key: Key) = Random.integers low high (List.ofArray shape) key
    let Permutation (count: int, key: Key) = Random.permutation count key
    let Bernoulli (p: float, shape: int[], key: Key) = Random.bernoulli p (List.ofArray shape) key

    /// Truth values, each true with the probability at its place.
    let BernoulliOf (p: Tensor, key: Key) = Tensor.less (Random.uniformOf p.DType p.Shape key) p

    let Exponential (dtype: DType, shape: int[], key: Key) = Random.exponentialOf dtype (List.ofArray shape) key
    let Poisson (rates: Tensor, key: Key) = Random.poisson rates key
    let Categorical (logits: Tensor, axis: int, key: Key) = Random.categorical axis logits key

    /// Int64 positions of a vector of weights, drawn in proportion to them.
    let Multinomial (weights: Tensor, count: int, again: bool, key: Key) =
        let places = Tensor.cast DType.Int64 (Tensor.arange weights.Length)
        let draw = if again then Random.weightedChoice else Random.weightedChoiceWithoutReplacement
        draw weights count places key
