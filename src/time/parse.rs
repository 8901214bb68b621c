//! One parser for every shape: a date, a clock and a zone, put together.
//!
//! Neighbouring entries share their date, so the last one is remembered by its bytes; that only makes
//! parsing faster.

use super::civil::{DAY_SECS, civil_from_days, days_from_civil, is_date};
use super::clock::{Clock, basic_clock, clock, clock_after_half, fraction, loose_clock};
use super::dates::{Date, date, full};
use super::epoch::epoch_token;
use super::parted::{clock_place, rare_clock};
use super::reading::Reading;
use super::recent::{REACH, Recent, RecentTime};
use super::region::Regions;
use super::scan::{four, is_at, is_digit_at, skip_spaces};
use super::shape::TimeShape;
use super::zone::{Zone, hours_in_brackets, may_be_zone, zone};
use super::{Assumptions, Inferred, Stamp};
use crate::units::UnixNanos;

/// Reads times of any shape; keep one per source.
#[derive(Clone, Debug)]
pub struct TimeParser {
    pub(super) assumptions: Assumptions,
    latest: Latest,
    memo_bytes: [u8; 11],
    /// The shape for which these bytes are a date: for another they may not be.
    memo_shape: TimeShape,
    memo_days: i64,
    recent: Recent,
    pub(super) regions: Regions,
}

/// No time without a year is later: `not_after` and the slack of a day.
#[derive(Clone, Copy, Debug)]
struct Latest {
    nanos: i64,
    /// Its year where the source was written.
    year: i64,
}

impl TimeParser {
    /// A parser that fills in missing parts of times from `assumptions`.
    pub fn new(assumptions: Assumptions) -> Self {
        let latest_nanos = assumptions.not_after.0.saturating_add(DAY_SECS * 1_000_000_000);
        let local_nanos =
            i128::from(latest_nanos) + i128::from(assumptions.offset_secs) * 1_000_000_000;
        let local_days = local_nanos.div_euclid(i128::from(DAY_SECS) * 1_000_000_000);
        let (latest_year, _, _) = civil_from_days(i64::try_from(local_days).unwrap_or(0));
        Self {
            assumptions,
            latest: Latest { nanos: latest_nanos, year: latest_year },
            memo_bytes: [0; 11],
            memo_shape: TimeShape::Iso,
            memo_days: 0,
            recent: Recent::default(),
            regions: Regions::default(),
        }
    }

    /// Reads a time of `shape` at the start of `text`: what it is, and how many bytes it took.
    ///
    /// `None` if the text does not have the shape or there is no such date or time of day.
    #[inline]
    pub fn parse(&mut self, shape: TimeShape, text: &[u8]) -> Option<(Reading, usize)> {
        if let Some(head) = text.first_chunk()
            && let Some(known) = self.recent.get(shape, head)
        {
            return Some(known);
        }
        self.parse_new(shape, text)
    }

    /// The same for a time that is not among the last ones.
    #[inline(never)]
    fn parse_new(&mut self, shape: TimeShape, text: &[u8]) -> Option<(Reading, usize)> {
        let mut padded = [0; REACH];
        let head = match text.first_chunk() {
            Some(head) => head,
            None if pad(text, &mut padded).is_none() => return self.read(shape, text),
            None => match self.recent.get(shape, &padded) {
                Some(known) => return Some(known),
                None => &padded,
            },
        };
        let quick = if shape == TimeShape::Iso {
            self.quick_dated::<11>(shape, text, head)
        } else if shape == TimeShape::Clf {
            self.quick_dated::<12>(shape, text, head)
        } else {
            None
        };
        let found = match quick {
            Some(quick) => quick,
            None => self.read(shape, text)?,
        };
        self.recent.put(shape, head, found);
        Some(found)
    }

