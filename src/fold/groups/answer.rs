//! From rows to groups: what is alike is reduced to templates, and each group is told what became of
//! it.

use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::row::{GroupRow, Picked};
use super::state::{GroupState, InWindow, Lifetime, moments, state_in_window, state_of};
use super::subject::{AboutEntry, Said, SubjectKind, Subjects, hash_of, title};
use super::tiers::{Bounds, RowPlace};
use super::{FamilyTimes, Groups, MembersById};
use crate::query::GroupMembers;
use crate::store::NO_TIME;
use crate::template::{Signature, SlotKind, SlotKinds, reduce};
use crate::units::NanosText;

/// More groups than anybody scrolls through.
const MAX_TOP: u32 = 100_000;

/// A window is looked at in so many cells.
const WINDOW_CELLS: u64 = 64;

/// Which groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "GroupsAsk"))]
pub struct Ask {
    /// How many to answer with, at most 100,000.
    pub top: u32,
    /// Entries are counted within this time only, and compared with what was before; none for all
    /// of them, compared with each other.
    pub window: Option<WindowAsk>,
}

/// A stretch of time, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WindowAsk {
    /// Its first instant.
    pub from: NanosText,
    /// One past its last.
    pub end: NanosText,
}

impl Ask {
    pub(super) fn window(&self) -> Option<(i64, i64)> {
        self.window.map(|window| (window.from.0, window.end.0))
    }
}

/// The groups of a selection. Bulk: the counts over time of each group, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "GroupsAnswer"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Selected entries.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub entries: u64,
    /// Groups that selected entries are in.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub n_groups: u64,
    /// Selected entries that are grouped by the start of their message only, because there are too
    /// many different ones.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub coarse: u64,
    /// New, surging, first seen, steady, fading and gone ones in this order, then the most frequent
    /// first.
    pub groups: Vec<Group>,
}

/// Entries of one template or one stack fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The same in every session for the same template or fingerprint.
    pub id: String,
    /// What its entries have in common.
    pub kind: GroupKind,
    /// The template with `<*>` for what varies, or the root cause and where it failed.
    pub template: String,
    /// What the slots of the template have, as words: see [`SlotKind::name`].
    pub slots: Vec<Vec<String>>,
    /// Selected entries, within the window if one is asked about.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub count: u64,
    /// By level.
    #[cfg_attr(feature = "ts", ts(type = "number[]"))]
    pub levels: Vec<u64>,
    /// Those before the window.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub n_before: u64,
    /// What became of it.
    pub state: GroupState,
    /// Since when, as far as it is new, gone, or rose or fell.
    pub since: Option<NanosText>,
    /// First time, if any entry has one.
    pub first: Option<NanosText>,
    /// Last time.
    pub last: Option<NanosText>,
    /// Where the first entry is: source and offset.
    pub first_source: u32,
    /// See [`Self::first_source`].
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub first_offset: u64,
    /// Sources with entries of it, as well as that is known.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub n_sources: u64,
    /// There are too many to be counted.
    pub is_sources_estimate: bool,
    /// Its entries are grouped by the start of their message only.
    pub is_coarse: bool,
    /// What stacks of the same root cause and place share, whichever way they were reached.
    pub kin: Option<String>,
    /// Counts over time: start and width of the first cell, and how many there are in the bulk.
    pub cell_start: NanosText,
    /// See [`Self::cell_start`].
    pub cell_width: NanosText,
    /// See [`Self::cell_start`].
    pub n_cells: u32,
}

/// What entries of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum GroupKind {
    /// A message of the same form.
    Template,
    /// The same stack trace.
    Stack,
}

impl GroupKind {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Stack => "stack",
        }
    }
}

/// In which group an entry is.
#[derive(Clone, Debug)]
pub struct GroupIndex {
    subjects: Subjects,
    bounds: Bounds,
    places: HashMap<RowPlace, usize, FixedState>,
    /// Id and template.
    list: Vec<(String, String)>,
}

impl GroupIndex {
    /// Id and template of the group that an entry is in; none for an entry that was not folded.
    pub fn of(&mut self, said: &Said<'_>) -> Option<(&str, &str)> {
        let about = self.subjects.of(said).about();
        self.of_hashes(about)
    }

