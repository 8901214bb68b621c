//! Which scale the numbers of a source count by, if nothing but the numbers themselves tells.
//!
//! A set of numbers tells a scale only if it fits no other that is in use: 30 is info to Bunyan and
//! a warning to Python, but Python has no 60.

use std::collections::BTreeSet;

use super::FieldNames;
use super::json::{Candidates, Keys, Walk};
use super::parsed::Parsed;
use super::roles::{Kind, whole_number};
use super::scales::Scale;

/// The numbers of a source's sample that may be levels.
#[derive(Clone, Debug, Default)]
pub(super) struct SeenLevels {
    numbers: BTreeSet<i32>,
    /// Some entry with such a number lacks a time or a message: it may be no log's.
    is_doubtful: bool,
    /// Something else than a number stood in their place.
    has_others: bool,
}

/// What a number stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FoundIn {
    /// Something with a time and a message, as the entries of a log have them.
    Log,
    Anything,
}

impl FoundIn {
    /// What has these.
    pub(super) fn of(has: [bool; 2]) -> Self {
        if has == [true, true] { Self::Log } else { Self::Anything }
    }
}

impl SeenLevels {
    /// Takes note of a number.
    pub(super) fn add(&mut self, number: i32, found_in: FoundIn) {
        self.is_doubtful |= found_in == FoundIn::Anything;
        self.numbers.insert(number);
    }

    /// Takes note of what is no number.
    pub(super) fn add_other(&mut self) {
        self.has_others = true;
    }

    /// The one scale that has all of the numbers.
    pub(super) fn scale(&self) -> Option<Scale> {
        let has = |number: i32| self.numbers.contains(&number);
        let are_of = |all: &[i32]| self.numbers.iter().all(|number| all.contains(number));
        if self.numbers.is_empty() || self.has_others {
            return None;
        }
        // Nobody else has thousands, nor these hundreds.
        if are_of(&[5_000, 10_000, 20_000, 30_000, 40_000, 50_000]) {
            return Some(Scale::Log4j);
        }
        if are_of(&[300, 400, 500, 700, 800, 900, 1_000]) && (has(800) || has(900)) {
            return Some(Scale::JavaUtil);
        }
        if are_of(&[100, 200, 250, 300, 400, 500, 550, 600]) && (has(250) || has(550)) {
            return Some(Scale::Monolog);
        }
        if are_of(&[10, 20, 30, 40, 50, 60]) && has(60) && self.numbers.len() > 1 {
            return Some(Scale::Bunyan);
        }
        let is_slog = has(-4) || (has(8) && (has(0) || has(4)));
        if is_slog && are_of(&[-8, -4, 0, 2, 4, 8, 12]) {
            return Some(Scale::Slog);
        }
        // Six is a level to syslog only; but players, floors and chapters count from one.
        let is_syslog = has(6) && (has(7) || has(3) || has(4)) && !has(1) && !has(2);
        let fits_syslog = self.numbers.iter().all(|number| (0..=7).contains(number));
        (is_syslog && fits_syslog && !self.is_doubtful).then_some(Scale::Syslog)
    }
}

/// The scale of the numbers in a sample's objects, one a line.
pub(super) fn scale_of_objects(lines: &[&[u8]]) -> Option<Scale> {
    let mut names = FieldNames::new();
    let (mut keys, mut candidates, mut out) =
        (Keys::default(), Candidates::default(), Parsed::default());
    let mut seen = SeenLevels::default();
    for line in lines.iter().filter(|line| line.starts_with(b"{")) {
        candidates.clear();
        out.clear();
        let (keys, names, out) = (&mut keys, &mut names, &mut out);
        let mut walk = Walk { entry: line, at: 0, keys, names, out, candidates: &mut candidates };
        if walk.entry().is_none() {
            continue;
        }
        let has = |kind| candidates.list.iter().any(|found| found.role.kind == kind);
        let levels = candidates.list.iter().filter(|found| found.role.may_count());
        let Some(level) = levels.min_by_key(|found| found.role.rank) else { continue };
        let Some(&(_, value)) = out.fields.get(level.field) else { continue };
        match whole_number(out.text(line, value)) {
            Some(number) => {
                seen.add(number, FoundIn::of([Kind::Time, Kind::Message].map(has)));
            }
            None => seen.add_other(),
        }
    }
    seen.scale()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[i32], scale: Option<Scale>) {
        let mut seen = SeenLevels::default();
        for number in numbers {
            seen.add(*number, FoundIn::Log);
        }
        assert_eq!(seen.scale(), scale, "{numbers:?}");
    }

    #[test]
    fn what_fits_one_scale_is_of_it() {
        check(&[30, 40, 60], Some(Scale::Bunyan));
        check(&[-4, 0], Some(Scale::Slog));
        check(&[0, 4, 8], Some(Scale::Slog));
        check(&[3, 6], Some(Scale::Syslog));
        check(&[4, 5, 6, 7], Some(Scale::Syslog));
        check(&[20_000], Some(Scale::Log4j));
        check(&[500, 800, 900], Some(Scale::JavaUtil));
        check(&[200, 250], Some(Scale::Monolog));
    }

    #[test]
    fn what_fits_several_is_of_none() {
        for numbers in [
            &[10, 20, 30, 40, 50][..],
            &[60],
            &[0, 4],
            &[1, 2, 3, 4, 5, 6, 7],
            &[2, 3, 4],
            &[-1, 0, 1],
            &[200, 300, 400],
            &[6, 7, 8],
            &[],
        ] {
            check(numbers, None);
        }
    }

    #[test]
    fn other_values_and_bare_objects_tell_nothing() {
        let scale = |lines: &[&str]| {
            scale_of_objects(&lines.iter().map(|line| line.as_bytes()).collect::<Vec<_>>())
        };
        let logged = r#"{"time":"2026-03-01T10:00:00Z","level":6,"message":"a"}"#;
        let worse = r#"{"time":"2026-03-01T10:00:00Z","level":3,"message":"a"}"#;
        assert_eq!(scale(&[logged, worse]), Some(Scale::Syslog));
        assert_eq!(scale(&[logged, worse, r#"{"level":7}"#]), None);
        assert_eq!(scale(&[logged, worse, r#"{"level":"gold"}"#]), None);
        let battery =
            [6, 7].map(|level| logged.replace("level\":6", &format!("battery_level\":{level}")));
        assert_eq!(scale(&battery.each_ref().map(String::as_str)), None);
    }
}
