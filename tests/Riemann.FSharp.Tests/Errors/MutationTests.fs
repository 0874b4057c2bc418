/// Tensors do not change, whatever one tries.
module Riemann.FSharp.Tests.MutationTests

open System.Reflection
open Xunit
open Riemann.FSharp

[<Fact>]
let ``an array changed after it was given does not change the tensor`` () =
    let vector, matrix = [| 1.0; 2.0 |], array2D [ [ 1.0; 2.0 ] ]
    let tensors = [ tensor vector; Tensor.ofArray [ 2 ] vector; tensor [ vector ]; tensor matrix ]
    vector[0] <- 9.0
    matrix[0, 0] <- 9.0

    for x in tensors do
        Expect.values [ 1.0; 2.0 ] x

[<Fact>]
let ``an array read out is a copy`` () =
    let x = tensor [ 1.0; 2.0 ]

    for view in [ x; Tensor.reshape [ 1; 2 ] x; x[0..1] ] do
        let read = view.ToArray<float>()
        read[0] <- 9.0
        Expect.values [ 1.0; 2.0 ] x
        Expect.values [ 1.0; 2.0 ] view

[<Fact>]
let ``a part is set in a new tensor`` () =
    let x = tensor [ 1.0; 2.0 ]
    Expect.values [ 9.0; 2.0 ] (Tensor.set [ Slice.At 0 ] (tensor 9.0) x)
    Expect.values [ 1.0; 2.0 ] x

/// `x[0] <- 1.0`, `x[0..1] <- y` and `x.Length <- 3` compile only where one of these exists.
[<Fact>]
let ``nothing assigns to a tensor, so assignments do not compile`` () =
    let isOfTensor (m: MethodInfo) =
        let parameters = m.GetParameters()
        m.DeclaringType = typeof<Tensor> || (parameters.Length > 0 && parameters[0].ParameterType = typeof<Tensor>)

    let assigning =
        [ for t in typeof<Tensor>.Assembly.GetExportedTypes() do
              for m in t.GetMethods() do
                  let name = m.Name.Substring(m.Name.LastIndexOf '.' + 1)
                  if isOfTensor m && (name.StartsWith "set_" || name = "SetSlice") then m.Name ]

    Assert.Empty assigning
    Assert.All(typeof<Tensor>.GetProperties(), (fun property -> Assert.False(property.CanWrite, property.Name)))