    /// The same for an entry that is known by hashes.
    pub fn of_hashes(&self, about: AboutEntry) -> Option<(&str, &str)> {
        let (id, template) = self.list.get(*self.places.get(&self.bounds.place_of(about))?)?;
        Some((id, template))
    }
}

/// What entries of each group are about, by its id, for queries that name it.
pub(super) fn members(groups: &Groups) -> MembersById {
    let (drafts, places) = drafts(groups);
    let mut members: Vec<GroupMembers> = vec![groups.tiers.bounds().members(); drafts.len()];
    for (place, at) in places {
        if let Some(members) = members.get_mut(at) {
            place.add_to(members);
        }
    }
    for members in &mut members {
        members.exact.sort_unstable();
        members.coarse.sort_unstable();
    }
    drafts.iter().map(Draft::id).zip(members).collect()
}

/// Rows that are one group.
struct Draft {
    kind: GroupKind,
    hash: u64,
    template: String,
    slots: Vec<SlotKinds>,
    kin: Option<u64>,
    picked: Option<Picked>,
    is_coarse: bool,
    n_coarse: u64,
}

impl Draft {
    fn add(&mut self, row: &GroupRow, place: RowPlace) {
        let Some(picked) = &row.picked else { return };
        if !matches!(place, RowPlace::Exact(_)) {
            self.is_coarse = true;
            self.n_coarse += picked.count();
        }
        match &mut self.picked {
            Some(known) => known.merge(picked),
            None => self.picked = Some(picked.as_ref().clone()),
        }
    }

    fn id(&self) -> String {
        format!("{:016x}", self.hash)
    }
}

/// The groups of all rows, and which of them each row is in.
fn drafts(groups: &Groups) -> (Vec<Draft>, Vec<(RowPlace, usize)>) {
    let rows = groups.tiers.rows();
    let messages: Vec<_> =
        rows.iter().filter(|(_, row)| row.kind == SubjectKind::Template).collect();
    let signatures = messages.iter().map(|(_, row)| Signature {
        text: &row.identity,
        slots: &row.slots,
        count: row.n_all,
    });
    let templates = reduce(&signatures.collect::<Vec<_>>());
    let mut drafts: Vec<Draft> = Vec::with_capacity(templates.list.len());
    for template in templates.list {
        drafts.push(Draft {
            kind: GroupKind::Template,
            hash: hash_of(SubjectKind::Template, &template.identity),
            template: template.text,
            slots: template.slots,
            kin: None,
            picked: None,
            is_coarse: false,
            n_coarse: 0,
        });
    }
    let mut places = Vec::with_capacity(rows.len());
    for ((place, row), at) in messages.into_iter().zip(&templates.place_of) {
        if let Some(draft) = drafts.get_mut(*at as usize) {
            draft.add(row, *place);
            places.push((*place, *at as usize));
        }
    }
    for (place, row) in rows.iter().filter(|(_, row)| row.kind == SubjectKind::Stack) {
        let title = title(&row.identity);
        let mut draft = Draft {
            kind: GroupKind::Stack,
            hash: row.hash,
            template: String::from_utf8_lossy(title).into_owned(),
            slots: Vec::new(),
            kin: Some(hash_of(SubjectKind::Stack, title)),
            picked: None,
            is_coarse: false,
            n_coarse: 0,
        };
        draft.add(row, *place);
        places.push((*place, drafts.len()));
        drafts.push(draft);
    }
    (drafts, places)
}

pub(super) fn index(groups: &Groups) -> GroupIndex {
    let (drafts, places) = drafts(groups);
    GroupIndex {
        subjects: Subjects::default(),
        bounds: groups.tiers.bounds(),
        places: places.into_iter().collect(),
        list: drafts.into_iter().map(|draft| (draft.id(), draft.template)).collect(),
    }
}

