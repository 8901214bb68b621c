//! What the tests say about the values of one field.
//!
//! Every value is tested as a whole and message by message; where a chain is known, also by what
//! follows what within it, and by how long that takes. A test speaks for the values at both of its
//! ends.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::chain::{Chain, NOTHING};
use super::column::ABSENT;
use super::gaps::{Gap, Way, gaps};
use super::lateness::{Lateness, lateness};
use super::shares::{Keyed, Share, shares};
use super::table::place;
use super::view::View;

/// What a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestKind {
    /// The share of entries.
    Count,
    /// What follows a message in its chain.
    Next,
    /// What comes before it.
    Previous,
    /// How long it takes to the next.
    Gap,
}

impl Test {
    /// How much it counts: what is odd behind a delay is no news of its own.
    pub(super) fn weight(&self) -> f64 {
        match self.numbers {
            Numbers::Share(share) => 1.0 - share.late,
            Numbers::Gap(_) => 1.0,
        }
    }
}

impl TestKind {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Next => "next",
            Self::Previous => "previous",
            Self::Gap => "gap",
        }
    }
}

/// All kinds.
pub(super) const KINDS: [TestKind; 4] =
    [TestKind::Count, TestKind::Next, TestKind::Previous, TestKind::Gap];

/// What a test found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Numbers {
    Share(Share),
    Gap(Gap),
}

/// A test that was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Test {
    pub(super) kind: TestKind,
    /// -log10 p.
    pub(super) surprise: f64,
    /// The values that it speaks for; the second may be none or the same.
    pub(super) ends: [u32; 2],
    /// The groups of the messages at its ends; none where nothing is there, or where all messages
    /// are meant.
    pub(super) groups: [Option<u32>; 2],
    pub(super) numbers: Numbers,
}

/// A field as it is tested.
pub(super) struct Tested<'t> {
    pub(super) view: &'t View,
    /// Values by entry.
    pub(super) codes: &'t [u32],
    pub(super) n_values: usize,
    /// Groups by entry; none for the field of the groups themselves.
    pub(super) groups: Option<&'t [u32]>,
    /// What links entries, if most of them have the field.
    pub(super) chain: Option<&'t Chain>,
}

/// Makes all tests of a field.
pub(super) fn tests(field: &Tested<'_>) -> Vec<Test> {
    let mut made = Vec::new();
    let items = field.items();
    let late = field.chain.map(|chain| field.time_links(&items, chain, &mut made));
    let is_late = late.as_ref().map(|late| late.is_late.as_slice());
    field.count_values(is_late, &mut made);
    if field.groups.is_some() {
        field.count_items(&items, is_late, &mut made);
    }
    if let (Some(chain), Some(late)) = (field.chain, &late) {
        field.count_links(&items, chain, late, &mut made);
    }
    made
}

/// Values together with groups.
struct Items {
    /// By entry.
    codes: Vec<u32>,
    n: usize,
}

