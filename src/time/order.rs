//! The order of day, month and year where all three are numbers: one for a whole source.
//!
//! A line can rule an order out, since no year has a month 13; what all lines together leave is the
//! order. If they leave several, the likeliest is taken and its times are marked as inferred.

use serde::{Deserialize, Serialize};

use super::civil::{civil_from_days, days_from_civil, is_date};
use super::dates::short_year;
use super::parted::{clock_of, clock_place, rare_clock};
use super::scan::{digit, n_digits};
use super::shape::TimeShape;
use crate::units::UnixNanos;

/// How far into a line a date is looked for, in bytes.
const REACH: usize = 256;

/// Which of a date's numbers is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Two digits of the year, month, day.
    YearFirst,
    /// Month, day, year.
    MonthFirst,
    /// Day, month, year.
    DayFirst,
}

impl DateOrder {
    const ALL: [Self; 3] = [Self::YearFirst, Self::MonthFirst, Self::DayFirst];

    /// The shape of times whose dates have this order.
    pub(super) fn shape(self) -> TimeShape {
        match self {
            Self::YearFirst => TimeShape::ShortYear,
            Self::MonthFirst => TimeShape::MonthFirst,
            Self::DayFirst => TimeShape::DayFirst,
        }
    }
}

/// The order of a source, and whether its lines leave no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumericDates {
    /// The order.
    pub order: DateOrder,
    /// Whether some line rules every other order out.
    pub is_settled: bool,
}

/// What the lines seen so far say about the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderEvidence {
    n_dates: u64,
    /// How many of them stand as the usual layout of Hadoop and Spark has them.
    n_hadoop: u64,
    of_order: [OfOrder; 3],
}

/// What they say if one order is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct OfOrder {
    n_real: u64,
    /// The first and the last day.
    first_days: i64,
    last_days: i64,
}

impl OrderEvidence {
    /// Takes account of the first date of numbers in a line that stands beside a clock.
    pub fn add_line(&mut self, line: &[u8]) {
        let Some(numbers) = dated_numbers(line) else { return };
        self.n_dates += 1;
        self.n_hadoop += u64::from(is_of_hadoop(line));
        for (order, found) in DateOrder::ALL.into_iter().zip(&mut self.of_order) {
            if let Some(days) = numbers.days(order) {
                if found.n_real == 0 {
                    (found.first_days, found.last_days) = (days, days);
                }
                found.first_days = found.first_days.min(days);
                found.last_days = found.last_days.max(days);
                found.n_real += 1;
            }
        }
    }

    /// The order of a source last written at `modified`; none if it has no such dates.
    pub fn decide(&self, modified: UnixNanos) -> Option<NumericDates> {
        let n_most = self.of_order.iter().map(|found| found.n_real).max().filter(|n| *n > 0)?;
        let all = DateOrder::ALL.into_iter().zip(&self.of_order);
        let left: Vec<_> = all.filter(|(_, found)| found.n_real == n_most).collect();
        // A year is what changes least; and a source was likely written not long after its last
        // line, and not before.
        let today = modified.0.div_euclid(86_400 * 1_000_000_000);
        let year_of = |days: i64| civil_from_days(days).0;
        let key = |found: &OfOrder| {
            let is_future = found.last_days > today + 1;
            let (first, last) = (year_of(found.first_days), year_of(found.last_days));
            (is_future, last - first, (year_of(today) - last).abs())
        };
        let is_hadoop = self.n_hadoop == self.n_dates;
        let as_hadoop = left.iter().find(|(order, _)| is_hadoop && *order == DateOrder::YearFirst);
        let likeliest = || left.iter().min_by_key(|(_, found)| key(found));
        let (order, _) = as_hadoop.or_else(likeliest)?;
        Some(NumericDates { order: *order, is_settled: left.len() == 1 })
    }
}

/// Three numbers with the same sign between them, and how many digits each has.
struct Numbers {
    values: [i64; 3],
    lens: [usize; 3],
}

