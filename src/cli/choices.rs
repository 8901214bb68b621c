//! What the user chose for all sources.

use logscry::format::ToldFormat;
use logscry::input::encodings;
use logscry::session::Overrule;

use super::args::Reading;
use super::formats::own_formats;

/// What to do about a source that unpacks to too much: the end of a sentence.
pub(crate) const UNPACK_ON: &str = ". To read more, raise --unpack-limit";

/// Units of a size, with their bytes.
const UNITS: &[(&str, u64)] = &[
    ("", 1),
    ("B", 1),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
];

/// What the arguments say about every source.
pub(crate) fn overrule_of(args: &Reading) -> Result<Overrule, String> {
    let own = own_formats(&args.formats)?;
    let encoding = args.encoding.as_deref().map(encoding).transpose()?;
    let unpack_limit = args.unpack_limit.as_deref().map(size).transpose()?;
    let told = ToldFormat { own, ..ToldFormat::default() };
    Ok(Overrule { told, encoding, unpack_limit, ..Overrule::default() })
}

fn encoding(name: &str) -> Result<String, String> {
    let known = encodings().find(|known| known.eq_ignore_ascii_case(name));
    known.map(str::to_owned).ok_or_else(|| {
        let all: Vec<&str> = encodings().collect();
        format!("unknown encoding {name:?}; the encodings are {}", all.join(", "))
    })
}

/// A number of bytes; `none` means no limit.
fn size(text: &str) -> Result<u64, String> {
    if text.eq_ignore_ascii_case("none") {
        return Ok(u64::MAX);
    }
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (number, unit) = (digits.trim_end(), text.get(digits.len()..).unwrap_or_default());
    let unit = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    let bytes = number.parse().ok().zip(unit);
    bytes.map(|(number, (_, bytes)): (u64, _)| number.saturating_mul(*bytes)).ok_or_else(|| {
        format!("{text:?} is not a size; try 200GiB or 5000000, or none for no limit")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        let cases = [
            ("0", 0),
            ("5000000", 5_000_000),
            ("64GiB", 64 << 30),
            ("200 mb", 200_000_000),
            ("1kib", 1024),
            ("99999999999TiB", u64::MAX),
            ("none", u64::MAX),
        ];
        for (text, expected) in cases {
            assert_eq!(size(text), Ok(expected), "{text}");
        }
        for text in ["", "GiB", "-1", "1.5GiB", "12 parsecs", "1e9", "no"] {
            assert!(size(text).is_err_and(|why| why.contains("is not a size")), "{text}");
        }
    }

    #[test]
    fn encodings_are_known_in_any_case() {
        assert_eq!(encoding("UTF-16LE").as_deref(), Ok("utf-16le"));
        let why = encoding("ebcdic").unwrap_err();
        assert!(
            why.ends_with("the encodings are utf-8, utf-16le, utf-16be, windows-1252"),
            "{why}"
        );
    }
}
