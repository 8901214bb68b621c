//! How the text of a query is read, on the wire: what it asks, what is wrong or doubtful, and what is pasted
//! into it.

use serde::{Deserialize, Serialize};

use super::groups::group_uses;
use super::{DeskReply, NanosText, WireFieldUse};
use crate::fold::groups::MembersById;
use crate::query::{
    self, Fix, GroupMembers, PasteReading, Pasted, QueryError, Remark, SettledRemark,
};
use crate::time::{ShownZone, TimesKnown};

/// How something pasted was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WirePasteReading {
    /// As a text to look for.
    Text,
    /// As conditions of the language.
    Query,
    /// As a part of what stands around it.
    Part,
}

/// A sentence about a part of a query, and what could be asked instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireRemark {
    /// The sentence.
    pub message: String,
    /// First UTF-16 unit of what it is about.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What to call the other query on a button; empty if there is none.
    pub title: String,
    /// Its text.
    pub query: String,
}

pub(super) fn pasted(query: &str, range: (u32, u32), text: &str, known: &[String]) -> DeskReply {
    let is_known = |name: &str| known.iter().any(|known| known == name);
    let Pasted { query, cursor, reading } = query::pasted(query, range, text, is_known);
    let reading = match reading {
        PasteReading::Text => WirePasteReading::Text,
        PasteReading::Query => WirePasteReading::Query,
        PasteReading::Part => WirePasteReading::Part,
    };
    DeskReply::Pasted { query, cursor, reading }
}

fn wire_remark(remark: Remark) -> WireRemark {
    let Remark { message, start, end, fix: Fix { title, query } } = remark;
    WireRemark { message, start, end, title, query }
}

/// What is known of the times of the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireTimes {
    /// The earliest; null while there is none.
    pub first: Option<NanosText>,
    /// The latest.
    pub last: Option<NanosText>,
    /// That of the entry that the user stands on.
    pub near: Option<NanosText>,
    /// What typed times are of that say no zone; UTC if nothing is said.
    #[serde(default)]
    pub zone: WireZone,
}

/// The zone in which times are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireZone {
    /// The place whose clocks it follows, as the zone database calls it.
    pub place: Option<String>,
    /// East of UTC, in seconds, if there is no place or it is not known.
    pub offset_secs: i32,
}

fn times_known(times: WireTimes) -> TimesKnown {
    let nanos = |time: Option<NanosText>| time.map(|nanos| nanos.0);
    let first = nanos(times.first).unwrap_or(0);
    let last = nanos(times.last).unwrap_or(first);
    let WireZone { place, offset_secs } = times.zone;
    let zone = place.and_then(|name| ShownZone::of_place(&name));
    let zone = zone.unwrap_or(ShownZone::east_by(offset_secs));
    TimesKnown { first, last, near: nanos(times.near), zone }
}

pub(super) fn moment(text: &str, times: WireTimes) -> DeskReply {
    let found = query::moment(text, times_known(times));
    let nanos = found.as_ref().map(|moment| NanosText(moment.nanos));
    DeskReply::Moment { nanos, remark: found.and_then(|moment| moment.remark) }
}

/// What a query says, and how workers are asked it; `members` is called if it names groups.
pub(super) fn parsed(
    (text, as_text): (&str, &[String]),
    times: WireTimes,
    members: impl FnOnce() -> Option<MembersById>,
) -> DeskReply {
    let read = || -> Result<_, QueryError> {
        let query = query::parse_typed(text, as_text)?;
        let mut settled = query::settled(text, times_known(times))?;
        if query::groups_in(text)?.is_empty() {
            let asked = settled.query.clone();
            return Ok((query, settled, Vec::new(), asked));
        }
        let members = members();
        let groups = group_uses(text, members.as_ref())?;
        settled.query = query::with_groups(&settled.query, |id| {
            members.as_ref().map(|known| known.get(id).cloned().unwrap_or_else(GroupMembers::none))
        })?;
        let without_groups = query::without_groups(&settled.query)?;
        Ok((query, settled, groups, without_groups))
    };
    match read() {
        Ok((query, settled, groups, without_groups)) => {
            let on_times = settled.remark.map(|SettledRemark { message, start, end }| WireRemark {
                message,
                start,
                end,
                title: String::new(),
                query: String::new(),
            });
            let remarks = query::remarks(text).into_iter().map(wire_remark);
            let chosen_levels = query::levels_of(text).unwrap_or(query::ALL_LEVELS);
            let fields = query.fields.iter().map(|used| WireFieldUse {
                name: used.name.clone(),
                start: used.start,
                end: used.end,
                may_be_text: used.may_be_text,
            });
            DeskReply::Parsed {
                level_mask: query.level_mask,
                chosen_levels,
                has_marks: !query.needles.is_empty(),
                fields: fields.collect(),
                compared: query.compared.into_iter().map(|it| (it.field, it.bound)).collect(),
                settled: settled.query,
                depends_on_data: settled.depends_on_data,
                groups,
                without_groups,
                remarks: on_times.into_iter().chain(remarks).collect(),
                as_term: query::as_term(text.trim()),
            }
        }
        Err(error) => no_query(text, error),
    }
}

pub(super) fn no_query(text: &str, error: QueryError) -> DeskReply {
    let QueryError { message, start, end } = error;
    DeskReply::NoQuery { message, start, end, as_term: query::as_term(text.trim()) }
}