impl Numbers {
    /// The day that they mean in an order, since 1970-01-01.
    fn days(&self, order: DateOrder) -> Option<i64> {
        let ([a, b, c], [n_a, n_b, n_c]) = (self.values, self.lens);
        let (year, n_year, month, n_month, day, n_day) = match order {
            DateOrder::YearFirst => (a, n_a, b, n_b, c, n_c),
            DateOrder::MonthFirst => (c, n_c, a, n_a, b, n_b),
            DateOrder::DayFirst => (c, n_c, b, n_b, a, n_a),
        };
        let is_full = n_year == 4 && order != DateOrder::YearFirst;
        let year = if n_year == 2 { short_year(year) } else { year };
        let is_built = (is_full || n_year == 2) && n_month <= 2 && n_day <= 2;
        (is_built && is_date(year, month, day)).then(|| days_from_civil(year, month, day))
    }
}

/// The first date of numbers in a line before or behind a clock; with dots the day always comes
/// first.
fn dated_numbers(line: &[u8]) -> Option<Numbers> {
    let mut at = 0;
    while at < line.len().min(REACH) {
        let n = n_digits(line, at);
        if n == 0 {
            at += 1;
            continue;
        }
        if n <= 2
            && let Some((numbers, len)) = three_numbers(line.get(at..)?)
            && (is_before_clock(line, at + len) || is_before_level(line, at + len))
        {
            return Some(numbers);
        }
        if let Some((_, len)) = line.get(at..).and_then(|text| clock_of(text, b':')) {
            if let Some(numbers) = numbers_behind(line, at + len) {
                return Some(numbers);
            }
            at += len;
            continue;
        }
        at += n;
        // What a number and a sign precede is the rest of something longer.
        while line.get(at).is_some_and(|byte| matches!(byte, b'-' | b'/' | b'.' | b':')) {
            at += 1 + n_digits(line, at + 1);
        }
    }
    None
}

/// Whether a line is laid out as Hadoop and Spark do it unless told otherwise:
/// `%d{yy/MM/dd HH:mm:ss} %p %c{2}: %m`.
///
/// # Source
/// `log4j.properties.template` of Spark, the console's appender in Hadoop's `log4j.properties`.
fn is_of_hadoop(line: &[u8]) -> bool {
    let Some((time, rest)) = line.split_at_checked(b"yy/MM/dd HH:mm:ss ".len()) else {
        return false;
    };
    let has_digit = |at: usize| time.get(at).is_some_and(u8::is_ascii_digit);
    let is_time = (0..time.len()).all(|at| match at % 3 {
        2 => time.get(at) == b"// :: ".get(at / 3),
        _ => has_digit(at),
    });
    let mut words = rest.splitn(3, |byte| *byte == b' ');
    let (level, logger) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_level = matches!(level, b"TRACE" | b"DEBUG" | b"INFO" | b"WARN" | b"ERROR" | b"FATAL");
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._$-".contains(byte);
    let name = logger.strip_suffix(b":").unwrap_or_default();
    is_time && is_level && !name.is_empty() && name.iter().all(is_name)
}

fn is_before_clock(line: &[u8], end: usize) -> bool {
    clock_place(line, end).and_then(|at| line.get(at..)).and_then(rare_clock).is_some()
}

/// Whether a word, as of a level, and a clock follow a date that ends at `end`.
fn is_before_level(line: &[u8], end: usize) -> bool {
    let mut rest = line.get(end..).unwrap_or_default();
    let mut skip = |is_in: fn(&u8) -> bool| {
        let n = rest.iter().take(16).take_while(|byte| is_in(byte)).count();
        rest = rest.get(n..).unwrap_or_default();
        n
    };
    let is_gap = |byte: &u8| matches!(byte, b' ' | b'\t');
    let is_blank = skip(is_gap) > 0;
    skip(|byte| matches!(byte, b'[' | b'(' | b'<'));
    let n_letters = skip(u8::is_ascii_alphabetic);
    skip(|byte| matches!(byte, b']' | b')' | b'>' | b':' | b','));
    let is_parted = skip(is_gap) > 0;
    is_blank && is_parted && n_letters > 1 && clock_of(rest, b':').is_some()
}