    /// The first of `shapes` that the start of `text` has, for other parsers with the same assumptions;
    /// `None` if there is none, or what stands behind it decides what it is.
    pub fn at_head(&mut self, shapes: &[TimeShape], text: &[u8]) -> Option<RecentTime> {
        let head = text.first_chunk()?;
        let found = |shape: &TimeShape| Some((*shape, self.parse(*shape, text)?));
        let (shape, found) = shapes.iter().find_map(found)?;
        RecentTime::new(shape, head, found)
    }

    /// Takes what another parser with the same assumptions has read, so as not to read it again.
    pub fn recall(&mut self, time: &RecentTime) {
        self.recent.keep(*time);
    }

    /// Whether a time of any shape can begin with this byte.
    #[inline]
    pub fn may_begin(byte: u8) -> bool {
        BEGINS_TIMES.has(byte)
    }

    /// A time on the day read last, with its clock at `CLOCK_AT`: the usual case of the usual shapes,
    /// without an unnecessary step. What it rejects may still be a time.
    #[inline]
    fn quick_dated<const CLOCK_AT: usize>(
        &self,
        shape: TimeShape,
        text: &[u8],
        head: &[u8; REACH],
    ) -> Option<(Reading, usize)> {
        let is_same_day = self.is_known(shape, head.first_chunk()?);
        // The memo ends with what separates date and clock, unless the clock stands further on.
        let is_separated = CLOCK_AT == 11 || head.get(11) == Some(&b':');
        if !(is_same_day && is_separated) {
            return None;
        }
        let secs = clock_secs(*head.get(CLOCK_AT..)?.first_chunk()?)?;
        let (mut nanos, mut digits, mut end) = (0, 0, CLOCK_AT + 8);
        if let Some([b'.' | b',', a, b, c]) = head.get(end..)?.first_chunk() {
            (nanos, digits, end) = (three_digits([*a, *b, *c])? * 1_000_000, 3, end + 4);
        }
        let found = match (*head.get(end)?, *head.get(end + 1)?) {
            // Other spaces than the usual one may stand before the half of the day.
            (b'0'..=b'9' | b'.' | b',' | b':' | b'a' | b'A' | b'p' | b'P' | 0x80.., _)
            | (b' ', b'a' | b'A' | b'p' | b'P' | 0x80..) => return None,
            // Nothing that belongs to the zone may follow; a text that ends here is padded with zeros.
            (b'Z', 0 | b'"' | b',' | b']' | b'}' | b'\t') => Some((Zone::fixed(0), end + 1)),
            (first, second) if may_be_zone(first, second) => zone(text, end, &self.regions),
            _ => None,
        };
        let (inferred, offset_secs, end) = match found {
            Some((zone, end)) => {
                let offset = zone.remembered(self.memo_days * DAY_SECS + secs, &self.regions);
                (Inferred::NONE, offset.filter(|offset| offset.is_sure)?.secs, end)
            }
            None => (Inferred::ZONE, i64::from(self.assumptions.offset_secs), end),
        };
        let clock = Clock { secs, nanos, digits };
        Some((reading(instant(self.memo_days, clock, offset_secs), digits, inferred), end))
    }

    fn read(&mut self, shape: TimeShape, text: &[u8]) -> Option<(Reading, usize)> {
        match shape {
            TimeShape::Iso => self.iso(text),
            TimeShape::Clf => self.clf(text),
            TimeShape::Epoch => epoch_token(text),
            TimeShape::Clock => {
                let &[_, b, c] = text.first_chunk()?;
                let (clock, end) = clock(text, b':').filter(|_| b == b':' || c == b':')?;
                // Hours and minutes alone are too little to be sure of, unless their half is told.
                let has_half = matches!(text.get(end - 1), Some(b'M' | b'm'));
                (end >= 7 || has_half).then(|| (self.clock_only(clock), end))
            }
            TimeShape::MonthNameYear => self.month_name_year(text),
            TimeShape::MonthName => {
                let (date, end) = date(shape, text)?;
                matches!(date, Date::MonthDay(..)).then_some(())?;
                self.dated(date, text, end, b" ,")
            }
            TimeShape::Basic => self.basic(text),
            TimeShape::ClockFirst => self.clock_first(text),
            TimeShape::MonthDayBasic if is_at(text, 4, b'/') => self.slashed_basic(text),
            TimeShape::ShortBasic => {
                let (date, end) = date(shape, text)?;
                if !is_at(text, end, b' ') {
                    return None;
                }
                let at = skip_spaces(text, end);
                let (clock, n) = Self::either_clock(text.get(at..)?)?;
                Some((self.finish(date, clock, None), at + n))
            }
            TimeShape::DayMonthName | TimeShape::MonthDay | TimeShape::MonthDayBasic => {
                let (date, end) = date(shape, text)?;
                self.dated(date, text, end, b" T:,_;|")
            }
            TimeShape::ShortYear | TimeShape::DayFirst | TimeShape::MonthFirst => {
                self.numeric(shape, text)
            }
        }
    }