impl Tested<'_> {
    fn items(&self) -> Items {
        let Some(groups) = self.groups else {
            // One more for entries without a value.
            let last = place(self.n_values);
            let codes = self.codes.iter().map(|code| (*code).min(last)).collect();
            return Items { codes, n: self.n_values + 1 };
        };
        let (codes, n) = numbered(self.codes.iter().copied().zip(groups.iter().copied()));
        Items { codes, n }
    }

    fn count_values(&self, is_late: Option<&[bool]>, made: &mut Vec<Test>) {
        let last = place(self.n_values);
        let keys = self.codes.iter().map(|code| (*code).min(last)).collect();
        let keyed = Keyed {
            keys,
            n_keys: self.n_values + 1,
            wholes: vec![0; self.codes.len()],
            n_wholes: 1,
        };
        self.push_counts(&shares(&keyed, self.view, is_late), |_| None, made);
    }

    fn count_items(&self, items: &Items, is_late: Option<&[bool]>, made: &mut Vec<Test>) {
        let keyed = Keyed {
            keys: items.codes.clone(),
            n_keys: items.n,
            wholes: vec![0; self.codes.len()],
            n_wholes: 1,
        };
        self.push_counts(&shares(&keyed, self.view, is_late), |at| self.group_of(at), made);
    }

    /// Books counts; `group_of` tells of which messages they are.
    fn push_counts(
        &self,
        shares: &[Share],
        group_of: impl Fn(u32) -> Option<u32>,
        made: &mut Vec<Test>,
    ) {
        for share in shares {
            let value = self.codes[share.example as usize];
            if value == ABSENT {
                continue;
            }
            let group = group_of(share.example);
            made.push(Test {
                kind: TestKind::Count,
                surprise: share.surprise,
                ends: [value, ABSENT],
                groups: [group, None],
                numbers: Numbers::Share(*share),
            });
        }
    }

    /// What follows each item, and what comes before it.
    fn count_links(&self, items: &Items, chain: &Chain, late: &Lateness, made: &mut Vec<Test>) {
        let links = [
            (TestKind::Next, &chain.next, &late.is_late_next),
            (TestKind::Previous, &chain.previous, &late.is_late),
        ];
        for (kind, others, is_late) in links {
            let other = |at: &u32| {
                if *at == NOTHING { NOTHING } else { items.codes[*at as usize] }
            };
            let (keys, n_keys) =
                numbered(items.codes.iter().copied().zip(others.iter().map(other)));
            let keyed = Keyed { keys, n_keys, wholes: items.codes.clone(), n_wholes: items.n };
            for share in shares(&keyed, self.view, Some(is_late)) {
                let other = others[share.example as usize];
                made.extend(self.linked(
                    kind,
                    [share.example, other],
                    share.surprise,
                    Numbers::Share(share),
                ));
            }
        }
    }

    /// How long it takes from each item to the next.
    fn time_links(&self, items: &Items, chain: &Chain, made: &mut Vec<Test>) -> Lateness {
        let linked = (0..).zip(&chain.next).filter(|(_, next)| **next != NOTHING);
        let linked: Vec<(u32, u32)> = linked.map(|(from, next)| (from, *next)).collect();
        let item = |at: u32| items.codes[at as usize];
        let (kinds, n_kinds) = numbered(linked.iter().map(|(from, to)| (item(*from), item(*to))));
        let ways = linked.iter().zip(&kinds).filter_map(|((from, to), kind)| {
            let (start, end) = (self.view.times[*from as usize]?, self.view.times[*to as usize]?);
            Some(Way { from: *from, kind: *kind, log_secs: log_secs(end.saturating_sub(start)) })
        });
        let ways: Vec<Way> = ways.collect();
        let gaps = gaps(&ways, n_kinds, self.view);
        for (_, gap) in &gaps {
            let gap = *gap;
            let to = chain.next[gap.example as usize];
            made.extend(self.linked(
                TestKind::Gap,
                [gap.example, to],
                gap.surprise,
                Numbers::Gap(gap),
            ));
        }
        lateness(&ways, &gaps, chain, self.view)
    }

    /// A test between two entries; none if neither has a value.
    fn linked(
        &self,
        kind: TestKind,
        at: [u32; 2],
        surprise: f64,
        numbers: Numbers,
    ) -> Option<Test> {
        let value = |at: u32| if at == NOTHING { ABSENT } else { self.codes[at as usize] };
        let ends = at.map(value);
        let groups = at.map(|at| if at == NOTHING { None } else { self.group_of(at) });
        (ends != [ABSENT; 2]).then_some(Test { kind, surprise, ends, groups, numbers })
    }

    fn group_of(&self, at: u32) -> Option<u32> {
        let code = self.groups.unwrap_or(self.codes)[at as usize];
        (code != ABSENT).then_some(code)
    }
}

/// Numbers pairs by their first entry.
fn numbered(pairs: impl Iterator<Item = (u32, u32)>) -> (Vec<u32>, usize) {
    let mut known: HashMap<(u32, u32), u32, FixedState> = HashMap::default();
    let codes = pairs.map(|pair| {
        let next = place(known.len());
        *known.entry(pair).or_insert(next)
    });
    let codes = codes.collect();
    (codes, known.len())
}

/// The logarithm of a time in seconds; a thousandth more, since clocks are no finer.
#[expect(clippy::cast_precision_loss, reason = "far less than clocks are wrong by")]
fn log_secs(nanos: i64) -> f64 {
    (nanos.max(0) as f64 / 1e9 + 0.001).ln()
}
