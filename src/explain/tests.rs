//! What explanations find in made-up logs, what they do not, and that nothing depends on who read what.

use proptest::prelude::*;

use super::made_up::{Log, SECOND, explained, requests, services, settled};
use super::{Direction, Entry, Explanation, Finding, Selected, Table, TestKind};
use crate::level::Level;

fn names(finding: &Finding) -> Vec<(&str, &str)> {
    finding.terms.iter().map(|term| (term.field.as_str(), term.value.as_str())).collect()
}

fn passing(told: &Explanation) -> Vec<&Finding> {
    told.findings.iter().filter(|finding| finding.passes).collect()
}

#[test]
fn a_tenfold_burst_is_found() {
    for (clump, at_least) in [(1, 58), (6, 50)] {
        let is_found = |seed: &u64| {
            let told = services(*seed, 10.0, clump);
            let found = passing(&told);
            found.first().is_some_and(|first| {
                names(first).contains(&("service", "s5")) && first.direction == Direction::More
            })
        };
        let n_found = (0..60).filter(is_found).count();
        assert!(n_found >= at_least, "{n_found} of 60 with clumps of {clump}");
    }
}

#[test]
fn what_is_steady_has_no_findings() {
    let mut alarms = Vec::new();
    for clump in [1, 6] {
        for seed in 1_000..1_100 {
            let told = services(seed, 1.0, clump);
            if !passing(&told).is_empty() {
                alarms.push((clump, seed, format!("{:?}", passing(&told)[0])));
            }
        }
    }
    assert!(alarms.len() <= 4, "{} of 200: {alarms:#?}", alarms.len());
}

#[test]
fn a_slow_service_is_found_by_its_gaps() {
    let told = requests(200);
    assert_eq!(told.chain.as_deref(), Some("request"));
    let found = passing(&told);
    assert_eq!(names(found[0]), [("service", "hall")]);
    let reason = &found[0].reasons[0];
    assert_eq!(reason.kind, TestKind::Gap);
    let start = "from “template 2” to “template 3” it takes 2";
    assert!(reason.sentence.starts_with(start), "{}", reason.sentence);
    assert!(reason.sentence.ends_with("(median of 72 times)"), "{}", reason.sentence);
    assert!(passing(&requests(0)).is_empty());
}

#[test]
fn what_is_only_in_the_selection_is_found_though_it_never_was_before() {
    let mut log = Log::of(|at| (1_800 * SECOND..2_000 * SECOND).contains(&at));
    for second in 0..3_600_i64 {
        let build = if (1_800..2_100).contains(&second) && second % 3 == 0 { "812" } else { "811" };
        let (id, batch) = (format!("{second:x}"), format!("b{}", second / 60));
        log.say(second * SECOND, 1, &[("build", build), ("id", &id), ("batch", &batch)]);
    }
    let told = log.explained(Selected::Window { from: 1_800 * SECOND, end: 2_000 * SECOND });
    let found = passing(&told);
    assert_eq!(names(found[0]), [("build", "812")]);
    assert_eq!((found[0].inside, found[0].outside), (67, 33));
    let mut fields = told.findings.iter().flat_map(|finding| &finding.terms);
    assert!(fields.all(|term| term.field == "build"), "what comes and goes is left out");
}

#[test]
fn values_with_the_same_entries_are_one_finding() {
    let mut log = Log::of(|at| (1_800 * SECOND..2_000 * SECOND).contains(&at));
    for second in 0..3_600_i64 {
        let is_inside = (1_800..2_000).contains(&second);
        let n = if is_inside && second % 2 == 0 { 3 } else { second % 4 };
        let (host, zone) = (format!("h{n}"), format!("z{n}"));
        log.say(second * SECOND, 1, &[("host", &host), ("zone", &zone)]);
    }
    let told = log.explained(Selected::Window { from: 1_800 * SECOND, end: 2_000 * SECOND });
    assert_eq!(names(passing(&told)[0]), [("host", "h3"), ("zone", "z3")]);
}

