namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a multi-head attention begins: see `MultiheadAttention.defaults`.
type MultiheadAttentionSettings =
    {
        /// The features of queries and of the result.
        EmbedDim: int
        /// Into which the features are divided.
        NumHeads: int
        /// The probability of each weight to be dropped in training.
        Dropout: float
        /// Of all four projections.
        Bias: bool
        /// Whether a key and a value that are parameters follow those given.
        AddBiasKv: bool
        /// Whether a key and a value of zeros follow all others.
        AddZeroAttn: bool
        /// The features of keys, `EmbedDim` where none are given.
        KeyDim: int option
        /// The features of values, `EmbedDim` where none are given.
        ValueDim: int option
        /// [batch; length; features] in place of [length; batch; features].
        BatchFirst: bool
        DType: DType
    }

/// The projections of queries, keys and values.
[<RequireQualifiedAccess>]
type InProjection =
    /// [3 embedDim; embedDim], those of queries, keys and values below each other.
    | Packed of Weight: Tensor
    /// [embedDim; embedDim], [embedDim; keyDim] and [embedDim; valueDim].
    | Separate of Query: Tensor * Key: Tensor * Value: Tensor

/// Multi-head attention.
type MultiheadAttention =
    {
        InProj: InProjection
        /// [3 embedDim]
        InProjBias: Tensor option
        /// [1; 1; embedDim]
        BiasK: Tensor option
        /// [1; 1; embedDim]
        BiasV: Tensor option
        OutProj: Linear
        Settings: MultiheadAttentionSettings
    }

/// Keys and values as the heads see them, to be used by one query after another.
type KeyValues =
    {
        /// [batch; heads; S; embedDim / heads]
        Keys: Tensor
        /// [batch; heads; S; embedDim / heads]
        Values: Tensor
    }

