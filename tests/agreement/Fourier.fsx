// Fourier transforms and complex numbers. A complex operand is two real ones, a complex result its parts stacked.
#load "Calls.fsx"

open Riemann.FSharp
open Calls

let private stacked (z: ComplexTensor) = Tensor.stack 0 [ z.Real; z.Imaginary ]
let private parts expression = $"torch.view_as_real({expression}).movedim(-1, 0)"

/// A complex function of complex numbers of this shape, in PyTorch's syntax over z.
let private ofComplex theirs shape (ours: ComplexTensor -> ComplexTensor) =
    let theirs = (theirs: string).Replace("(z", "(torch.complex(x, y)")
    call2 (parts theirs) (nonZero shape) (nonZero shape) (fun x y -> stacked (ours (ComplexTensor.create x y)))

let private lengths = [ 1; 2; 7; 8; 15; 17; 60; 101; 128 ]

let private norms =
    [ "backward", Normalisation.Backward; "ortho", Normalisation.Ortho; "forward", Normalisation.Forward ]

let private transforms =
    [ for n in lengths do
          ofComplex "torch.fft.fft(z)" [ 2; n ] (Fourier.forward 1)
          ofComplex "torch.fft.ifft(z, dim=0)" [ n; 3 ] (Fourier.inverse 0)
          call1 (parts "torch.fft.rfft(x)") (real [ 2; n ]) (Fourier.real -1 >> stacked)
          call1 (parts "torch.fft.rfft(x, dim=1)") (real [ 2; n; 3 ]) (Fourier.real 1 >> stacked)
          let half = [ n / 2 + 1; 2 ]

          call2 $"torch.fft.irfft(torch.complex(x, y), n={n}, dim=0)" (real half) (real half) (fun x y ->
              Fourier.inverseReal 0 n (ComplexTensor.create x y))
      for name, norm in norms do
          let settings lengths = { Normalisation = norm; Lengths = lengths }
          ofComplex $"torch.fft.fft2(z, norm='{name}')" [ 3; 6; 5 ] (Fourier.forwardWith (settings []) [ -2; -1 ])
          ofComplex $"torch.fft.ifftn(z, norm='{name}')" [ 3; 4; 2 ] (Fourier.inverseWith (settings []) [ 0; 1; 2 ])
          ofComplex $"torch.fft.fft(z, n=8, norm='{name}')" [ 2; 5 ] (Fourier.forwardWith (settings [ 8 ]) [ 1 ])
          ofComplex $"torch.fft.fft(z, n=3, norm='{name}')" [ 2; 5 ] (Fourier.forwardWith (settings [ 3 ]) [ 1 ])

          call1 (parts $"torch.fft.rfftn(x, s=(3, 8), dim=(0, 2), norm='{name}')") (real [ 4; 2; 5 ]) (fun x ->
              stacked (Fourier.realWith (settings [ 3; 8 ]) [ 0; 2 ] x))

          for n in [ 5; 6; 12 ] do
              call2 $"torch.fft.irfft(torch.complex(x, y), n={n}, norm='{name}')" (real [ 4 ]) (real [ 4 ]) (fun x y ->
                  Fourier.inverseRealWith (settings [ n ]) [ 0 ] (ComplexTensor.create x y))

          call2 $"torch.fft.irfftn(torch.complex(x, y), norm='{name}')" (real [ 3; 4 ]) (real [ 3; 4 ]) (fun x y ->
              Fourier.inverseRealWith (settings []) [ 0; 1 ] (ComplexTensor.create x y))
      call1 "torch.fft.fftshift(x)" (real [ 4; 5 ]) (Fourier.shift [ 0; 1 ])
      call1 "torch.fft.ifftshift(x, dim=1)" (real [ 4; 5 ]) (Fourier.inverseShift [ 1 ])
      call1 "torch.fft.fftfreq(7, 0.3, dtype=torch.float64)" (index 1 []) (fun _ -> Fourier.frequencies 7 0.3)
      call1 "torch.fft.rfftfreq(8, 0.3, dtype=torch.float64)" (index 1 []) (fun _ -> Fourier.realFrequencies 8 0.3)
      call2 "F.conv1d(x[None, None], y.flip(0)[None, None], padding=3)[0, 0]" (real [ 9 ]) (real [ 4 ]) (fun x y ->
          Fourier.convolve Overlap.Full x y) ]

let private numbers =
    [ ofComplex "torch.exp(z)" [ 2; 3 ] exp
      ofComplex "torch.log(z)" [ 2; 3 ] log
      ofComplex "torch.conj(z).resolve_conj()" [ 4 ] ComplexTensor.conjugate
      ofComplex "torch.reciprocal(z)" [ 5 ] (fun z -> 1.0 / z)
      ofComplex "torch.square(z)" [ 5 ] (fun z -> z * z)
      call2 "torch.abs(torch.complex(x, y))" (nonZero [ 7 ]) (nonZero [ 7 ]) (fun x y ->
          ComplexTensor.abs (ComplexTensor.create x y))
      call2 "torch.angle(torch.complex(x, y))" (nonZero [ 7 ]) (nonZero [ 7 ]) (fun x y ->
          ComplexTensor.angle (ComplexTensor.create x y))
      call2 (parts "torch.polar(x, y)") (positive [ 7 ]) (real [ 7 ]) (fun x y -> stacked (ComplexTensor.polar x y))
      call3 (parts "torch.complex(x, y) / torch.complex(z, z + 1)") (real [ 4 ]) (real [ 4 ]) (real [ 4 ]) (fun x y z ->
          stacked (ComplexTensor.create x y / ComplexTensor.create z (z + 1.0)))
      call3
          (parts "torch.complex(x, y) @ torch.complex(z, -z)")
          (real [ 2; 3 ])
          (real [ 2; 3 ])
          (real [ 3; 4 ])
          (fun x y z -> stacked (ComplexTensor.matmul (ComplexTensor.create x y) (ComplexTensor.create z -z))) ]

let families = [ { Name = "Fourier transforms"; Calls = transforms }; { Name = "complex numbers"; Calls = numbers } ]