#[test]
fn where_nothing_can_be_said_that_is_said() {
    let note = |n: i64, inside: std::ops::Range<i64>| {
        let range = inside.clone();
        let mut log = Log::of(move |at| range.contains(&(at / SECOND)));
        for second in 0..n {
            log.say(second * SECOND, 1, &[("host", "a")]);
        }
        let (from, end) = (inside.start * SECOND, inside.end * SECOND);
        let told = log.explained(Selected::Window { from, end });
        assert!(passing(&told).is_empty());
        told.notes.last().cloned().unwrap()
    };
    assert_eq!(note(0, 0..9), "There are no entries.");
    assert!(note(60, 70..80).starts_with("No entry is in the selection"));
    assert!(note(60, 0..80).starts_with("Every entry is in the selection"));
    assert!(note(60, 3..5).starts_with("The selection has too few entries"));
    assert!(note(600, 30..50).starts_with("Nothing differs more than it varies anyway"));
}

#[test]
fn entries_of_a_query_are_compared_with_all_others() {
    let mut log = Log::of(|at| at / SECOND % 7 == 0);
    for second in 0..3_600_i64 {
        let is_inside = second % 7 == 0;
        let host =
            if is_inside && second % 2 == 0 { "h0".to_owned() } else { format!("h{}", second % 5) };
        let kind = if is_inside { "bad" } else { "good" };
        log.say(second * SECOND, 1, &[("host", &host), ("kind", kind)]);
    }
    let told = log.explained(Selected::Entries);
    assert_eq!(names(passing(&told)[0]), [("host", "h0")]);
    assert!(told.notes.contains(&"The selection is just the entries with kind = bad.".to_owned()));
}

#[test]
fn an_entry_that_was_exported_twice_is_counted_but_tested_once() {
    let mut table = Table::default();
    for second in 0..400_i64 {
        for copy in 0..2 {
            let is_inside = second < 40;
            let text = second.to_string();
            let entry = Entry {
                at: Some(second * SECOND + 123_456),
                source: copy,
                offset: second.cast_unsigned(),
                level: Level::Info,
                about: (1, 1),
                text: text.as_bytes(),
                is_inside,
            };
            table.add(entry, [("host", if is_inside { &b"a"[..] } else { b"b" })]);
        }
    }
    let told = explained(table, Selected::Window { from: 0, end: 40 * SECOND });
    assert_eq!((told.inside, told.outside), (80, 720));
    assert!(
        told.notes.iter().any(|note| note.starts_with("400 entries stand in the sources twice"))
    );
}

/// What one entry of a random log is.
type Random = (i64, u64, bool, Vec<(u8, u8)>);

fn random_entries() -> impl Strategy<Value = Vec<Random>> {
    let fields = prop::collection::vec((0_u8..4, 0_u8..6), 0..4);
    prop::collection::vec((0_i64..40, 0_u64..4, any::<bool>(), fields), 0..120)
}

fn add(table: &mut Table, number: usize, (at, group, is_inside, fields): &Random) {
    let text = format!("{at} {group}");
    let entry = Entry {
        at: (*at > 3).then_some(at * SECOND + 1),
        source: u32::try_from(number % 3).unwrap(),
        offset: number as u64,
        level: Level::ALL[number % 2],
        about: (*group, 0),
        text: text.as_bytes(),
        is_inside: *is_inside,
    };
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (format!("f{name}"), format!("V{value}"))).collect();
    table.add(entry, fields.iter().map(|(name, value)| (name.as_str(), value.as_bytes())));
}

proptest! {
    #![proptest_config(crate::testing::cases(64))]

    #[test]
    fn the_explanation_does_not_depend_on_who_read_what(
        entries in random_entries(),
        part_of in prop::collection::vec(0_usize..3, 120),
        order in Just([0_usize, 1, 2]).prop_shuffle(),
    ) {
        let (mut whole, mut parts) = (Table::default(), vec![Table::default(); 3]);
        for (number, entry) in entries.iter().enumerate() {
            add(&mut whole, number, entry);
        }
        // Each part in an order of its own.
        for (number, entry) in entries.iter().enumerate().rev() {
            add(&mut parts[part_of[number]], number, entry);
        }
        let mut merged = Table::default();
        for part in order {
            merged.merge(std::mem::take(&mut parts[part]));
        }
        prop_assert_eq!(settled(whole.clone()), settled(merged.clone()));
        for selected in [Selected::Entries, Selected::Window { from: 4 * SECOND, end: 9 * SECOND }] {
            prop_assert_eq!(
                explained(whole.clone(), selected),
                explained(merged.clone(), selected)
            );
        }
    }
}
