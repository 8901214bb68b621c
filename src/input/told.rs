//! The encoding of a source's text, if the user chose it.

use super::charset::{UTF_8_AND_16, UTF_16_BE, UTF_16_LE, WINDOWS_1252};
use super::codecs::{CODECS, recognise};
use super::decoder::{Codec, FirstBytes, PlanDecoder};

/// The encoding that needs no decoder.
pub const UTF_8: &str = "utf-8";

/// Every encoding that can be chosen.
pub const ENCODINGS: [&str; 4] = [UTF_8, UTF_16_LE.id, UTF_16_BE.id, WINDOWS_1252.id];

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
        let told = told.filter(|id| *id == UTF_8 || is_charset(id));
        Self { told, is_decoded: false }
    }

    /// The decoder that takes input which begins so.
    pub fn recognise(&mut self, head: FirstBytes<'_>) -> Option<(&'static Codec, PlanDecoder)> {
        let Some(told) = self.told else { return recognise(head) };
        if !self.is_decoded
            && let Some(found) = first(head, |codec| codec.unpacks)
        {
            return Some(found);
        }
        if !std::mem::replace(&mut self.is_decoded, true)
            && let Some(codec) = CODECS.iter().find(|codec| codec.id == told)
        {
            return Some((codec, PlanDecoder { id: codec.id.to_owned(), detail: String::new() }));
        }
        first(head, |codec| !codec.unpacks && !is_charset(codec.id))
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

fn is_charset(id: &str) -> bool {
    [UTF_16_LE.id, UTF_16_BE.id, UTF_8_AND_16.id, WINDOWS_1252.id].contains(&id)
}