/// The date of numbers behind a clock that ends at `end`, if no other clock follows it.
fn numbers_behind(line: &[u8], end: usize) -> Option<Numbers> {
    let at = clock_place(line, end)?;
    let (numbers, len) = three_numbers(line.get(at..)?)?;
    (!is_before_clock(line, at + len)).then_some(numbers)
}

fn three_numbers(text: &[u8]) -> Option<(Numbers, usize)> {
    let mut values = [0; 3];
    let mut lens = [0; 3];
    let mut at = 0;
    let mut sign = None;
    for (n, (value, len)) in values.iter_mut().zip(&mut lens).enumerate() {
        if n > 0 {
            let found = *text.get(at)?;
            let is_sign = matches!(found, b'/' | b'-') && sign.is_none_or(|sign| sign == found);
            sign = Some(found);
            at += 1;
            is_sign.then_some(())?;
        }
        *len = n_digits(text, at);
        (1..=4).contains(len).then_some(())?;
        let digits = text.iter().skip(at).take(*len);
        *value = digits.fold(0, |value, byte| value * 10 + digit(*byte).unwrap_or(0));
        at += *len;
    }
    Some((Numbers { values, lens }, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-01.
    const MODIFIED: UnixNanos = UnixNanos(1_767_225_600_000_000_000);

    #[track_caller]
    fn check(lines: &[&str], order: Option<(DateOrder, bool)>) {
        let mut found = OrderEvidence::default();
        for line in lines {
            found.add_line(line.as_bytes());
        }
        let expected = order.map(|(order, is_settled)| NumericDates { order, is_settled });
        assert_eq!(found.decide(MODIFIED), expected, "{lines:?}");
    }

    #[test]
    fn a_line_settles_the_order_for_all() {
        use DateOrder as Order;
        check(&["03/04/2021 10:00:00 a", "13/04/2021 10:00:00 b"], Some((Order::DayFirst, true)));
        check(
            &["[3/4/2021 1:00:00 PM] a", "[3/14/2021 1:00:00 PM]"],
            Some((Order::MonthFirst, true)),
        );
        // A year has two digits or four.
        check(&["x 21-3-4 1:02:03", "x 21-3-30 1:02:03"], Some((Order::YearFirst, true)));
        check(&["x 99-3-4 1:02:03"], Some((Order::YearFirst, true)));
        check(&["03/04/2021 10:00:00 a"], Some((Order::MonthFirst, false)));
        check(&["10:40:29 03/09/2017 a", "10:40:30 14/09/2017 b"], Some((Order::DayFirst, true)));
        check(
            &["03/09/2017 INFO 10:40:29 a", "14/09/2017 [WARN] 10:40:30"],
            Some((Order::DayFirst, true)),
        );
        // The order that gives a year near the source's own.
        check(&["20-01-09|21:29:12.9|a"], Some((Order::YearFirst, false)));
        check(&["03/12/2026 10:00:00 a"], Some((Order::MonthFirst, false)));
        check(&["01/02/2026 10:00:00 a"], Some((Order::MonthFirst, false)));
        check(&["09/06/17 10:40:29 a"], Some((Order::MonthFirst, false)));
        check(&["09/06/17 10:40:29 INFO mill.Wheel: a"], Some((Order::YearFirst, false)));
        check(&["19/09/24 10:40:29 WARN Wheel: a"], Some((Order::YearFirst, false)));
        check(
            &["19/09/24 10:40:29 WARN Wheel: a", "24/09/24 10:40:29 b"],
            Some((Order::DayFirst, false)),
        );
    }

    #[test]
    fn what_is_no_date_of_numbers_says_nothing() {
        check(&["13/14/2021", "2021-03-04 10:00:00", "1/2 3:04:05", "13.04.2021 10:00:00"], None);
        check(&["192-168-1-20 10:00:00", "10:13/04/21 10:00"], None);
    }
}
