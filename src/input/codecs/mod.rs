//! The table of decoders: one file each, or a folder, with what it converts and how that begins.
//!
//! A line here declares the file and enters its rows into [`CODECS`]; nothing else has to name it.

use super::decoder::{Codec, Decoder, FirstBytes, PlanDecoder};

macro_rules! codecs {
    ($($file:ident: $($row:ident)and+,)*) => {
        $(pub(super) mod $file;)*

        /// Every decoder, in the order in which they are asked.
        pub static CODECS: &[Codec] = &[$($($file::$row),+),*];
    };
}

codecs! {
    gunzip: CODEC,
    unzstd: CODEC,
    unxz: CODEC,
    bunzip2: CODEC,
    unlz4: CODEC,
    unzip: CODEC,
    evtx: CODEC,
    journal_file: CODEC,
    utf_16: UTF_16_LE and UTF_16_BE and UTF_8_AND_16,
    returns: CODEC,
    octets: CODEC,
    journal: CODEC,
    windows_1252: CODEC,
    json: CODEC,
    xml: CODEC,
}

/// The decoder that takes input which begins so, if it is not text as it is parsed.
pub fn recognise(head: FirstBytes<'_>) -> Option<(&'static Codec, PlanDecoder)> {
    CODECS.iter().find_map(|codec| {
        let detail = (codec.recognise)(head)?;
        Some((codec, PlanDecoder { id: codec.id.to_owned(), detail }))
    })
}

/// A decoder as a plan names it; `None` for an id that does not exist.
pub(super) fn start(plan: &PlanDecoder) -> Option<Box<dyn Decoder>> {
    let codec = CODECS.iter().find(|codec| codec.id == plan.id)?;
    Some((codec.start)(&plan.detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        for (row, codec) in CODECS.iter().enumerate() {
            assert_eq!(CODECS.iter().position(|other| other.id == codec.id), Some(row));
        }
    }
}
