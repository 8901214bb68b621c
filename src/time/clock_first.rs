//! A clock with its date behind it: `04:47:44 2005-12-04`, `04:47:44 04/12/2005`.

use super::clock::clock;
use super::dates::{Date, date};
use super::parse::{TimeParser, mark_order};
use super::parted::{clock_of, clock_place};
use super::reading::Reading;
use super::shape::TimeShape;
use super::zone::zone;

impl TimeParser {
    /// A clock and the date behind it: a full one, or three numbers in the source's order.
    #[cold]
    pub(super) fn clock_first(&mut self, text: &[u8]) -> Option<(Reading, usize)> {
        let (clock, n) = clock(text, b':').filter(|&(_, n)| n >= 7)?;
        let (zone, n) = match zone(text, n, &self.regions) {
            Some((zone, end)) => (Some(zone), end),
            None => (None, n),
        };
        let at = clock_place(text, n)?;
        let rest = text.get(at..)?;
        let (date, len, is_open) = self.date_behind_clock(rest)?;
        let is_whole = !rest.get(len).is_some_and(u8::is_ascii_alphanumeric);
        // What another clock follows belongs to that.
        let is_free = clock_place(rest, len)
            .is_none_or(|at| rest.get(at..).and_then(|text| clock_of(text, b':')).is_none());
        if !(is_whole && is_free) {
            return None;
        }
        let mut found = self.finish(date, clock, zone);
        if is_open {
            mark_order(&mut found);
        }
        Some((found, at + len))
    }

    fn date_behind_clock(&self, text: &[u8]) -> Option<(Date, usize, bool)> {
        let shapes = [TimeShape::Iso, TimeShape::Clf, TimeShape::DayMonthName];
        let mut shapes = shapes.into_iter().chain([TimeShape::MonthNameYear, TimeShape::Basic]);
        let full = |shape| date(shape, text).filter(|(date, _)| matches!(date, Date::Full(_)));
        if let Some((date, len)) = shapes.find_map(full) {
            return Some((date, len, false));
        }
        let is_dotted = text.iter().take(3).any(|&byte| byte == b'.');
        let shape = match self.assumptions.dates {
            _ if is_dotted => TimeShape::DayFirst,
            known => known?.order.shape(),
        };
        self.numeric_date(shape, text).filter(|(date, ..)| matches!(date, Date::Full(_)))
    }
}
