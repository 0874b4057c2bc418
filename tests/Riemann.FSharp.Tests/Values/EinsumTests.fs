/// Einstein sums against loops over every index.
module Riemann.FSharp.Tests.EinsumTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private lengths = Map [ 'a', 2; 'b', 3; 'i', 4; 'j', 5; 'k', 3; 'l', 2; 'z', 0 ]

/// The sum of products over every index that is not in the result.
let private loop (inputs: string list) (output: string) (operands: Tensor list) =
    let summed = String.concat "" inputs |> Seq.distinct |> Seq.except output |> List.ofSeq
    let values = operands |> List.map numbers

    let element (index: Map<char, int>) =
        List.zip inputs values
        |> List.map (fun (term, values) ->
            values[term |> Seq.fold (fun place label -> place * lengths[label] + index[label]) 0])
        |> List.fold (*) 1.0

    let rec sum (index: Map<char, int>) rest =
        match rest with
        | [] -> element index
        | label :: rest -> List.sum [ for i in 0 .. lengths[label] - 1 -> sum (Map.add label i index) rest ]

    build [ for label in output -> lengths[label] ] (fun p -> sum (Map.ofSeq (Seq.zip output p)) summed)

let private draw (inputs: string list) =
    inputs |> List.mapi (fun i term -> Random.normal [ for label in term -> lengths[label] ] (Key.create (int64 i)))

[<Theory>]
[<InlineData("ij->ji")>]
[<InlineData("ij->")>]
[<InlineData("ij->i")>]
[<InlineData("ii->i")>]
[<InlineData("ii->")>]
[<InlineData("iji->j")>]
[<InlineData("iii->i")>]
[<InlineData("iijj->ij")>]
[<InlineData("i,i->")>]
[<InlineData("i,i->i")>]
[<InlineData("i,j->ji")>]
[<InlineData("ij,jk->ik")>]
[<InlineData("ij,jk->ki")>]
[<InlineData("ij,kj->ik")>]
[<InlineData("ij,ij->")>]
[<InlineData("ij,ij->i")>]
[<InlineData("aij,ajk->aik")>]
[<InlineData("aij,jk->kai")>]
[<InlineData("aibj,bjk->kai")>]
[<InlineData("ab,ijb->ja")>]
[<InlineData("ij,a->ai")>]
[<InlineData("ii,ij->j")>]
[<InlineData("a,a,a->a")>]
[<InlineData(",ij->ij")>]
[<InlineData("ij,jk,kl->il")>]
[<InlineData("ij,jk,ki->")>]
[<InlineData("ijk,ja,kb,il->abl")>]
[<InlineData("bij,bjk,bkl,ab->ail")>]
[<InlineData("iz,zj->ij")>]
[<InlineData("iz,z->zi")>]
let ``agrees with loops`` (equation: string) =
    let parts = equation.Split "->"
    let inputs = List.ofArray (parts[0].Split ',')
    let operands = draw inputs
    let expected = loop inputs parts[1] operands
    Expect.same expected (Tensor.einsum equation operands)
    let reversed = operands |> List.map (fun x -> Tensor.flip [ 0 .. x.Rank - 1 ] x)
    Expect.same (loop inputs parts[1] (reversed |> List.map (fun x -> x + 0.0))) (Tensor.einsum equation reversed)

[<Fact>]
let ``values of PyTorch`` () =
    // torch.einsum of sin(arange(6)).reshape(2, 3), cos(arange(12)).reshape(3, 4), sin(arange(8) + 0.5).reshape(4, 2),
    // torch 1.13
    let a = Tensor.reshape [ 2; 3 ] (sin (Tensor.arange 6))
    let b = Tensor.reshape [ 3; 4 ] (cos (Tensor.arange 12))
    let c = Tensor.reshape [ 4; 2 ] (sin (Tensor.arange 8 + 0.5))
    let chain = [ -0.58674376543208; 0.0933619312375706; 0.639258809759509; -0.168310001973741 ]
    Expect.near 1e-13 chain (Tensor.einsum "ij,jk,kl->il" [ a; b; c ])
    Expect.near 1e-13 [ -0.755053767405821 ] (Tensor.einsum "ij,jk,ki" [ a; b; c ])