[<RequireQualifiedAccess>]
module MultiheadAttention =
    /// One head with biases, of float32, no dropout, and the length on the first axis. `EmbedDim` is for the user to set.
    let defaults: MultiheadAttentionSettings =
        { EmbedDim = 0
          NumHeads = 1
          Dropout = 0.0
          Bias = true
          AddBiasKv = false
          AddZeroAttn = false
          KeyDim = None
          ValueDim = None
          BatchFirst = false
          DType = DType.Float32 }

    let private dims settings =
        defaultArg settings.KeyDim settings.EmbedDim, defaultArg settings.ValueDim settings.EmbedDim

    let private requireSettings settings =
        let refuse problem hint = Fail.raise "MultiheadAttention.init" (RiemannError.Value(problem, hint))
        let keyDim, valueDim = dims settings

        if settings.EmbedDim < 1 || keyDim < 1 || valueDim < 1 then
            refuse
                $"an attention of {settings.EmbedDim} features to keys of {keyDim} and values of {valueDim}"
                "{ MultiheadAttention.defaults with EmbedDim = 512; NumHeads = 8 }: all are positive"

        if settings.NumHeads < 1 || settings.EmbedDim % settings.NumHeads <> 0 then
            refuse
                $"{settings.EmbedDim} features do not divide into {settings.NumHeads} heads"
                "NumHeads is positive and divides EmbedDim"

        if not (settings.Dropout >= 0.0 && settings.Dropout <= 1.0) then
            refuse $"a dropout of {settings.Dropout}" "a probability from 0 to 1"

    /// `MultiheadAttention.init settings key` begins as PyTorch's does: projections in by Glorot and Bengio's uniform
    /// distribution, that of all three together where they are packed, the one out as `Linear`, biases 0. Raises where
    /// the heads do not divide the features, a size is not positive, or dropout is no probability.
    let init (settings: MultiheadAttentionSettings) (key: Key) : MultiheadAttention =
        requireSettings settings
        let size = settings.EmbedDim
        let keyDim, valueDim = dims settings
        let at i = Key.foldIn i key
        let weight shape i = Init.xavierUniform 1.0 settings.DType shape (at i)

        let added i =
            if settings.AddBiasKv then Some(Init.xavierNormal 1.0 settings.DType [ 1; 1; size ] (at i)) else None

        let zeros length = if settings.Bias then Some(Init.zeros settings.DType [ length ]) else None
        let out = { Linear.defaults with Inputs = size; Outputs = size; Bias = false; DType = settings.DType }

        { InProj =
            if keyDim = size && valueDim = size then
                InProjection.Packed(weight [ 3 * size; size ] 0)
            else
                InProjection.Separate(weight [ size; size ] 0, weight [ size; keyDim ] 1, weight [ size; valueDim ] 2)
          InProjBias = zeros (3 * size)
          BiasK = added 3
          BiasV = added 4
          OutProj = { Linear.init out (at 5) with Bias = zeros size }
          Settings = settings }

    /// The projection of queries, keys or values, which are numbered.
    let private project layer (number: int) (x: Tensor) : Tensor =
        let size = layer.Settings.EmbedDim
        let part (x: Tensor) = x[number * size .. (number + 1) * size - 1]

        let weight =
            match layer.InProj, number with
            | InProjection.Packed weight, _ -> part weight
            | InProjection.Separate(query, _, _), 0 -> query
            | InProjection.Separate(_, key, _), 1 -> key
            | InProjection.Separate(_, _, value), _ -> value

        Linear.apply { Weight = weight; Bias = layer.InProjBias |> Option.map part } x

    /// [batch; heads; length; embedDim / heads]
    let private split layer (x: Tensor) : Tensor =
        let heads = layer.Settings.NumHeads
        let shape = x.Shape[..1] @ [ heads; layer.Settings.EmbedDim / heads ]
        Tensor.permute (if layer.Settings.BatchFirst then [ 0; 2; 1; 3 ] else [ 1; 2; 0; 3 ]) (Tensor.reshape shape x)

    let private join layer (x: Tensor) : Tensor =
        let joined = Tensor.permute (if layer.Settings.BatchFirst then [ 0; 2; 1; 3 ] else [ 2; 0; 1; 3 ]) x
        Tensor.reshape (joined.Shape[..1] @ [ layer.Settings.EmbedDim ]) joined

    let private require layer operation (query: Tensor) (key: Tensor) (value: Tensor) =
        let settings = layer.Settings
        let keyDim, valueDim = dims settings
        let length, batch = if settings.BatchFirst then -2, -3 else -query.Rank, -2
        let at axis (x: Tensor) = x.Aval.Shape[x.Rank + axis]

        let refuse problem =
            let shapes = [ "query", query.Aval.Shape; "key", key.Aval.Shape; "value", value.Aval.Shape ]

            let rule =
                if settings.BatchFirst then
                    $"[batch; L; {settings.EmbedDim}], [batch; S; {keyDim}], [batch; S; {valueDim}], all without batch or none"
                else
                    $"[L; batch; {settings.EmbedDim}], [S; batch; {keyDim}], [S; batch; {valueDim}], all without batch or none"

            Fail.raise operation (RiemannError.Shape(problem, shapes, rule))

        if query.Rank <> 2 && query.Rank <> 3 || key.Rank <> query.Rank || value.Rank <> query.Rank then
            refuse "query, key and value have three axes, or two without a batch"

        if at -1 query <> settings.EmbedDim || at -1 key <> keyDim || at -1 value <> valueDim then
            refuse "the features are not those of the layer"

        if at length key <> at length value then refuse "there is not a value for each key"

        if query.Rank = 3 && (at batch query <> at batch key || at batch query <> at batch value) then
            refuse "the batches differ"

    let private batched layer (x: Tensor) =
        if x.Rank = 3 then x else Tensor.insertAxis (if layer.Settings.BatchFirst then 0 else 1) x

    /// `MultiheadAttention.keyValues layer key value` are the projections of keys and values, divided into heads, that
    /// `MultiheadAttention.attendTo` takes.
    let keyValues (layer: MultiheadAttention) (key: Tensor) (value: Tensor) : KeyValues =
        { Keys = project layer 1 key |> split layer; Values = project layer 2 value |> split layer }

    /// The keys and values that the layer adds behind those given.
    let private extended layer (given: KeyValues) : KeyValues =
        let settings = layer.Settings
        let shape = given.Keys.Shape |> List.updateAt 2 1

        let added (bias: Tensor option) =
            [ match bias with
              | Some bias ->
                  Tensor.reshape [ settings.NumHeads; 1; settings.EmbedDim / settings.NumHeads ] bias
                  |> Tensor.broadcastTo shape
              | None -> ()
              if settings.AddZeroAttn then Tensor.full given.Keys.DType shape 0.0 ]

        let extend (x: Tensor) bias =
            match added bias with
            | [] -> x
            | more -> Tensor.concatenate 2 (x :: more)

        { Keys = extend given.Keys layer.BiasK; Values = extend given.Values layer.BiasV }

    /// The result and, where asked for, the weights of all heads.
    let private attend operation needsWeights masks isBatched (mode: Mode) layer (query: Tensor) (given: KeyValues) =
        let settings = layer.Settings
        let query = project layer 0 query |> split layer
        let extra = (if settings.AddBiasKv then 1 else 0) + (if settings.AddZeroAttn then 1 else 0)
        let keys = given.Keys.Aval.Shape[2]
        let batch, queries = query.Aval.Shape[0], query.Aval.Shape[2]
        let all = extended layer given
        let how = AttentionMasks.settings operation batch settings.NumHeads queries keys extra isBatched masks

        let isDropping =
            match mode with
            | Train _ -> settings.Dropout > 0.0
            | Eval -> false

        let seen, weights =
            if needsWeights || isDropping then
                let weights = Tensor.attentionWeights how query all.Keys
                let weights = Dropout.apply mode { Probability = settings.Dropout } weights
                weights *@ all.Values, Some weights
            else
                Tensor.attention how query all.Keys all.Values, None

        Linear.apply layer.OutProj (join layer seen), weights

    let private run operation needsWeights masks mode layer (query: Tensor) (key: Tensor) (value: Tensor) =
        require layer operation query key value
        let isBatched = query.Rank = 3
        let given = keyValues layer (batched layer key) (batched layer value)
        let result, weights = attend operation needsWeights masks isBatched mode layer (batched layer query) given
        let single axis (x: Tensor) = if isBatched then x else Tensor.squeeze axis x
        single (if layer.Settings.BatchFirst then 0 else 1) result, weights |> Option.map (single 0)

    /// `MultiheadAttention.applyWith masks mode layer query key value` are the values that each query attends to:
    /// [L; batch; embedDim] queries, [S; batch; keyDim] keys and [S; batch; valueDim] values give [L; batch; embedDim];
    /// with `BatchFirst` the batch comes first, and all three may be without one. Raises where shapes or masks do not
    /// fit. A query that sees no key attends to zeros: the result is the bias of the last projection, where PyTorch's is
    /// NaN. Source: Vaswani et al. (2017), section 3.2.2.
    let applyWith (masks: AttentionMasks) (mode: Mode) (layer: MultiheadAttention) query key value : Tensor =
        run "MultiheadAttention.apply" false masks mode layer query key value |> fst

    /// `MultiheadAttention.apply mode layer query key value` is `applyWith` without masks.
    let apply (mode: Mode) (layer: MultiheadAttention) (query: Tensor) (key: Tensor) (value: Tensor) : Tensor =
        applyWith AttentionMasks.none mode layer query key value

    /// `MultiheadAttention.applyWithWeights isAveraged masks mode layer query key value` is the result and the weights of
    /// the keys: [batch; L; S], averaged over the heads, or [batch; heads; L; S]. Keys that the layer adds follow the S.
    /// In training the weights are those after dropout.
    let applyWithWeights
        (isAveraged: bool)
        masks
        (mode: Mode)
        (layer: MultiheadAttention)
        query
        key
        value
        : Tensor * Tensor =
        let result, weights = run "MultiheadAttention.applyWithWeights" true masks mode layer query key value
        result, (if isAveraged then Tensor.meanOver [ -3 ] weights.Value else weights.Value)

    /// `MultiheadAttention.append past more` are the keys and values of both, one after the other.
    let append (past: KeyValues) (more: KeyValues) : KeyValues =
        { Keys = Tensor.concatenate 2 [ past.Keys; more.Keys ]
          Values = Tensor.concatenate 2 [ past.Values; more.Values ] }

    /// `MultiheadAttention.attendTo masks layer query keyValues` is `applyWith masks Eval` to keys and values that are
    /// projected already; the query has a batch.
    let attendTo (masks: AttentionMasks) (layer: MultiheadAttention) (query: Tensor) (given: KeyValues) : Tensor =
        attend "MultiheadAttention.attendTo" false masks true Eval layer query given |> fst
