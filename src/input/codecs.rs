//! The table of decoders: adding one is its file and a line here.

use super::decoder::{Codec, Decoder, FirstBytes, PlanDecoder};
use super::records::{evtx, journal, journal_file, json, octets, xml};
use super::{bunzip2, charset, gunzip, returns, unlz4, unxz, unzip, unzstd};

/// Every decoder, in the order in which they are asked.
pub static CODECS: &[Codec] = &[
    gunzip::CODEC,
    unzstd::CODEC,
    unxz::CODEC,
    bunzip2::CODEC,
    unlz4::CODEC,
    unzip::CODEC,
    evtx::CODEC,
    journal_file::CODEC,
    charset::UTF_16_LE,
    charset::UTF_16_BE,
    charset::UTF_8_AND_16,
    returns::CODEC,
    octets::CODEC,
    journal::CODEC,
    charset::WINDOWS_1252,
    json::CODEC,
    xml::CODEC,
];

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