[<Fact>]
let ``without an arrow the result is in alphabetical order`` () =
    let a, b = Random.normal [ 2; 3 ] (Key.create 1L), Random.normal [ 3; 4 ] (Key.create 2L)
    Expect.same (Tensor.transpose a) (Tensor.einsum "ba" [ a ])
    Expect.same (a *@ b) (Tensor.einsum " i j, j k " [ a; b ])
    Expect.same (Tensor.transpose (a *@ b)) (Tensor.einsum "zj,jB" [ a; b ])
    Expect.same (Tensor.trace (a *@ Tensor.transpose a)) (Tensor.einsum "ij,ij" [ a; a ])

    Expect.same
        (Tensor.swapAxes 0 1 (Tensor.stack 0 [ a; a ]))
        (Tensor.einsum "b...a->...ba" [ Tensor.stack 0 [ a; a ] |> Tensor.moveAxis 1 2 |> Tensor.swapAxes 1 2 ])

[<Fact>]
let ``the axes of an ellipsis broadcast`` () =
    let a = Random.normal [ 5; 1; 2; 3 ] (Key.create 1L)
    let b = Random.normal [ 4; 3; 2 ] (Key.create 2L)
    Expect.same (a *@ b) (Tensor.einsum "...ij,...jk->...ik" [ a; b ])
    Expect.same (a *@ b) (Tensor.einsum "...ij,...jk" [ a; b ])
    Expect.same (Tensor.sumOver [ 0; 1 ] (a *@ b)) (Tensor.einsum "...ij,...jk->ik" [ a; b ])
    Expect.same (a *@ b[0]) (Tensor.einsum "...ij,jk->...ik" [ a; b[0] ])
    Expect.same (Tensor.moveAxis 0 -1 a) (Tensor.einsum "i...->...i" [ a ])
    Expect.same a (Tensor.einsum "...,..." [ a; Tensor.ones [ 1; 1 ] ])
    Expect.same a (Tensor.einsum "...ij,...->...ij" [ a; Tensor.ones [] ])
    Assert.Equal<int list>([ 0; 2; 3 ], (Tensor.einsum "...ij,...->...ij" [ a[0]; Tensor.ones [ 0 ] ]).Shape)

[<Fact>]
let ``one operand alone is seen through views, and of any order of many`` () =
    let a = Random.normal [ 2; 3 ] (Key.create 1L)
    Expect.same (tensor 6.0f) (Tensor.einsum "ij->" [ Tensor.full DType.Float32 [ 2; 3 ] 1.0 ])
    let chain = List.replicate 6 (a *@ Tensor.transpose a)
    Expect.same (List.reduce Tensor.matmul chain) (Tensor.einsum "ab,bc,cd,de,ef,fg->ag" chain)

[<Fact>]
let ``derivatives`` () =
    let check (equation: string) =
        let inputs = List.ofArray (equation.Substring(0, equation.IndexOf "->").Split ',')
        Check.assertDerivatives (Tensor.einsum equation) (draw inputs)

    [ "ij,jk,kl->li"; "iji->j"; "aij,ajk->ka"; "ij,ij->i"; "i,j->ij"; "aab,bj->ja" ] |> List.iter check

[<Fact>]
let ``under vmap`` () =
    let a, b = Random.normal [ 4; 2; 3 ] (Key.create 1L), Random.normal [ 3; 3 ] (Key.create 2L)
    let f x = Tensor.einsum "ij,jj,kj->ki" [ x; b; x ]
    Expect.same (Tensor.stack 0 (Tensor.unstack 0 a |> List.map f)) (vmap f a)
