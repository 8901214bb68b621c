//! The few words that say something about what stands beside them.

/// A unit after a number.
pub(super) fn is_unit(word: &[u8]) -> bool {
    word == b"%" || is_size_unit(word) || is_duration_unit(word)
}

pub(super) fn is_size_unit(word: &[u8]) -> bool {
    is_one_of(word, &["b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "bytes", "byte"])
}

pub(super) fn is_duration_unit(word: &[u8]) -> bool {
    is_one_of(word, &["ms", "us", "ns", "s", "sec", "secs", "second", "seconds"])
}

/// A month, a day of the week or a zone, in at most four letters.
pub(super) fn is_of_date(word: &[u8]) -> bool {
    const WORDS: [&str; 26] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon",
        "tue", "wed", "thu", "fri", "sat", "sun", "pdt", "pst", "utc", "gmt", "edt", "est", "cst",
    ];
    word.len() <= 4 && is_one_of(word, &WORDS)
}

/// A word after which a name stands.
pub(super) fn announces_name(word: &[u8]) -> bool {
    matches!(word, b"user" | b"username" | b"host" | b"hostname")
}

/// A word that is no name, even where one may stand.
pub(super) fn is_no_name(word: &[u8]) -> bool {
    const WORDS: [&str; 20] = [
        "from", "by", "on", "at", "in", "for", "to", "is", "was", "has", "not", "with", "and",
        "or", "of", "could", "unknown", "logged", "does", "are",
    ];
    WORDS.iter().any(|known| known.as_bytes() == word)
}

/// What a request does: few, and each something else.
pub(super) fn is_verb(word: &[u8]) -> bool {
    const VERBS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"];
    VERBS.iter().any(|verb| verb.as_bytes() == word)
}

fn is_one_of(word: &[u8], words: &[&str]) -> bool {
    let word = word.strip_suffix(b".").unwrap_or(word);
    words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}