pub(super) fn answer(groups: &Groups) -> (Answer, Vec<u32>) {
    let mut known = KnownTimes { groups, by_families: BTreeMap::new() };
    let (drafts, _) = drafts(groups);
    let coarse = drafts.iter().map(|draft| draft.n_coarse).sum();
    let mut list = Vec::new();
    for draft in drafts {
        let Some(picked) = &draft.picked else { continue };
        let (state, since) = known.state(picked);
        if picked.count() > 0 || state == GroupState::Gone {
            list.push(((state, since), draft));
        }
    }
    let count = |draft: &Draft| draft.picked.as_ref().map_or(0, Picked::count);
    list.sort_by(|((state, _), one), ((other_state, _), other)| {
        (state, count(other), one.hash).cmp(&(other_state, count(one), other.hash))
    });
    let n_groups = list.len() as u64;
    list.truncate(usize::try_from(groups.ask.top.min(MAX_TOP)).unwrap_or(0));
    let mut bulk = Vec::new();
    let groups_of = list.into_iter().filter_map(|(state, draft)| group(state, draft, &mut bulk));
    let list = groups_of.collect();
    (Answer { entries: groups.n_selected, n_groups, coarse, groups: list }, bulk)
}

fn group(
    (state, since): (GroupState, Option<i64>),
    draft: Draft,
    bulk: &mut Vec<u32>,
) -> Option<Group> {
    let id = draft.id();
    let picked = draft.picked?;
    let (shift, base, counts) = picked.cells.dense();
    bulk.extend_from_slice(&counts);
    let (n_sources, is_sources_estimate) = picked.sources.n_distinct();
    let words = |kinds: &SlotKinds| kinds.iter().map(SlotKind::name).map(str::to_owned).collect();
    let has_times = picked.first.nanos != NO_TIME;
    Some(Group {
        id,
        kind: draft.kind,
        template: draft.template,
        slots: draft.slots.iter().map(words).collect(),
        count: picked.count(),
        levels: picked.levels.to_vec(),
        n_before: picked.n_before,
        state,
        since: since.map(NanosText),
        first: has_times.then_some(NanosText(picked.first.nanos)),
        last: has_times.then_some(NanosText(picked.last)),
        first_source: picked.first.source.0,
        first_offset: picked.first.offset,
        n_sources,
        is_sources_estimate,
        is_coarse: draft.is_coarse,
        kin: draft.kin.map(|hash| format!("{hash:016x}")),
        // Before the first time that 64 bits hold, a cell may begin that holds it.
        cell_start: NanosText(base.checked_shl(shift.into()).unwrap_or(i64::MIN)),
        cell_width: NanosText(1_i64.checked_shl(shift.into()).unwrap_or(i64::MAX)),
        n_cells: u32::try_from(counts.len()).unwrap_or(u32::MAX),
    })
}

/// The times that are known of families of sources, together.
struct KnownTimes<'g> {
    groups: &'g Groups,
    by_families: BTreeMap<Vec<u64>, Option<FamilyTimes>>,
}

impl KnownTimes<'_> {
    fn state(&mut self, picked: &Picked) -> (GroupState, Option<i64>) {
        let ask = self.groups.ask;
        let Some(all) = self.of(picked) else { return (GroupState::Unknown, None) };
        match ask.window() {
            None => state_of(&Lifetime {
                own: &picked.cells,
                first: picked.first.nanos,
                last: picked.last,
                all: &all.cells,
                range: (all.first, all.last),
            }),
            Some((from, end)) => {
                let state = state_in_window(&InWindow {
                    n_before: picked.n_before,
                    n_inside: picked.count(),
                    n_moments: moments(&picked.cells.at_least(end.abs_diff(from) / WINDOW_CELLS)),
                    nanos_before: if all.first < from { from.abs_diff(all.first) } else { 0 },
                    nanos_inside: if from < end { end.abs_diff(from) } else { 0 },
                });
                (state, (state == GroupState::New).then_some(picked.first.nanos))
            }
        }
    }

    fn of(&mut self, picked: &Picked) -> Option<&FamilyTimes> {
        let families: Vec<u64> = picked.families.iter().collect();
        let known = &self.groups.families;
        let sum = self.by_families.entry(families).or_insert_with_key(|families| {
            let mut sum: Option<FamilyTimes> = None;
            for times in families.iter().filter_map(|family| known.get(family)) {
                match &mut sum {
                    Some(sum) => sum.merge(times),
                    None => sum = Some(times.clone()),
                }
            }
            sum
        });
        sum.as_ref().filter(|_| picked.cells != Cells::default())
    }
}
