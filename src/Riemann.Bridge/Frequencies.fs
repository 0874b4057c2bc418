namespace Riemann.Bridge

open Riemann.FSharp

/// Fourier transforms, over these axes, of these lengths where any are given.
module internal Frequencies =
    let private settings (lengths: int[]) normalisation =
        { Normalisation = normalisation; Lengths = List.ofArray lengths }

    let Forward (z: ComplexTensor, axes: int[], lengths, normalisation) =
        Fourier.forwardWith (settings lengths normalisation) (List.ofArray axes) z

    let Inverse (z: ComplexTensor, axes: int[], lengths, normalisation) =
        Fourier.inverseWith (settings lengths normalisation) (List.ofArray axes) z

    let Real (x: Tensor, axes: int[], lengths, normalisation) =
        Fourier.realWith (settings lengths normalisation) (List.ofArray axes) x

    let InverseReal (z: ComplexTensor, axes: int[], lengths, normalisation) =
        Fourier.inverseRealWith (settings lengths normalisation) (List.ofArray axes) z

    let Shift (x: Tensor, axes: int[]) = Fourier.shift (List.ofArray axes) x
    let InverseShift (x: Tensor, axes: int[]) = Fourier.inverseShift (List.ofArray axes) x
