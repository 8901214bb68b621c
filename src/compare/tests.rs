//! What the comparison finds in small made-up runs.

use super::{Change, ChangeKind, Comparison, Entry, Side, compare};
use crate::level::Level;

fn side_of(entries: &[(Level, &str)]) -> Side {
    let mut side = Side::default();
    let mut line = 1;
    for (level, message) in entries {
        let n_lines = message.split('\n').count() as u64;
        side.add(Entry { source: 0, line, n_lines, level: *level, message: message.as_bytes() });
        line += n_lines;
    }
    side
}

fn side(lines: &[&str]) -> Side {
    let entries: Vec<_> = lines.iter().map(|line| (Level::Unknown, *line)).collect();
    side_of(&entries)
}

fn compared(baseline: &[&str], target: &[&str]) -> Comparison {
    compare(&side(baseline), &side(target))
}

fn told(comparison: &Comparison) -> Vec<(ChangeKind, &str)> {
    comparison.changes.iter().map(|change| (change.kind, change.template.as_str())).collect()
}

fn span(change: &Change) -> (u64, u64) {
    (change.places[0].first, change.places[0].last)
}

/// A ferry that goes to and fro.
fn crossings(n: usize) -> Vec<String> {
    let crossing =
        |n: usize| [format!("ferry {n} left the pier"), format!("ferry {n} landed after {n} min")];
    (0..n).flat_map(crossing).collect()
}

