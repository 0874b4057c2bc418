// Writes the register-tile kernels Tiles512.g.cs and Tiles256.g.cs beside this script:
//     dotnet fsi generate.fsx [folder]
// A kernel computes one tile of C with every sum in a register; each tile size needs code of its own because
// registers cannot be indexed.
open System.IO

/// How many rows one pointer into A reaches by addressing alone: p, p + stride, p + 2 * stride.
let rowsPerPointer = 3

let private pointer row =
    match row - row % rowsPerPointer with
    | 0 -> "a"
    | first -> $"a{first}"

let private element row =
    match row % rowsPerPointer with
    | 0 -> $"*{pointer row}"
    | 1 -> $"{pointer row}[rowStride]"
    | _ -> $"{pointer row}[twoRows]"

let private shifted name columns vector = if vector = 0 then name else $"{name} + {columns}"

let kernel bits rows vectors =
    let vector = $"Vector{bits}"
    let count = $"{vector}<T>.Count"
    let tile = [ for i in 0 .. rows - 1 -> [ for j in 0 .. vectors - 1 -> $"c{i}_{j}" ] ]
    let vectorsPerLine = 512 / bits
    let pointers = [ rowsPerPointer..rowsPerPointer .. rows - 1 ]

    [ "    [MethodImpl(MethodImplOptions.AggressiveOptimization)]"
      $"    private static void Tile{rows}x{vectors}<T>("
      "        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)"
      "        where T : unmanaged"
      "    {"
      for sums in tile do
          "        " + String.concat " " [ for sum in sums -> $"var {sum} = {vector}<T>.Zero;" ]
      if rows > 2 then "        var twoRows = 2 * rowStride;"
      for first in pointers do
          $"        var a{first} = a + {first} * rowStride;"
      // The sums take longer than fetching C does, if fetching starts before them.
      "        var line = c;"
      for _ in tile do
          let lines = [ for j in 0..vectorsPerLine .. vectors - 1 -> "Sse.Prefetch0(" + shifted "line" count j + "); " ]
          "        " + String.concat "" lines + "line += cStride;"
      "        for (; depth > 0; depth--)"
      "        {"
      for j in 0 .. vectors - 1 do
          let address = shifted "b" count j
          $"            var b{j} = {vector}.Load({address});"
      for i, sums in List.indexed tile do
          let declare = if i = 0 then "var " else ""
          $"            {declare}x = {vector}.Create({element i});"

          for j, sum in List.indexed sums do
              $"            {sum} = Fused.MultiplyAdd(x, b{j}, {sum});"
      for first in "a" :: [ for first in pointers -> $"a{first}" ] do
          $"            {first} += columnStride;"
      "            b += bStride;"
      "        }"
      "        if (accumulate)"
      "        {"
      "            line = c;"
      for sums in tile do
          for j, sum in List.indexed sums do
              let address = shifted "line" count j
              $"            {sum} += {vector}.Load({address});"

          "            line += cStride;"
      "        }"
      for sums in tile do
          for j, sum in List.indexed sums do
              let address = shifted "c" count j
              $"        {sum}.Store({address});"

          "        c += cStride;"
      "    }"
      "" ]

let file bits rows vectors =
    [ "// Written by generate.fsx; change that instead."
      "using System.Runtime.CompilerServices;"
      "using System.Runtime.Intrinsics;"
      "using System.Runtime.Intrinsics.X86;"
      ""
      "namespace Riemann.Kernels;"
      ""
      $"/// <summary>Register tiles of 1 to {rows} rows and 1 to {vectors} vectors of {bits} bits.</summary>"
      $"internal static unsafe class Tiles{bits}"
      "{"
      $"    public const int Rows = {rows};"
      $"    public const int Vectors = {vectors};"
      ""
      "    /// <summary>The kernels, ordered by vectors, then rows. Taking them compiles none.</summary>"
      "    public static nint[] Kernels<T>()"
      "        where T : unmanaged =>"
      "        ["
      for j in 1..vectors do
          for i in 1..rows do
              $"            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile{i}x{j}<T>,"
      "        ];"
      ""
      for j in 1..vectors do
          for i in 1..rows do
              yield! kernel bits i j
      "}" ]

let folder =
    match fsi.CommandLineArgs with
    | [| _; folder |] -> folder
    | _ -> __SOURCE_DIRECTORY__

for bits, rows, vectors in [ 512, 14, 2; 256, 6, 2 ] do
    File.WriteAllText(Path.Combine(folder, $"Tiles{bits}.g.cs"), String.concat "\n" (file bits rows vectors) + "\n")
