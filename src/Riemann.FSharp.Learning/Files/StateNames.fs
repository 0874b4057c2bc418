namespace Riemann.FSharp.Learning

open System.Text.RegularExpressions

/// What PyTorch calls the tensors whose paths in a tree of ours are known: `Encoder.Layers.0.SelfAttention.InProj.Weight`
/// is `encoder.layers.0.self_attn.in_proj_weight`.
module internal StateNames =
    let private rule (pattern: string) (replacement: string) =
        let regex = Regex($@"(?<=^|\.){pattern}(?=$|\.)", RegexOptions.CultureInvariant)
        fun (path: string) -> regex.Replace(path, replacement)

    /// Whole segments of a path, the longer ones first.
    let private rules =
        [ rule @"Running\.Mean" "running_mean"
          rule @"Running\.Variance" "running_var"
          rule @"Running\.Batches" "num_batches_tracked"
          rule @"Layers\.(\d+)\.Forward\.Weights\.(\w+)" "$2_l$1"
          rule @"Layers\.(\d+)\.Reverse\.Weights\.(\w+)" "$2_l$1_reverse"
          rule @"Layers\.(\d+)\.Forward\.Projection" "weight_hr_l$1"
          rule @"Layers\.(\d+)\.Reverse\.Projection" "weight_hr_l$1_reverse"
          rule @"Weights\.((?:Input|Hidden)(?:Weight|Bias))" "$1"
          rule @"InputWeight(\w*)" "weight_ih$1"
          rule @"HiddenWeight(\w*)" "weight_hh$1"
          rule @"InputBias(\w*)" "bias_ih$1"
          rule @"HiddenBias(\w*)" "bias_hh$1"
          rule @"InProj\.Weight" "in_proj_weight"
          rule @"InProj\.Query" "q_proj_weight"
          rule @"InProj\.Key" "k_proj_weight"
          rule @"InProj\.Value" "v_proj_weight"
          rule "SelfAttention" "self_attn"
          rule "MemoryAttention" "multihead_attn" ]

    let private words = Regex(@"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant)

    /// Whatever else there is, as Python spells names: `OutProj.Weight` is `out_proj.weight`.
    let private spelled (path: string) = words.Replace(path, "_").ToLowerInvariant()

    /// The name of the tensor at a path.
    let ofPath (path: string) : string = rules |> List.fold (fun path rule -> rule path) path |> spelled
