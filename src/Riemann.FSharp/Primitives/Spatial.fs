namespace Riemann.FSharp

/// Settings with a number for each spatial axis, those after batch and channels: `[ 3; 5 ]`, or one for all, `[ 3 ]`.
module internal Spatial =
    /// One number for each of the axes.
    let each operation (name: string) (axes: int) (numbers: 'T list) : 'T list =
        match numbers with
        | [ number ] -> List.replicate axes number
        | _ when numbers.Length = axes -> numbers
        | _ ->
            let problem = $"the {name} %A{numbers} has {numbers.Length} numbers for {axes} spatial axes"
            Fail.raise operation (RiemannError.Value(problem, "one number for each of these axes, or one for all"))

    /// One number for each of the axes, none below the least that makes sense.
    let atLeast (least: int) operation name axes (numbers: int list) : int list =
        for number in numbers do
            if number < least then
                let problem = $"the {name} %A{numbers} holds {number}"
                Fail.raise operation (RiemannError.Value(problem, $"numbers of {least} or more"))

        each operation name axes numbers

    /// Two numbers for each of the axes, none negative.
    let sides operation name axes (pairs: (int * int) list) : (int * int) list =
        let numbers = pairs |> List.collect (fun (before, after) -> [ before; after ])
        atLeast 0 operation name numbers.Length numbers |> ignore
        each operation name axes pairs
