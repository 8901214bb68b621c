//! The encoding of a source's text, if the user chose it.

use super::codecs::{CODECS, recognise};
use super::decoder::{Codec, CodecInput, FirstBytes, PlanDecoder};

/// The encoding that needs no decoder.
pub const UTF_8: &str = "utf-8";

/// Every encoding that can be chosen.
pub fn encodings() -> impl Iterator<Item = &'static str> {
    let decoded = CODECS.iter().filter(|codec| codec.input == CodecInput::Encoding);
    std::iter::once(UTF_8).chain(decoded.map(|codec| codec.id))
}

/// Recognises decoders one after another: those that unpack by evidence, the encoding as chosen, and
/// by evidence again those that turn records into lines.
#[derive(Debug)]
pub struct ToldEncoding<'t> {
    told: Option<&'t str>,
    /// The decoder of the encoding has been named, or none is needed.
    is_decoded: bool,
}

impl<'t> ToldEncoding<'t> {
    /// Nothing is recognised yet; `told` is [`UTF_8`] or the id of a decoder, and anything else counts as
    /// no choice.
    pub fn new(told: Option<&'t str>) -> Self {
        let told = told.filter(|id| {
            *id == UTF_8 || CODECS.iter().any(|codec| codec.id == *id && is_of_encoding(codec))
        });
        Self { told, is_decoded: false }
    }

    /// The decoder that takes input which begins so.
    pub fn recognise(&mut self, head: FirstBytes<'_>) -> Option<(&'static Codec, PlanDecoder)> {
        let Some(told) = self.told else { return recognise(head) };
        if !self.is_decoded
            && let Some(found) = first(head, |codec| codec.input == CodecInput::Packed)
        {
            return Some(found);
        }
        if !std::mem::replace(&mut self.is_decoded, true)
            && let Some(codec) = CODECS.iter().find(|codec| codec.id == told)
        {
            return Some((codec, PlanDecoder { id: codec.id.to_owned(), detail: String::new() }));
        }
        first(head, |codec| codec.input == CodecInput::Text)
    }
}

fn first(
    head: FirstBytes<'_>,
    is_asked: impl Fn(&Codec) -> bool,
) -> Option<(&'static Codec, PlanDecoder)> {
    CODECS.iter().filter(|codec| is_asked(codec)).find_map(|codec| {
        let detail = (codec.recognise)(head)?;
        Some((codec, PlanDecoder { id: codec.id.to_owned(), detail }))
    })
}

fn is_of_encoding(codec: &Codec) -> bool {
    matches!(codec.input, CodecInput::Encoding | CodecInput::Mixture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_that_can_be_chosen_are_those_of_the_table() {
        let all: Vec<&str> = encodings().collect();
        assert_eq!(all, ["utf-8", "utf-16le", "utf-16be", "windows-1252"]);
    }

    #[test]
    fn what_is_no_encoding_cannot_be_chosen() {
        let gzip = FirstBytes { bytes: b"\x1F\x8B\x08" };
        let text = FirstBytes { bytes: b"a plain text" };
        for told in ["gzip", "json_records", "nothing"] {
            let mut told = ToldEncoding::new(Some(told));
            assert_eq!(told.recognise(gzip).map(|(codec, _)| codec.id), Some("gzip"));
            assert!(told.recognise(text).is_none());
        }
        let mut told = ToldEncoding::new(Some("windows-1252"));
        for (head, expected) in [(gzip, "gzip"), (text, "windows-1252")] {
            assert_eq!(told.recognise(head).map(|(codec, _)| codec.id), Some(expected));
        }
        assert!(told.recognise(text).is_none(), "it is decoded once");
    }
}