    /// Whether a number that could be anything is likely a time: this century and not the future.
    pub(super) fn is_plausible(&self, reading: Reading) -> bool {
        const CENTURY_NANOS: i64 = 946_684_800 * 1_000_000_000;
        let Reading::Time(stamp) = reading else { return false };
        (CENTURY_NANOS..=self.latest.nanos).contains(&stamp.at.0)
    }

    /// A date of three numbers, in the source's order if that is known.
    fn numeric(&mut self, shape: TimeShape, text: &[u8]) -> Option<(Reading, usize)> {
        let (date, end, is_open) = self.numeric_date(shape, text)?;
        let (mut found, end) = self.dated(date, text, end, b" T:,_;|")?;
        if is_open {
            mark_order(&mut found);
        }
        Some((found, end))
    }

    /// The date alone, where it ends, and whether it is of another day in another order that
    /// nothing rules out.
    pub(super) fn numeric_date(
        &self,
        shape: TimeShape,
        text: &[u8],
    ) -> Option<(Date, usize, bool)> {
        let is_dotted = text.iter().take(3).any(|&byte| byte == b'.');
        let settled = || date(shape, text).map(|(date, end)| (date, end, false));
        let Some(known) = self.assumptions.dates.filter(|_| !is_dotted) else { return settled() };
        if known.order.shape() != shape {
            return None;
        }
        if known.is_settled {
            return settled();
        }
        // No line of the sample contradicts the order that is taken; one that does tells its own.
        let shapes = [TimeShape::ShortYear, TimeShape::MonthFirst, TimeShape::DayFirst];
        let mut others = shapes.into_iter().filter(|other| *other != shape);
        let mut others = others.by_ref().filter_map(|other| date(other, text));
        match date(shape, text) {
            Some((date, end)) => Some((date, end, others.any(|other| other != (date, end)))),
            None => others.next().map(|(date, end)| (date, end, false)),
        }
    }

    fn either_clock(text: &[u8]) -> Option<(Clock, usize)> {
        let has_colon = is_at(text, 1, b':') || is_at(text, 2, b':');
        if has_colon { loose_clock(text) } else { basic_clock(text) }
    }

    /// A date, one of `separators`, a clock, perhaps a zone.
    fn dated(
        &mut self,
        date: Date,
        text: &[u8],
        end: usize,
        separators: &[u8],
    ) -> Option<(Reading, usize)> {
        let Some(clock_at) = usual_clock_place(text, end, separators) else {
            return self.parted(date, text, end);
        };
        let rest = text.get(clock_at..)?;
        let found = match rest.first()? {
            0x80.. => clock_after_half(rest),
            _ => quick_clock(rest).or_else(|| clock(rest, b':')),
        };
        match found {
            Some((clock, n)) => Some(self.zoned(date, clock, text, clock_at + n)),
            None => self.parted(date, text, end),
        }
    }

    /// A date and a clock with something unusual between them or in the clock.
    #[cold]
    fn parted(&mut self, date: Date, text: &[u8], end: usize) -> Option<(Reading, usize)> {
        let at = clock_place(text, end)?;
        let (clock, n) = rare_clock(text.get(at..)?)?;
        Some(self.zoned(date, clock, text, at + n))
    }

