module Translation.Grammar

/// A noun in English, and in French with its article.
let private nouns =
    [ "cat", "le chat"
      "dog", "le chien"
      "girl", "la fille"
      "bird", "l'oiseau"
      "man", "l'homme"
      "house", "la maison" ]

/// A verb in English as it is and with s, and in French.
let private verbs =
    [ "see", "sees", "voit"; "like", "likes", "aime"; "hear", "hears", "entend"; "know", "knows", "connaît" ]

let private negated (verb: string) = if "aeiou".Contains verb[0] then $"n'{verb} pas" else $"ne {verb} pas"

/// Every sentence that says that somebody does something to somebody, or that they do not, in both languages.
let pairs: (string * string) list =
    [ for who, qui in nouns do
          for plain, inflected, verbe in verbs do
              for whom, que in nouns do
                  $"The {who} {inflected} the {whom}.", $"{qui} {verbe} {que}."
                  $"The {who} does not {plain} the {whom}.", $"{qui} {negated verbe} {que}." ]
