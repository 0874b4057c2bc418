/// NumPy and this library read each other's files.
module Riemann.FSharp.Learning.Tests.NumPyTests

open System
open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Writes arrays of every type, byte order, memory order, version and a number of shapes, and a line for each: the file,
/// the shape, and the values as float64.
let private writer =
    """
import numpy as np
from numpy.lib import format
rng = np.random.default_rng(7)
n = 0
arrays = {}
for kind in ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1']:
    for byteorder in '<>':
        for shape in [(), (0,), (5,), (0, 3), (3, 0, 2), (2, 3), (2, 3, 4), (1, 1, 1, 1)]:
            for memory in 'CF':
                for version in [(1, 0), (2, 0), (3, 0)]:
                    if kind == 'b1':
                        x = rng.random(shape) < 0.5
                    elif kind[0] == 'f':
                        x = rng.standard_normal(shape) * 100
                    else:
                        info = np.iinfo(kind)
                        low = info.min if info.min >= -2**53 else -2**53
                        high = info.max if info.max <= 2**53 else 2**53
                        x = rng.integers(low, high, shape, endpoint=True)
                    x = np.array(x).astype(np.dtype(byteorder + kind), order=memory)
                    with open(f'{n}.npy', 'wb') as file:
                        format.write_array(file, x, version=version)
                    arrays[str(n)] = x
                    print(n, kind, ','.join(map(str, shape)), *(float(v).hex() for v in x.ravel('C')), sep=';')
                    n += 1
np.savez('stored.npz', **arrays)
np.savez_compressed('compressed.npz', **arrays)
"""

/// A float as Python's `float.hex` writes it.
let private ofHex (text: string) =
    let sign, text = if text.StartsWith '-' then -1.0, text[1..] else 1.0, text
    let mantissa, exponent = text[2..].Split 'p' |> fun parts -> parts[0].Replace(".", ""), int parts[1]
    let scale = 2.0 ** float (exponent - 4 * (mantissa.Length - 1))
    sign * float (Convert.ToInt64(mantissa, 16)) * scale

let private readAs =
    Map
        [ "f2", DType.Float32
          "f4", DType.Float32
          "f8", DType.Float64
          "i1", DType.Int32
          "i2", DType.Int32
          "i4", DType.Int32
          "i8", DType.Int64
          "u1", DType.UInt8
          "u2", DType.Int32
          "u4", DType.Int64
          "u8", DType.Int64
          "b1", DType.Bool ]

[<PythonFact "numpy">]
let ``every type, order and version that NumPy writes is read, from NPY and NPZ`` () =
    Files.inNewFolder (fun folder ->
        let lines = (Python.script "numpy" folder writer).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let stored = Npz.read (Path.Combine(folder, "stored.npz")) |> Map.ofList
        let compressed = Npz.read (Path.Combine(folder, "compressed.npz")) |> Map.ofList
        Assert.Equal(12 * 2 * 8 * 2 * 3, lines.Length)
        Assert.Equal(lines.Length, stored.Count)

        for line in lines do
            let parts = line.Split ';'
            let shape = [ for length in parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries) -> int length ]
            let wanted = parts[3..] |> Array.filter ((<>) "") |> Array.map ofHex
            let path = Path.Combine(folder, parts[0] + ".npy")
            use mapped = NpyFile.openRead path

            for x in [ Npy.read path; stored[parts[0]]; compressed[parts[0]]; mapped.Read() ] do
                Assert.Equal((readAs[parts[1]], shape), (x.DType, x.Shape))
                Assert.Equal<float>(wanted, Numbers.floats x)

            if not shape.IsEmpty then
                let last = (shape.Head + 1) / 2
                let x = mapped.Rows(int64 (shape.Head - last), last)
                Assert.Equal<int list>(last :: shape.Tail, x.Shape)
                Assert.Equal<float>(wanted[wanted.Length - Numbers.floats(x).Length ..], Numbers.floats x))

/// The NaN that NumPy has, of which .NET's differs by the sign.
let private nan32, nan64 =
    BitConverter.UInt32BitsToSingle 0x7fc00000u, BitConverter.UInt64BitsToDouble 0x7ff8000000000000UL

let private ours: (string * Tensor) list =
    [ "float32", tensor [ [ 1.5f; nan32; infinityf ]; [ -0.0f; 3e-42f; -7.25f ] ]
      "float64", tensor [ [ 1.5; nan64; -infinity ]; [ -0.0; 1e-310; 0.1 ] ]
      "int32", tensor [ Int32.MinValue; 0; Int32.MaxValue ]
      "int64", tensor [ Int64.MinValue; 0L; Int64.MaxValue ]
      "uint8", tensor [ 0uy; 255uy ]
      "bool", tensor [ [ true; false ]; [ false; true ] ]
      "scalar", tensor 2.5
      "empty", Tensor.full DType.Float32 [ 0; 3 ] 0.0
      "spread", Tensor.full DType.Float64 [ 2; 2 ] 3.0
      "transposed", Tensor.transpose (tensor [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ] ])
      "reversed", Tensor.flip [ 0 ] (tensor [ 1; 2; 3 ])
      "a.b/c", tensor [ 1L ] ]

let private reader =
    """
import numpy as np
import zipfile
wanted = {
    'float32': np.array([[1.5, np.nan, np.inf], [-0.0, 3e-42, -7.25]], 'f4'),
    'float64': np.array([[1.5, np.nan, -np.inf], [-0.0, 1e-310, 0.1]], 'f8'),
    'int32': np.array([-2**31, 0, 2**31 - 1], 'i4'),
    'int64': np.array([-2**63, 0, 2**63 - 1], 'i8'),
    'uint8': np.array([0, 255], 'u1'),
    'bool': np.array([[True, False], [False, True]]),
    'scalar': np.array(2.5),
    'empty': np.zeros((0, 3), 'f4'),
    'spread': np.full((2, 2), 3.0),
    'transposed': np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).T,
    'reversed': np.array([3, 2, 1], 'i4'),
    'a.b/c': np.array([1]),
}
for name, x in wanted.items():
    files = [np.load(archive)[name] for archive in ['stored.npz', 'compressed.npz']]
    for found in files + ([] if '/' in name else [np.load(name + '.npy')]):
        assert found.dtype == x.dtype and found.shape == x.shape, (name, found)
        assert np.ascontiguousarray(found).tobytes() == np.ascontiguousarray(x).tobytes(), (name, found)
for archive, method in [('stored.npz', zipfile.ZIP_STORED), ('compressed.npz', zipfile.ZIP_DEFLATED)]:
    assert all(item.compress_type == method for item in zipfile.ZipFile(archive).infolist())
print('same')
"""

[<PythonFact "numpy">]
let ``NumPy reads every type that is written, bit for bit`` () =
    Files.inNewFolder (fun folder ->
        let path name = Path.Combine(folder, name)
        Npz.write (path "stored.npz") ours
        Npz.writeCompressed (path "compressed.npz") ours

        for name, x in ours do
            if not (name.Contains '/') then Npy.write (path (name + ".npy")) x

        Assert.Equal("same\n", Python.script "numpy" folder reader))