    /// `0226/052726.123`, the stamp of Chromium and of what is built on it.
    #[cold]
    fn slashed_basic(&mut self, text: &[u8]) -> Option<(Reading, usize)> {
        let (date, end) = date(TimeShape::MonthDayBasic, text)?;
        let (clock, n) = basic_clock(text.get(end + 1..)?)?;
        let end = end + 1 + n;
        // Two numbers with a stroke between them are common.
        let is_set_apart = matches!(text.get(end), None | Some(b':' | b']' | b'"'));
        is_set_apart.then(|| (self.finish(date, clock, None), end))
    }

    fn zoned(&mut self, date: Date, clock: Clock, text: &[u8], end: usize) -> (Reading, usize) {
        match zone(text, end, &self.regions) {
            Some((zone, end)) => (self.finish(date, clock, Some(zone)), end),
            None => (self.finish(date, clock, None), end),
        }
    }

    /// Whether a time of this shape with this head is on the remembered day.
    #[inline]
    fn is_known(&self, shape: TimeShape, head: &[u8; 11]) -> bool {
        shape == self.memo_shape && is_same_date(head, &self.memo_bytes)
    }

    fn remember(&mut self, shape: TimeShape, head: [u8; 11], days: i64) {
        (self.memo_shape, self.memo_bytes, self.memo_days) = (shape, head, days);
    }

    fn iso(&mut self, text: &[u8]) -> Option<(Reading, usize)> {
        let head = text.first_chunk::<11>()?;
        let (date, end) = if self.is_known(TimeShape::Iso, head) {
            (Date::Full(self.memo_days), 10)
        } else {
            date(TimeShape::Iso, text)?
        };
        let separator = *text.get(end)?;
        match separator {
            b'T' | b't' | b' ' | b'_' | b'-' | b':' | b',' | b'\t' | b';' | b'|' => {}
            _ => return self.parted(date, text, end),
        }
        // Only now, since what separates date and clock is among the bytes that are remembered.
        if let (Date::Full(days), 10) = (date, end) {
            self.remember(TimeShape::Iso, *head, days);
        }
        let mut at = end + 1;
        while matches!(text.get(at), Some(b' ' | b'-')) && at < end + 3 {
            at += 1;
        }
        let rest = text.get(at..)?;
        match quick_clock(rest).or_else(|| clock(rest, b':')) {
            Some((clock, n)) => Some(self.zoned(date, clock, text, at + n)),
            None => self.parted(date, text, end),
        }
    }

    fn clf(&mut self, text: &[u8]) -> Option<(Reading, usize)> {
        let head = text.first_chunk::<11>()?;
        let date = if self.is_known(TimeShape::Clf, head) {
            Date::Full(self.memo_days)
        } else {
            let (date, _) = date(TimeShape::Clf, text)?;
            if let Date::Full(days) = date {
                self.remember(TimeShape::Clf, *head, days);
            }
            date
        };
        self.dated(date, text, 11, b": ")
    }

    fn basic(&mut self, text: &[u8]) -> Option<(Reading, usize)> {
        let (date, end) = date(TimeShape::Basic, text)?;
        let at = match text.get(end)? {
            b'T' | b't' | b'-' | b'_' | b' ' | b',' | b':' | b'/' => end + 1,
            _ => end,
        };
        // Fourteen digits are a date and a time; more of them are a number.
        let Some((clock, n)) = text.get(at..).and_then(Self::either_clock) else {
            return self.parted(date, text, end);
        };
        if let Some((hours, zone_end)) = hours_in_brackets(text, at + n).filter(|_| at > end) {
            return Some((self.finish(date, clock, Some(hours)), zone_end));
        }
        Some(self.zoned(date, clock, text, at + n))
    }

