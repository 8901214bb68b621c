//! Groups on the wire, beside the fold that finds them: those that a query names, and that of an entry.

use serde::{Deserialize, Serialize};

use super::DeskReply;
use crate::desk::Desk;
use crate::fold::AboutEntry;
use crate::fold::groups::MembersById;
use crate::query::{self, GroupUse, QueryError, Standing};
use crate::session::FoldId;

/// A group that a query names, and where, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireGroupUse {
    /// Its id.
    pub id: String,
    /// First unit of it.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What the query says of it to all entries.
    pub standing: WireStanding,
    /// Which entries are in it; the query cannot be asked before that is so of all groups.
    pub known: WireKnownGroup,
}

/// What a query says of something to all entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WireStanding {
    /// Nothing.
    Absent,
    /// They must meet it.
    Included,
    /// They must not meet it.
    Excluded,
}

/// What is known of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WireKnownGroup {
    /// Nothing: nobody looked.
    NotAsked,
    /// No group has the id.
    Missing,
    /// Which entries are in it.
    Found,
}

/// What an entry is about, to find its group: hashes in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireAbout {
    /// Of all that it is about.
    pub exact: String,
    /// Of the coarser form.
    pub coarse: String,
}

pub(super) fn wire_about(AboutEntry { exact, coarse }: AboutEntry) -> WireAbout {
    WireAbout { exact: format!("{exact:016x}"), coarse: format!("{coarse:016x}") }
}

pub(super) fn group_of(desk: &Desk, fold: FoldId, about: &WireAbout) -> DeskReply {
    let hash = |digits: &str| u64::from_str_radix(digits, 16).ok();
    let about = hash(&about.exact)
        .zip(hash(&about.coarse))
        .map(|(exact, coarse)| AboutEntry { exact, coarse });
    let found = about.and_then(|about| desk.group_of(fold, about));
    let (id, template) = found.unzip();
    DeskReply::Group { id, template: template.unwrap_or_default() }
}

pub(super) fn group_uses(
    text: &str,
    members: Option<&MembersById>,
) -> Result<Vec<WireGroupUse>, QueryError> {
    let used = query::groups_in(text)?.into_iter().map(|used| {
        let GroupUse { id, start, end, standing } = used;
        let standing = match standing {
            Standing::Absent => WireStanding::Absent,
            Standing::Included => WireStanding::Included,
            Standing::Excluded => WireStanding::Excluded,
        };
        let known = match members {
            None => WireKnownGroup::NotAsked,
            Some(members) if members.contains_key(&id) => WireKnownGroup::Found,
            Some(_) => WireKnownGroup::Missing,
        };
        WireGroupUse { id, start, end, standing, known }
    });
    Ok(used.collect())
}
