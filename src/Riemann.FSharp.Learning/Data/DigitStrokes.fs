namespace Riemann.FSharp.Learning

/// One movement of the pen. The digit stands in a square from 0 to 100, x to the right and y downwards.
type internal Stroke =
    /// Straight lines from point to point.
    | Straight of (int * int) list
    /// A smooth curve through the points.
    | Smooth of (int * int) list

/// The ways in which people write each digit.
module internal DigitStrokes =
    let private zeros =
        [ [ Smooth [ 52, 0; 27, 14; 15, 50; 26, 86; 50, 100; 75, 85; 85, 48; 74, 13; 50, 0 ] ]
          // The ends cross at the top.
          [ Smooth [ 66, 8; 44, 2; 22, 24; 17, 60; 34, 94; 62, 95; 82, 66; 78, 26; 56, 4; 38, 8 ] ]
          // The ends do not meet.
          [ Smooth [ 44, 4; 22, 28; 18, 66; 40, 98; 68, 92; 83, 56; 74, 18; 57, 1 ] ] ]

    let private ones =
        [ [ Straight [ 50, 0; 50, 100 ] ]
          [ Straight [ 30, 24; 53, 0; 53, 100 ] ]
          [ Straight [ 32, 20; 52, 0; 52, 100 ]; Straight [ 28, 100; 76, 100 ] ] ]

    let private twos =
        [ [ Smooth [ 20, 22; 33, 5; 55, 0; 76, 14; 74, 38; 56, 62; 36, 82; 18, 98 ]; Straight [ 18, 98; 82, 98 ] ]
          // A loop at the foot.
          [ Smooth [ 22, 20; 40, 2; 66, 4; 77, 24; 64, 54; 42, 84; 22, 96; 16, 84; 30, 76; 56, 90; 86, 94 ] ]
          // A flat top and a foot that swings.
          [ Smooth [ 24, 10; 52, 2; 76, 14; 70, 38; 18, 92 ]; Smooth [ 18, 92; 44, 88; 62, 97; 84, 92 ] ] ]

    let private threes =
        [ [ Smooth [ 22, 12; 46, 0; 71, 12; 66, 36; 40, 46 ]; Smooth [ 40, 46; 72, 54; 78, 80; 52, 100; 20, 88 ] ]
          // A flat top.
          [ Straight [ 24, 2; 74, 2; 46, 40 ]; Smooth [ 46, 40; 74, 50; 77, 78; 50, 100; 20, 90 ] ]
          // In one movement.
          [ Smooth [ 20, 16; 46, 0; 72, 18; 56, 42; 44, 47; 62, 52; 80, 74; 56, 98; 18, 90 ] ] ]

    let private fours =
        [
          // Open.
          [ Straight [ 32, 2; 18, 58; 84, 58 ]; Straight [ 64, 22; 62, 100 ] ]
          // Closed.
          [ Straight [ 62, 100; 62, 0; 14, 66; 86, 66 ] ]
          // Open and round.
          [ Smooth [ 24, 4; 19, 38; 38, 54; 74, 46 ]; Straight [ 77, 2; 70, 100 ] ] ]

    let private fives =
        [ [ Straight [ 76, 2; 32, 2; 26, 44 ]; Smooth [ 26, 44; 54, 37; 78, 58; 68, 90; 42, 100; 18, 88 ] ]
          // The bar is drawn last and does not meet the rest.
          [ Smooth [ 30, 8; 26, 44; 56, 44; 76, 66; 60, 94; 22, 96 ]; Straight [ 36, 4; 82, 0 ] ]
          // In one movement.
          [ Smooth [ 78, 6; 50, 0; 32, 6; 28, 38; 54, 44; 76, 66; 62, 94; 20, 94 ] ] ]

    let private sixes =
        [ [ Smooth [ 66, 2; 38, 24; 22, 60; 30, 92; 54, 99; 76, 82; 70, 58; 46, 54; 26, 70 ] ]
          // A straight back.
          [ Smooth [ 54, 0; 34, 40; 24, 76; 42, 99; 68, 92; 71, 70; 52, 62; 27, 78 ] ]
          // A curl at the top.
          [ Smooth [ 76, 14; 58, 1; 34, 18; 22, 56; 28, 88; 50, 100; 74, 86; 72, 60; 48, 50; 25, 64 ] ] ]

    let private sevens =
        [ [ Straight [ 18, 4; 80, 4; 42, 100 ] ]
          // A bar.
          [ Straight [ 18, 4; 80, 4; 42, 100 ]; Straight [ 36, 52; 76, 50 ] ]
          // A hook at the left and a bent stem.
          [ Straight [ 20, 20; 20, 4; 80, 4 ]; Smooth [ 80, 4; 60, 36; 48, 68; 44, 100 ] ]
          // A wave, and a bar.
          [ Smooth [ 18, 14; 36, 3; 56, 10; 80, 3 ]; Smooth [ 80, 3; 58, 44; 46, 100 ]; Straight [ 34, 56; 74, 54 ] ] ]

    let private eights =
        [
          // In one movement.
          [ Smooth [ 70, 13; 48, 0; 27, 17; 44, 42; 70, 64; 70, 90; 47, 100; 25, 88; 30, 62; 58, 40; 74, 20; 64, 4 ] ]
          // One ring on another.
          [ Smooth [ 50, 0; 29, 9; 28, 36; 50, 46; 71, 36; 70, 9; 50, 0 ]
            Smooth [ 50, 46; 23, 58; 22, 90; 50, 100; 77, 90; 76, 58; 50, 46 ] ]
          // The ends stay open at the top.
          [ Smooth [ 76, 6; 46, 2; 28, 20; 48, 44; 68, 66; 62, 94; 36, 98; 26, 74; 50, 46; 82, 14 ] ] ]

    let private nines =
        [ [ Smooth [ 75, 16; 50, 0; 25, 18; 31, 44; 56, 48; 75, 16 ]; Straight [ 75, 16; 70, 100 ] ]
          // A tail to the left.
          [ Smooth [ 74, 20; 50, 0; 25, 17; 30, 42; 56, 46; 74, 20; 77, 60; 62, 94; 28, 96 ] ]
          // A slanting stem.
          [ Smooth [ 72, 20; 54, 0; 30, 14; 30, 42; 54, 44; 72, 20 ]; Straight [ 72, 20; 44, 100 ] ] ]

    /// For each digit its ways, each a list of strokes.
    let ways = [| zeros; ones; twos; threes; fours; fives; sixes; sevens; eights; nines |] |> Array.map Array.ofList