    fn month_name_year(&mut self, text: &[u8]) -> Option<(Reading, usize)> {
        let (date, end) = date(TimeShape::MonthNameYear, text)?;
        let Date::MonthDay(month, day) = date else {
            return self.dated(date, text, end, b" ,:");
        };
        let clock_at = skip_spaces(text, end);
        let (clock, n) = clock(text.get(clock_at..)?, b':')?;
        let mut end = clock_at + n;
        let mut known = None;
        if let Some((zone, zone_end)) = zone(text, end, &self.regions) {
            (known, end) = (Some(zone), zone_end);
        } else if text.get(end + 1).is_some_and(u8::is_ascii_uppercase) {
            // A zone whose name we cannot tell: "Dec  4 04:47:44 BST 2005".
            let n_letters =
                text.iter().skip(end + 1).take(6).take_while(|b| b.is_ascii_uppercase());
            end += 1 + n_letters.count();
        }
        let year = four(text, end + 1).filter(|_| is_at(text, end, b' '))?;
        (!is_digit_at(text, end + 5)).then_some(())?;
        end += 5;
        if known.is_none()
            && let Some((zone, zone_end)) =
                zone(text, end, &self.regions).filter(|_| is_at(text, end, b' '))
        {
            (known, end) = (Some(zone), zone_end);
        }
        Some((self.finish(full(year, month, day)?, clock, known), end))
    }

    fn clock_only(&self, clock: Clock) -> Reading {
        let offset_secs = i64::from(self.assumptions.offset_secs);
        let local_secs = self.assumptions.not_after.0.div_euclid(1_000_000_000) + offset_secs;
        let today = local_secs.div_euclid(DAY_SECS);
        let inferred = Inferred::DATE.and(Inferred::ZONE);
        let at_day = |day| instant(day, clock, offset_secs);
        let nanos = match at_day(today) {
            Some(nanos) if nanos <= self.assumptions.not_after.0 => Some(nanos),
            _ => at_day(today - 1),
        };
        reading(nanos, clock.digits, inferred)
    }

    pub(super) fn finish(&mut self, date: Date, clock: Clock, zone: Option<Zone>) -> Reading {
        let mut inferred = Inferred::NONE;
        let regions = &mut self.regions;
        let mut offset_of = |days: i64| match zone {
            None => {
                inferred = Inferred::ZONE;
                i64::from(self.assumptions.offset_secs)
            }
            Some(zone) => {
                // Of the years that are tried, the last one is taken.
                let offset = zone.offset_at(days * DAY_SECS + clock.secs, regions);
                inferred = match (offset.is_sure, zone) {
                    (true, _) => Inferred::NONE,
                    (false, Zone::Fixed(_)) => Inferred::ZONE.and(Inferred::ZONE_NAME),
                    (false, Zone::Region(_)) => Inferred::ZONE,
                };
                offset.secs
            }
        };
        let nanos = match date {
            Date::Full(days) => instant(days, clock, offset_of(days)),
            Date::MonthDay(month, day) => {
                self.latest.of_day(month, day, |days| instant(days, clock, offset_of(days)))
            }
        };
        if matches!(date, Date::MonthDay(..)) {
            inferred = inferred.and(Inferred::YEAR);
        }
        reading(nanos, clock.digits, inferred)
    }
}

/// Where the clock stands behind a date that ends at `end`, if only a separator is between.
#[inline]
fn usual_clock_place(text: &[u8], end: usize, separators: &[u8]) -> Option<usize> {
    if !separators.contains(text.get(end)?) {
        return None;
    }
    // Erlang writes two colons.
    let is_doubled = is_at(text, end, b':') && is_at(text, end + 1, b':');
    Some(skip_spaces(text, end + 1 + usize::from(is_doubled)))
}

impl Latest {
    /// The instant in the latest year that has the day and keeps it at or before this.
    fn of_day(
        self,
        month: i64,
        day: i64,
        mut instant: impl FnMut(i64) -> Option<i64>,
    ) -> Option<i64> {
        // Leap years are at most eight years apart; a zone can move the instant into the next year.
        (0..10)
            .map(|n_back| self.year + 1 - n_back)
            .filter(|&year| is_date(year, month, day))
            .filter_map(|year| instant(days_from_civil(year, month, day)))
            .find(|&nanos| nanos <= self.nanos)
    }
}

