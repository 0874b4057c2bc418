module Translation.Training

open Riemann.FSharp
open Riemann.FSharp.Learning
open Translation.Pairs
open Translation.Translator

/// Of a batch: the mean loss of its tokens, how many there are, and how many were the likeliest.
type Score = { Loss: float; Tokens: int; Hits: int }

let private wanted (batch: Batch) = Tensor.flatten batch.Wanted

let private loss mode model (batch: Batch) : Tensor * Tensor =
    let logits = apply mode model batch.Source batch.Given |> fun y -> Tensor.reshape [ -1; List.last y.Shape ] y
    let settings = { CrossEntropy.defaults with IgnoreIndex = int64 Vocabulary.padding }
    Loss.crossEntropyWith settings (wanted batch) logits, logits

let private score (batch: Batch) (loss: Tensor) (logits: Tensor) : Score =
    let isToken = Tensor.notEqual (wanted batch) (Tensor.full DType.Int64 [] (float Vocabulary.padding))
    let isHit = Tensor.logicalAnd isToken (Tensor.equal (wanted batch) (Tensor.argMax 1 logits))
    let count (x: Tensor) = (Tensor.countNonZero x).ToFloat() |> int
    { Loss = loss.ToFloat(); Tokens = count isToken; Hits = count isHit }

/// The mean loss of all tokens, and the part of them that was the likeliest.
let together (scores: Score list) : float * float =
    let tokens = scores |> List.sumBy _.Tokens |> float

    (scores |> List.sumBy (fun score -> score.Loss * float score.Tokens)) / tokens,
    float (List.sumBy _.Hits scores) / tokens

/// Adam whose rate goes up in a straight line over the first twentieth of the steps, and down to 0 at the end.
let optimiser (rate: float) (steps: int) : Optimiser<Translator> =
    let rising = max 1 (steps / 20)
    let schedule = Schedule.warmUp rising (Schedule.linear (max 1 (steps - rising)) 1.0 0.0)

    Optimiser.adam { Adam.defaults with LearningRate = rate; Beta2 = 0.98; Epsilon = 1e-9 }
    |> Optimiser.schedule schedule

/// One step of training: the score of the batch, and the next model.
let step (optimiser: Optimiser<Translator>) key (model, state: OptState<Translator>) (batch: Batch) =
    let mode = Train(Key.foldIn (int state.Step) key)
    let (loss, logits), gradient = valueAndGradAux (fun model -> loss mode model batch) model
    score batch loss logits, optimiser.Update gradient state model

/// The score of a batch in use.
let test model (batch: Batch) : Score =
    let loss, logits = loss Eval model batch
    score batch loss logits
