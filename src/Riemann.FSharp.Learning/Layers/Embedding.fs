namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// How an embedding begins, and what else PyTorch lets it do: see `Embedding.defaults`.
type EmbeddingSettings =
    {
        /// The number of rows.
        Embeddings: int
        /// The numbers in each.
        Features: int
        /// A row that begins with zeros and has no gradient, counted from the end if negative.
        PaddingIdx: int option
        /// The norm to which longer rows are scaled down where they are looked up.
        MaxNorm: float option
        /// The p of that norm, (sum |x|^p)^(1/p); infinity for the largest magnitude.
        NormType: float
        /// Whether a row's gradient is divided by how often the row is looked up at once.
        ScaleGradByFreq: bool
        DType: DType
    }

/// A table of vectors that are looked up by index.
type Embedding =
    {
        /// [embeddings; features]
        Weight: Tensor
        Settings: EmbeddingSettings
    }

[<RequireQualifiedAccess>]
module Embedding =
    /// Of float32, no row special, norms as they are. `Embeddings` and `Features` are for the user to set.
    let defaults: EmbeddingSettings =
        { Embeddings = 0
          Features = 0
          PaddingIdx = None
          MaxNorm = None
          NormType = 2.0
          ScaleGradByFreq = false
          DType = DType.Float32 }

    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// The settings with the padding row counted from 0.
    let private check operation (settings: EmbeddingSettings) =
        let rows = settings.Embeddings

        if rows < 1 || settings.Features < 1 then
            let hint = "{ Embedding.defaults with Embeddings = 1000; Features = 64 }: both are positive"
            refuse operation $"{rows} embeddings of {settings.Features} features" hint

        settings.MaxNorm
        |> Option.iter (fun norm ->
            if not (norm > 0.0) then refuse operation $"a largest norm of {norm}" "a positive number, or None")

        if not (settings.NormType > 0.0) then
            refuse operation $"a norm of type {settings.NormType}" "a positive number, or infinity"

        let padding =
            settings.PaddingIdx
            |> Option.map (fun index ->
                if index < -rows || index >= rows then
                    refuse operation $"a padding index of {index}" $"there are {rows} embeddings"

                if index < 0 then index + rows else index)

        { settings with PaddingIdx = padding }

    /// `Embedding.init settings key` begins with normal numbers of mean 0 and deviation 1, and zeros in the padding row.
    /// Raises where a size, a norm or an index makes no sense.
    let init (settings: EmbeddingSettings) (key: Key) : Embedding =
        let settings = check "Embedding.init" settings
        let weight = Init.normal 0.0 1.0 settings.DType [ settings.Embeddings; settings.Features ] key

        let weight =
            match settings.PaddingIdx with
            | Some row -> Tensor.set [ Slice.At row ] (Tensor.full settings.DType [] 0.0) weight
            | None -> weight

        { Weight = weight; Settings = settings }

    /// `Embedding.ofWeight settings weight` is an embedding of these rows, [embeddings; features].
    let ofWeight (settings: EmbeddingSettings) (weight: Tensor) : Embedding =
        if weight.Rank <> 2 || not (weight.DType.IsFloat()) then
            refuse "Embedding.ofWeight" $"{weight.Aval} is no table of rows" "floats [embeddings; features]"

        let sizes = { settings with Embeddings = weight.Shape[0]; Features = weight.Shape[1]; DType = weight.DType }

        { Weight = weight; Settings = check "Embedding.ofWeight" sizes }

    /// `Embedding.fromPretrained settings weight` is an embedding of rows [embeddings; features] that stay as they are:
    /// its value is the embedding, `Embedding.ofWeight settings weight`, whose rows do train. Sizes and type are the
    /// weight's.
    let fromPretrained (settings: EmbeddingSettings) (weight: Tensor) : Frozen<Embedding> =
        Frozen(ofWeight settings weight)

    let private lookUp operation (indices: Tensor) (weight: Tensor) =
        Indices.require operation "index" weight.Aval.Shape[0] "the embedding has" indices
        let rows = Tensor.take 0 (Tensor.reshape [ indices.Length ] indices) weight
        Tensor.reshape (indices.Shape @ [ weight.Shape[1] ]) rows

    /// What rows along the last axis are scaled by so that no norm is above the largest. The small number is PyTorch's.
    let private shrinking (settings: EmbeddingSettings) (largest: float) (rows: Tensor) =
        let norm = Tensor.insertAxis -1 (Tensor.normOver settings.NormType [ -1 ] rows)
        let isLong = Tensor.greater norm (Tensor.Weak(largest, norm))
        Tensor.where isLong (largest / (norm + 1e-7)) (Tensor.Weak(1.0, norm))

    /// What the derivatives of rows that were looked up are multiplied by, if it is not 1.
    let private slopes (settings: EmbeddingSettings) (indices: Tensor) : Tensor option =
        let dtype = settings.DType

        let frequencies () =
            let flat = Tensor.reshape [ indices.Length ] indices

            let counts =
                Tensor.scatterAdd
                    0
                    flat
                    (Tensor.full dtype [ indices.Length ] 1.0)
                    (Init.zeros dtype [ settings.Embeddings ])

            Tensor.reciprocal (Tensor.gather 0 flat counts |> Tensor.reshape indices.Shape)

        let moving row = Tensor.cast dtype (Tensor.notEqual indices (Tensor.Weak(float row, indices)))

        match settings.PaddingIdx, settings.ScaleGradByFreq with
        | None, false -> None
        | Some row, false -> Some(moving row)
        | None, true -> Some(frequencies ())
        | Some row, true -> Some(moving row * frequencies ())

    /// `Embedding.apply layer indices` are the rows at the int64 or int32 indices: [..] gives [..; features]. Raises for
    /// an index that is known to be negative or too large.
    ///
    /// With a largest norm the values are those of the rows scaled down, as after `renormalise`, and their derivatives
    /// those of rows that were short enough, as in PyTorch, which scales the rows in place before it looks them up. The
    /// padding row has no derivative, and with `ScaleGradByFreq` a row's is divided by how often it is looked up.
    let apply (layer: Embedding) (indices: Tensor) : Tensor =
        let settings = layer.Settings
        let rows = lookUp "Embedding.apply" indices layer.Weight

        let values =
            match settings.MaxNorm with
            | Some largest -> let still = stopGradient rows in still * shrinking settings largest still
            | None -> stopGradient rows

        match slopes settings indices with
        | _ when isNull layer.Weight.Tracer -> values
        | Some slopes -> Primitive.apply2 Graft.shift values (rows * Tensor.insertAxis -1 slopes)
        | None when settings.MaxNorm.IsSome -> Primitive.apply2 Graft.shift values rows
        | None -> rows

    /// `Embedding.renormalise indices layer` is the layer with the rows at these indices scaled down to the largest norm,
    /// where there is one: what PyTorch does to the weight with each lookup. Call it with each batch to do the same.
    let renormalise (indices: Tensor) (layer: Embedding) : Embedding =
        match layer.Settings.MaxNorm with
        | None -> layer
        | Some largest ->
            let rows = lookUp "Embedding.renormalise" (Tensor.reshape [ indices.Length ] indices) layer.Weight
            let shrunk = rows * shrinking layer.Settings largest rows
            let places = Tensor.broadcastTo shrunk.Shape (Tensor.reshape [ indices.Length; 1 ] indices)
            { layer with Weight = Tensor.scatter 0 places shrunk layer.Weight }

    /// `Embedding.layer settings` is the layer as a step of a model.
    let layer (settings: EmbeddingSettings) : Layer<Embedding> = Layer.make "Embedding" (init settings) apply