/// `hh:mm:ss`, perhaps with a fraction, and nothing after it that could belong to it: what nearly all
/// clocks look like. What it leaves to the full parser may still be one.
#[inline]
fn quick_clock(text: &[u8]) -> Option<(Clock, usize)> {
    let (head, rest) = text.split_first_chunk::<8>()?;
    let secs = clock_secs(*head)?;
    let (nanos, digits, end) = match *rest {
        [b'.' | b',', a, b, c, ..] if !rest.get(4).is_some_and(u8::is_ascii_digit) => {
            match three_digits([a, b, c]) {
                Some(millis) => (millis * 1_000_000, 3, 12),
                None => (0, 0, 8),
            }
        }
        [b'.' | b',' | b':', ..] => {
            let (nanos, digits, n_fraction) = fraction(text, 8);
            (nanos, digits, 8 + n_fraction)
        }
        _ => (0, 0, 8),
    };
    let is_half = |byte: Option<&u8>| matches!(byte, Some(b'a' | b'A' | b'p' | b'P' | 0x80..));
    match text.get(end) {
        Some(b'0'..=b'9' | b'.' | b',' | b':') => return None,
        Some(b' ') if is_half(text.get(end + 1)) => return None,
        byte if is_half(byte) => return None,
        _ => {}
    }
    Some((Clock { secs, nanos, digits }, end))
}

/// Seconds since midnight of `hh:mm:ss`: all eight bytes are examined together.
#[inline]
fn clock_secs(text: [u8; 8]) -> Option<i64> {
    // Digits become their values, the colons zero; whatever else leaves a high bit behind.
    let bytes = u64::from_le_bytes(text) ^ u64::from_le_bytes(*b"00:00:00");
    let over = u64::from_le_bytes([0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76]);
    if (bytes.wrapping_add(over) | bytes) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let [h1, h2, _, m1, m2, _, s1, s2] = bytes.to_le_bytes().map(i64::from);
    let (hour, minute, second) = (h1 * 10 + h2, m1 * 10 + m2, s1 * 10 + s2);
    let is_clock = hour <= 23 && minute <= 59 && second <= 60;
    is_clock.then_some(hour * 3600 + minute * 60 + second)
}

#[inline]
fn three_digits(text: [u8; 3]) -> Option<i64> {
    let [a, b, c] = text.map(|byte| byte.wrapping_sub(b'0'));
    let is_number = a < 10 && b < 10 && c < 10;
    is_number.then_some(i64::from(a) * 100 + i64::from(b) * 10 + i64::from(c))
}

fn instant(days: i64, clock: Clock, offset_secs: i64) -> Option<i64> {
    const SAFE_SECS: u64 = 9_000_000_000;
    let secs = days * DAY_SECS + clock.secs - offset_secs;
    if secs.unsigned_abs() < SAFE_SECS {
        return Some(secs * 1_000_000_000 + clock.nanos);
    }
    // In 128 bits: near the ends of the range the seconds alone may not fit while the sum does.
    i64::try_from(i128::from(secs) * 1_000_000_000 + i128::from(clock.nanos)).ok()
}

fn reading(nanos: Option<i64>, digits: u8, inferred: Inferred) -> Reading {
    match nanos {
        Some(nanos) => Reading::Time(Stamp { at: UnixNanos(nanos), digits, inferred }),
        None => Reading::OutOfRange,
    }
}

/// Compares two dates and what follows them as two overlapping numbers: comparing arrays of this
/// length goes byte by byte in WASM.
#[inline]
fn is_same_date(one: &[u8; 11], other: &[u8; 11]) -> bool {
    let numbers = |date: &[u8; 11]| {
        let head = date.first_chunk().map(|head| u64::from_le_bytes(*head));
        (head, date.last_chunk().map(|tail| u32::from_le_bytes(*tail)))
    };
    numbers(one) == numbers(other)
}

