//! What an archive contains and where each member is, as sent to the page.

use serde::{Deserialize, Serialize};

use crate::input::{ContentKind, Layer, PlanDecoder, Reach, Skip};
use crate::session::{ArchiveBytes, ArchiveTrouble, Member, MemberPlace, Opened};
use crate::units::{ByteSpan, SourceId};
use crate::wire::NanosText;
use crate::wire::plan::{SourcePlan, wire_plan};

/// A member of an archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireMember {
    /// Its path in the archive; nested archives are separated by ` › `.
    pub path: String,
    /// Its unpacked size according to the archive.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub size_bytes: u64,
    /// When it was last modified, in milliseconds since 1970.
    pub modified_millis: f64,
    /// Where it is.
    pub place: WirePlace,
    /// How to read it; null if it is skipped, or if that is asked for apart.
    pub opened: Option<WireOpened>,
    /// When exactly it was modified, if how to read it is asked for apart (`PlanMembers`).
    pub unplanned: Option<NanosText>,
    /// Why it is skipped, as a clause; null if it is read.
    pub skipped: Option<String>,
    /// It is a folder: skipping it loses nothing.
    pub is_folder: bool,
    /// It is skipped because it does not look like text; the user may have it read all the same.
    pub is_binary: bool,
}

/// A member of which it is not known how to read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireUnplanned {
    /// Where it is.
    pub place: WirePlace,
    /// When it was last modified, exactly.
    pub modified: NanosText,
}

/// Where a member is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WirePlace {
    /// The file that contains it, as a source.
    pub archive: u32,
    /// Ranges of the file, of what that unpacks to, and so on inwards; a single one needs no unpacking.
    pub layers: Vec<WireLayer>,
    /// At most how many bytes the file may unpack to; null for a sensible limit.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub unpack_limit: Option<u64>,
    /// What decodes its bytes first.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub lead: Vec<PlanDecoder>,
}

/// A range of the output of some decoders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireLayer {
    /// What decodes the range before.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub decoders: Vec<PlanDecoder>,
    /// First byte.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub start: u64,
    /// One past the last.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub end: u64,
}

/// The result of the first look at a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireOpened {
    /// How to read it.
    pub plan: SourcePlan,
    /// Name of its main format.
    pub format_id: String,
    /// Title of its main format.
    pub format_title: String,
    /// Why that format, in a sentence; if it is not read, what it seems to be.
    pub why: String,
    /// Earliest time among the first and last entries: an estimate of the bounds.
    pub first: Option<NanosText>,
    /// Latest time among them.
    pub last: Option<NanosText>,
}

/// Where the bytes of an archive went; they add up to `bytes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireArchiveBytes {
    /// The whole archive, unpacked if it is compressed as a whole.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
    /// In members that can be read and in nested archives, as stored.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub in_members: u64,
    /// In members that cannot.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub skipped: u64,
    /// In headers, directories and padding.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub overhead: u64,
    /// Raw bytes after the end of the compressed stream around it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub trailing: u64,
}

/// Why not all members of an archive, or of one inside it, were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireArchiveTrouble {
    /// Its path in the outermost archive; empty for that archive itself.
    pub path: String,
    /// Why, as a clause.
    pub why: String,
    /// Raw byte of the file where the problem appeared.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub at: u64,
    /// It unpacks to more than is allowed.
    pub is_too_much: bool,
}

impl From<Opened> for WireOpened {
    fn from(Opened { plan, sniffed, bounds }: Opened) -> Self {
        let is_read = matches!(plan.content, ContentKind::Text | ContentKind::Stream);
        let id = plan.formats.main_id().to_owned();
        let title = plan.formats.main_title();
        Self {
            format_title: if is_read { title } else { "Not read" }.to_owned(),
            format_id: if is_read { id } else { "none".to_owned() },
            why: if is_read { plan.formats.why.clone() } else { sniffed.seems },
            plan: wire_plan(plan),
            first: bounds.map(|(first, _)| NanosText(first)),
            last: bounds.map(|(_, last)| NanosText(last)),
        }
    }
}

impl From<Member> for WireMember {
    fn from(Member { path, size, modified, place, opened }: Member) -> Self {
        let skipped = opened.as_ref().err().map(Skip::words);
        let is_folder = opened.as_ref().err() == Some(&Skip::Folder);
        let is_binary = matches!(opened, Err(Skip::NoText(_)));
        #[expect(clippy::cast_precision_loss, reason = "milliseconds are what is kept")]
        let modified_millis = modified.0 as f64 / 1e6;
        let unplanned = matches!(opened, Ok(None)).then_some(NanosText(modified.0));
        Self {
            path,
            size_bytes: size,
            modified_millis,
            place: place.into(),
            opened: opened.ok().flatten().map(|opened| (*opened).into()),
            unplanned,
            skipped,
            is_folder,
            is_binary,
        }
    }
}

impl From<MemberPlace> for WirePlace {
    fn from(MemberPlace { reach, lead }: MemberPlace) -> Self {
        let Reach { archive, layers, unpack_limit } = reach;
        let layers = layers.into_iter().map(|Layer { decoders, span }| WireLayer {
            decoders,
            start: span.start,
            end: span.end,
        });
        Self { archive: archive.0, layers: layers.collect(), unpack_limit, lead }
    }
}

impl From<WirePlace> for MemberPlace {
    fn from(WirePlace { archive, layers, unpack_limit, lead }: WirePlace) -> Self {
        let layers = layers.into_iter().map(|WireLayer { decoders, start, end }| Layer {
            decoders,
            span: ByteSpan { start, end: end.max(start) },
        });
        let (archive, layers) = (SourceId(archive), layers.collect());
        Self { reach: Reach { archive, layers, unpack_limit }, lead }
    }
}

impl From<ArchiveBytes> for WireArchiveBytes {
    fn from(figures: ArchiveBytes) -> Self {
        let ArchiveBytes { path: _, bytes, in_members, skipped, overhead, trailing } = figures;
        Self { bytes, in_members, skipped, overhead, trailing }
    }
}

impl From<ArchiveTrouble> for WireArchiveTrouble {
    fn from(ArchiveTrouble { path, why, at, is_too_much }: ArchiveTrouble) -> Self {
        Self { path, why: why.to_owned(), at, is_too_much }
    }
}