fn with<'t>(lines: &'t [String], at: usize, more: &[&'t str]) -> Vec<&'t str> {
    let mut all: Vec<&str> = lines.iter().map(String::as_str).collect();
    all.splice(at..at, more.iter().copied());
    all
}

#[test]
fn the_same_but_for_what_varies_is_no_change() {
    let (few, many) = (crossings(20), crossings(23));
    let comparison = compared(&with(&few, 0, &[]), &with(&many, 0, &[]));
    assert_eq!(comparison, Comparison::default());
}

#[test]
fn one_changed_word_is_new_however_like_an_old_message_it_is() {
    let lines = crossings(20);
    let comparison =
        compared(&with(&lines, 0, &[]), &with(&lines, 7, &["ferry 3 left the harbour"]));
    assert_eq!(told(&comparison), [(ChangeKind::New, "ferry <*> left the harbour")]);
    assert_eq!(span(&comparison.changes[0]), (8, 8));
    assert_eq!(comparison.changes[0].lines, ["ferry 3 left the harbour"]);
}

#[test]
fn a_value_that_was_always_zero_is_told_with_both() {
    let comparison =
        compared(&["start", "the pump exited with 0."], &["start", "the pump exited with 1."]);
    let change = &comparison.changes[0];
    assert_eq!(change.values, Some(("0".to_owned(), "1".to_owned())));
    assert_eq!((change.baseline, change.target, span(change)), (1, 1, (2, 2)));
    // Nobody knows that this one is constant.
    let comparison = compared(&["start", "the pump has 4 legs"], &["start", "the pump has 5 legs"]);
    assert_eq!(comparison.changes, []);
}

#[test]
fn what_tells_of_failure_by_word_or_level_comes_first_and_of_these_the_earlier() {
    let lines = crossings(40);
    let mut target: Vec<_> = lines.iter().map(|line| (Level::Info, line.as_str())).collect();
    target.insert(10, (Level::Info, "tea is served on deck"));
    target.insert(30, (Level::Info, "mooring failed"));
    target.insert(50, (Level::Error, "the mooring gave way"));
    let baseline: Vec<_> = lines.iter().map(|line| (Level::Info, line.as_str())).collect();
    let comparison = compare(&side_of(&baseline), &side_of(&target));
    let texts: Vec<_> = comparison.changes.iter().map(|change| &change.template).collect();
    assert_eq!(texts, ["mooring failed", "the mooring gave way", "tea is served on deck"]);
}

#[test]
fn new_lines_that_stand_together_are_one_change_and_long_ones_are_cut() {
    let lines = crossings(20);
    let new = ["the rope failed", "it was old", "it was wet"];
    let comparison = compared(&with(&lines, 0, &[]), &with(&lines, 6, &new));
    assert_eq!(comparison.changes.len(), 1);
    assert_eq!(span(&comparison.changes[0]), (7, 9));
    assert_eq!(comparison.changes[0].lines, new);

    let words = ["ash", "beech", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine"];
    let planks: Vec<String> = words.iter().map(|word| format!("plank of {word} broke")).collect();
    let planks: Vec<&str> = planks.iter().map(String::as_str).collect();
    let comparison = compared(&with(&lines, 0, &[]), &with(&lines, 6, &planks));
    let spans: Vec<_> = comparison.changes.iter().map(span).collect();
    assert_eq!(spans, [(7, 14), (15, 16)]);
}

#[test]
fn a_message_is_told_once_with_all_its_places() {
    let lines = crossings(20);
    let mut target = with(&lines, 6, &["hull 1 is leaking"]);
    target.insert(20, "hull 2 is leaking");
    target.push("hull 3 is leaking");
    let comparison = compared(&with(&lines, 0, &[]), &target);
    assert_eq!(comparison.changes.len(), 1);
    let places: Vec<_> = comparison.changes[0].places.iter().map(|place| place.first).collect();
    assert_eq!((comparison.changes[0].target, places), (3, vec![7, 21, 43]));
}

#[test]
fn more_and_less_need_number_and_share() {
    let gull = |n: usize| vec!["a gull cried"; n];
    let lines = crossings(100);
    let few = with(&lines, 0, &gull(10));
    let many = with(&lines, 0, &gull(90));
    let comparison = compared(&few, &many);
    assert_eq!(told(&comparison), [(ChangeKind::More, "a gull cried")]);
    assert_eq!((comparison.changes[0].baseline, comparison.changes[0].target), (10, 90));
    assert_eq!(told(&compared(&many, &few)), [(ChangeKind::Less, "a gull cried")]);
    // Twice the share, but only because the run was shorter.
    let short = crossings(30);
    assert_eq!(told(&compared(&many, &with(&short, 0, &gull(90)))), []);
}

#[test]
fn a_run_that_stopped_early_is_one_sentence() {
    let lines = crossings(20);
    let late =
        ["mast", "keel", "helm", "sail", "deck", "hold", "brig", "oar", "hull", "stern", "bow"];
    let late: Vec<String> = late.iter().map(|part| format!("{part} is painted")).collect();
    let late: Vec<&str> = late.iter().map(String::as_str).collect();
    let comparison = compared(&with(&lines, 40, &late), &with(&lines, 0, &[]));
    assert_eq!(comparison.changes, []);
    assert_eq!(comparison.notes, ["stopped early: 11 messages were never reached"]);
}

#[test]
fn swapping_the_sides_turns_new_into_gone() {
    let lines = crossings(60);
    let bell = vec!["the bell rang"; 30];
    let (without, with_bell) = (with(&lines, 0, &[]), with(&lines, 12, &bell));
    assert_eq!(told(&compared(&without, &with_bell)), [(ChangeKind::New, "the bell rang")]);
    assert_eq!(told(&compared(&with_bell, &without)), [(ChangeKind::Gone, "the bell rang")]);
}

#[test]
fn what_another_good_run_has_is_no_news() {
    let lines = crossings(20);
    let mut baseline = side(&with(&lines, 0, &[]));
    let target = side(&with(&lines, 4, &["fog came up"]));
    assert_eq!(compare(&baseline, &target).changes.len(), 1);
    let message = b"fog came up";
    baseline.add(Entry { source: 1, line: 1, n_lines: 1, level: Level::Unknown, message });
    assert_eq!(compare(&baseline, &target).changes, []);
}

#[test]
fn a_known_exception_from_a_new_place_is_new_and_line_numbers_are_not() {
    let trace = |call: &str, line: u32| {
        format!(
            "java.lang.IllegalStateException: no wind\n\tat org.ferry.{call}(Ferry.java:{line})"
        )
    };
    let lines = crossings(20);
    let (first, again, other) = (trace("Sail.set", 7), trace("Sail.set", 9), trace("Oar.row", 7));
    let baseline = with(&lines, 4, &[&first]);
    assert_eq!(compared(&baseline, &with(&lines, 4, &[&again])).changes, []);
    let comparison = compared(&baseline, &with(&lines, 4, &[&other]));
    assert_eq!(comparison.changes.len(), 1);
    assert!(comparison.changes[0].template.contains("org.ferry.Oar.row"));
    assert_eq!(span(&comparison.changes[0]), (6, 6));
}

#[test]
fn colours_drawn_over_text_and_other_digits_make_nothing_new() {
    let baseline = ["the pump runs", "3 of 4 done"];
    let target = ["\u{1b}[32mthe pump\u{1b}[0m runs\r", " 10%\r 90%\rthe pump runs", "٣ of ४ done"];
    assert_eq!(compared(&baseline, &target).changes, []);
}

#[test]
fn nothing_to_compare_is_no_fault() {
    assert_eq!(compared(&[], &[]), Comparison::default());
    assert_eq!(compared(&[], &["a gull cried"]).changes.len(), 1);
    assert_eq!(compared(&["", "---"], &["", "   "]), Comparison::default());
}