/// Copies a text that may hold a date and a clock in front of the zeros; none if it is shorter.
#[inline]
fn pad(text: &[u8], padded: &mut [u8; REACH]) -> Option<()> {
    // Two copies of a fixed size, which may overlap.
    *padded.first_chunk_mut()? = *text.first_chunk::<16>()?;
    *padded.get_mut(text.len() - 16..)?.first_chunk_mut()? = *text.last_chunk::<16>()?;
    Some(())
}

/// The bytes with which a time can begin: digits, and the first bytes of months and weekdays in any
/// known language.
static BEGINS_TIMES: BeginsTimes = BeginsTimes::new();

struct BeginsTimes([bool; 256]);

#[expect(clippy::indexing_slicing, reason = "const functions index; every byte has its place")]
impl BeginsTimes {
    const fn new() -> Self {
        let letters =
            b"jfmasondtwgklcpvzqihuerJFMASONDTWGKLCPVZQIHUER0123456789\xC3\xC4\xC5\xD0\xD1\xE4\xE5";
        let mut has = [false; 256];
        let mut at = 0;
        while at < letters.len() {
            has[letters[at] as usize] = true;
            at += 1;
        }
        Self(has)
    }

    fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

/// Notes that nothing but likelihood tells the order of a time's date.
pub(super) fn mark_order(found: &mut Reading) {
    if let Reading::Time(stamp) = found {
        stamp.inferred = stamp.inferred.and(Inferred::ORDER);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parser() -> TimeParser {
        TimeParser::new(Assumptions {
            not_after: UnixNanos(i64::MAX / 2),
            offset_secs: 3600,
            dates: None,
        })
    }

    /// What the short ways read is what the long way reads, whatever was read before.
    #[track_caller]
    fn check_against_long_way(shape: TimeShape, texts: &[String]) -> Result<(), TestCaseError> {
        let mut times = parser();
        for text in texts {
            let long = parser().read(shape, text.as_bytes());
            prop_assert_eq!(times.parse(shape, text.as_bytes()), long, "{}", text);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn iso_times_are_read_alike_both_ways(
            texts in prop::collection::vec(
                "2021-0[1-3]-0[1-3][T _:;|-][0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.,:][0-9]{1,7})?( ?[aApP][mM])?( ?[+-][0-9]{2}:?[0-9]{2}( UTC| CEST)?| [+-][0-9]{2}| \\((CET|XYZ)\\)|Z| (UTC|CEST|ERROR|WARN|info))?.{0,12}",
                1..8,
            )
        ) {
            check_against_long_way(TimeShape::Iso, &texts)?;
        }

        #[test]
        fn clf_times_are_read_alike_both_ways(
            texts in prop::collection::vec(
                "0[1-3]/(Jan|Feb)/2021[: ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.,][0-9]{1,4})?( [+-][0-9]{4})?.{0,12}",
                1..8,
            )
        ) {
            check_against_long_way(TimeShape::Clf, &texts)?;
        }

        #[test]
        fn other_times_are_read_alike_both_ways(
            texts in prop::collection::vec(
                "(Mon |tue, )?(Jan|Feb) +[0-9]{1,2} [0-2][0-9]:[0-6][0-9]:[0-6][0-9]( 2021)?.{0,12}",
                1..8,
            )
        ) {
            check_against_long_way(TimeShape::MonthName, &texts)?;
            check_against_long_way(TimeShape::MonthNameYear, &texts)?;
        }
        #[test]
        fn a_quick_clock_is_what_the_full_parser_reads(
            text in "[0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.,:][0-9]{1,7})?( ?[aApP][mM])?[ Z0-9,.:a-zA-Z+-]{0,6}"
        ) {
            if let Some(quick) = quick_clock(text.as_bytes()) {
                prop_assert_eq!(Some(quick), clock(text.as_bytes(), b':'));
            }
        }
    }

    #[test]
    fn usual_clocks_are_quick() {
        for text in ["10:00:00", "10:00:00,123 INFO", "23:59:60.999Z", "01:02:03 - so on"] {
            assert!(quick_clock(text.as_bytes()).is_some(), "{text}");
        }
    }
}
