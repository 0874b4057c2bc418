namespace Riemann.FSharp.Learning.Nerva

open Riemann.Kernels
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Examples as a multilayer perceptron learns them.
[<RequireQualifiedAccess>]
module NervaData =
    let private malformed (what: string) found expected = Error(RiemannError.Malformed(what, found, expected))

    let private inputs (plan: MlpPlan) name (x: Tensor) =
        let expected = $"numbers of shape [n; {plan.Inputs}], the first of the layer sizes"

        if x.Rank <> 2 || x.Shape[1] <> plan.Inputs then malformed name $"the shape is {x.Aval.Shape}" expected
        elif x.DType = DType.Bool then malformed name "the elements are bool" expected
        elif x.Shape[0] = 0 then malformed name "there are no examples" "one example or more"
        else Ok(Tensor.cast DType.Float32 x)

    /// Classes as int64, which some programs write as floats or as a column.
    let private classes (plan: MlpPlan) name (t: Tensor) =
        let flat = Tensor.reshape [ t.Length ] t
        let labels = Tensor.cast DType.Int64 flat
        let isWhole = Tensor.all (Tensor.equal (Tensor.cast flat.DType labels) flat)
        let position = Indexing.FirstOutOfRange(labels.Read(), plan.Outputs)
        let expected = $"classes from 0 to {plan.Outputs - 1}, the last of the layer sizes less 1"

        if (Tensor.cast DType.Int32 isWhole).ToFloat() = 0.0 then malformed name "a class is no whole number" expected
        elif position >= 0L then malformed name $"target {position} is {labels.Read().ToInt64(int position)}" expected
        else Ok labels

    let private targets (plan: MlpPlan) name (t: Tensor) =
        let isColumn = t.Rank = 1 || (t.Rank = 2 && t.Shape[1] = 1 && plan.Outputs > 1)

        if t.DType = DType.Bool && isColumn then
            malformed name "the classes are bool" "integers"
        elif isColumn then
            classes plan name t
        elif t.Rank = 2 && t.Shape[1] = plan.Outputs then
            Ok(Tensor.cast DType.Float32 t)
        else
            malformed
                name
                $"the shape is {t.Aval.Shape}"
                $"classes [n], or a column for each of {plan.Outputs} outputs: [n; {plan.Outputs}]"

    /// `NervaData.tryMake plan ("Xtrain", x) ("Ttrain", t)` are examples for the plan, of inputs [n; inputs] of any numbers
    /// and targets that are classes, [n] or [n; 1] whole numbers, or wanted outputs [n; outputs], such as one-hot rows. Inputs
    /// and wanted outputs become float32, classes int64. An error names the array that does not fit. In the examples'
    /// order a batch is a view, not a copy.
    let tryMake (plan: MlpPlan) (xName: string, x: Tensor) (tName: string, t: Tensor) =
        inputs plan xName x
        |> Result.bind (fun x ->
            targets plan tName t
            |> Result.bind (fun t ->
                if t.Shape[0] = x.Shape[0] then
                    Ok(Dataset.ofTensors (x, t))
                else
                    malformed tName $"there are {t.Shape[0]} targets" $"{x.Shape[0]}, one for each row of {xName}"))

    /// `NervaData.make plan x t` are the examples that `tryMake` makes. Raises where that is an error.
    let make (plan: MlpPlan) (x: Tensor) (t: Tensor) : Dataset<Tensor * Tensor> =
        tryMake plan ("x", x) ("t", t) |> Fail.get "NervaData.make"
