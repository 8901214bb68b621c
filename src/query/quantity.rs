//! Numbers as logs write them, with their units: `250ms`, `2m3s`, `1,500`, `1.5 GiB`, `50 %`.
//!
//! Values of the same dimension compare, whatever their units. A bare number has the unit that the
//! name of its field says (`duration_ms`, `size_bytes`), and otherwise none: it compares with bare
//! numbers alone. A text that can be read in two ways, such as `10M` or `5 Mb`, is no number.

use std::cmp::Ordering;

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// In picoseconds, so that a nanosecond may have decimals.
    Time,
    /// In bytes.
    Bytes,
    /// In hundredths.
    Share,
}

/// A number, and what it measures if it has a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// In the unit of its dimension.
    pub number: Number,
    /// None for a bare number.
    pub dimension: Option<Dimension>,
}

/// A unit: what it measures, and how many of the dimension's own it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    dimension: Dimension,
    factor: i128,
}

/// A number kept exactly, so that ids of more than 53 bits stay distinct.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// Whole.
    Whole(i128),
    /// Any other, or one with too many digits.
    Rounded(f64),
}

const MICRO: i128 = 1_000_000;
const SECOND: i128 = MICRO * MICRO;

/// Units by their words, in lower case, for lengths of time.
const TIMES: &[(&[&str], i128)] = &[
    (&["ps"], 1),
    (&["ns", "nanos", "nanosecond", "nanoseconds"], 1_000),
    (&["us", "µs", "μs", "micros", "microsecond", "microseconds"], MICRO),
    (&["ms", "msec", "msecs", "millis", "millisecond", "milliseconds"], 1_000 * MICRO),
    (&["s", "sec", "secs", "second", "seconds"], SECOND),
    (&["m", "min", "mins", "minute", "minutes"], 60 * SECOND),
    (&["h", "hr", "hrs", "hour", "hours"], 3_600 * SECOND),
    (&["d", "day", "days"], 86_400 * SECOND),
];

/// The letters before `B`, with how many bytes each stands for, decimal and binary.
const SIZES: &[(char, i128, i128)] = &[
    ('k', 1_000, 1 << 10),
    ('m', 1_000_000, 1 << 20),
    ('g', 1_000_000_000, 1 << 30),
    ('t', 1_000_000_000_000, 1 << 40),
    ('p', 1_000_000_000_000_000, 1 << 50),
];

/// Longer texts are no numbers.
const MAX_BYTES: usize = 48;

impl Number {
    /// The number that a text spells, if it does.
    fn of(text: &str) -> Option<Self> {
        let whole = text.parse().ok().map(Self::Whole);
        whole.or_else(|| text.parse().ok().map(Self::Rounded))
    }

    fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => Some(one.cmp(&other)),
            _ => self.rounded().partial_cmp(&other.rounded()),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "what it is compared with is rounded too")]
    fn rounded(self) -> f64 {
        match self {
            Self::Whole(whole) => whole as f64,
            Self::Rounded(number) => number,
        }
    }

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => match one.checked_add(other) {
                Some(sum) => Self::Whole(sum),
                None => Self::Rounded(self.rounded() + Self::Whole(other).rounded()),
            },
            _ => Self::Rounded(self.rounded() + other.rounded()),
        }
    }

    fn negated(self) -> Self {
        match self {
            Self::Whole(whole) => Self::Whole(-whole),
            Self::Rounded(number) => Self::Rounded(-number),
        }
    }

    /// So many times as much.
    #[expect(clippy::cast_precision_loss, reason = "what has decimals is rounded")]
    fn times(self, factor: i128) -> Self {
        match self {
            Self::Whole(whole) => match whole.checked_mul(factor) {
                Some(product) => Self::Whole(product),
                None => Self::Rounded(self.rounded() * factor as f64),
            },
            Self::Rounded(number) => Self::Rounded(number * factor as f64),
        }
    }
}

impl Unit {
    /// The unit of a bare number in a field of this name, if its last word says one: `took_ms`,
    /// `Response Time (ms)`, `elapsedSeconds`, `size_bytes`, `cpu_percent`.
    pub fn of_field(name: &str) -> Option<Self> {
        let word = last_word(name);
        // One letter is a name of its own: `s`, `m`, `d`.
        let is_letter = word.chars().count() < 2 && word.len() < name.trim().len();
        let named = |word: &str| match word {
            "percent" | "pct" | "percentage" => Some(Self::PERCENT),
            "bytes" => Self::named("b"),
            // `sec` of a field is seconds; `min` is as often the least, and `day` the date.
            "min" | "mins" | "day" | "days" | "hr" | "second" | "minute" | "hour" | "ps" => None,
            _ => Self::named(word),
        };
        let lower = word.to_ascii_lowercase();
        if word.chars().count() < 2 {
            // `_s` is common for seconds; `_m` may be metres, `_b` and `_d` anything.
            return (is_letter && lower == "s").then(|| Self::named("s")).flatten();
        }
        named(&lower)
    }

    const PERCENT: Self = Self { dimension: Dimension::Share, factor: 1 };

    /// The unit that a word stands for; in mixed case only where that can mean one thing.
    fn named(word: &str) -> Option<Self> {
        if word == "%" {
            return Some(Self::PERCENT);
        }
        Self::of_time(word).or_else(|| Self::of_size(word))
    }

    fn of_time(word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        let (_, factor) = TIMES.iter().find(|(words, _)| words.contains(&lower.as_str()))?;
        // `M`, `S`, `D` and `H` are no lengths of time, and `PS` and `NS` nobody writes.
        let is_sure = word == lower || word.chars().count() > 1;
        is_sure.then_some(Self { dimension: Dimension::Time, factor: *factor })
    }

    fn of_size(word: &str) -> Option<Self> {
        let bytes = |factor| Some(Self { dimension: Dimension::Bytes, factor });
        if matches!(word, "B" | "b" | "byte" | "bytes" | "Byte" | "Bytes") {
            return bytes(1);
        }
        let mut chars = word.chars();
        let first = chars.next()?;
        let (_, decimal, binary) = SIZES.iter().find(|(c, ..)| first.eq_ignore_ascii_case(c))?;
        // `Mb` and `Kb` may be bits.
        match chars.as_str() {
            "B" => bytes(*decimal),
            "b" if first.is_ascii_lowercase() => bytes(*decimal),
            "iB" | "IB" => bytes(*binary),
            "ib" if first.is_ascii_lowercase() => bytes(*binary),
            _ => None,
        }
    }
}

/// The word at the end of a name: after `_`, `.`, `-`, a blank or a bracket, or from its last
/// capital letter on.
fn last_word(name: &str) -> &str {
    let name = name.trim_end_matches([')', ']', ' ']);
    let after = name.rfind(|c: char| !c.is_alphanumeric() && c != '%');
    let word = after.map_or(name, |at| {
        let rest = name.get(at..).unwrap_or_default();
        rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default()
    });
    let is_capitals = word.chars().all(|c| !c.is_lowercase());
    let hump = word.rfind(char::is_uppercase).filter(|_| !is_capitals);
    hump.and_then(|at| word.get(at..)).unwrap_or(word)
}

impl Quantity {
    /// The quantity that a text spells, if it does so in one way.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > MAX_BYTES {
            return Number::of(text).filter(|_| is_digits(text)).map(Self::bare);
        }
        let (unsigned, is_negative) = match text.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (text.strip_prefix('+').unwrap_or(text), false),
        };
        if !unsigned.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'P')) {
            return None;
        }
        let found = match Number::of(unsigned) {
            Some(number) => Self::bare(number),
            None => Self::with_unit(unsigned).or_else(|| Self::iso(unsigned))?,
        };
        let number = if is_negative { found.number.negated() } else { found.number };
        Some(Self { number, ..found })
    }

    fn bare(number: Number) -> Self {
        Self { number, dimension: None }
    }

    /// The same where a bare number has a unit from elsewhere.
    #[must_use]
    pub fn or_in(self, unit: Option<Unit>) -> Self {
        match (self.dimension, unit) {
            (None, Some(Unit { dimension, factor })) => {
                Self { number: self.number.times(factor), dimension: Some(dimension) }
            }
            _ => self,
        }
    }

    /// How two quantities compare; `None` if they measure different things.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        if self.dimension != other.dimension {
            return None;
        }
        self.number.compare(other.number)
    }

    /// `1,500`, `250ms`, `1.5 GiB`, `2m3s`, `1h 2m 3.5s`: numbers with units, largest first.
    fn with_unit(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut sum: Option<Self> = None;
        let mut last_factor = i128::MAX;
        while !rest.is_empty() {
            let n_number = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
            let (number, after) = rest.split_at_checked(n_number.unwrap_or(rest.len()))?;
            let decimal = Decimal::of(number)?;
            let after = after.trim_start();
            let n_word = after.find(|c: char| c.is_ascii_digit() || c == ' ' || c == '.');
            let (word, after) = after.split_at_checked(n_word.unwrap_or(after.len()))?;
            if word.is_empty() {
                // A bare number with separators, and nothing else.
                let number = decimal.times(1);
                return (sum.is_none() && after.is_empty()).then_some(Self::bare(number));
            }
            let unit = Unit::named(word)?;
            let number = decimal.times(unit.factor);
            sum = match sum {
                None => Some(Self { number, dimension: Some(unit.dimension) }),
                // Only lengths of time are written in several parts.
                Some(before)
                    if unit.dimension == Dimension::Time
                        && before.dimension == Some(Dimension::Time)
                        && unit.factor < last_factor =>
                {
                    Some(Self { number: before.number.plus(number), ..before })
                }
                Some(_) => return None,
            };
            last_factor = unit.factor;
            rest = after.trim_start();
        }
        sum
    }

    /// `PT1.5S`, `P1DT2H`
    fn iso(text: &str) -> Option<Self> {
        let (days, clock) = match text.strip_prefix('P')?.split_once('T') {
            Some((days, clock)) if !clock.is_empty() => (days, clock),
            Some(_) => return None,
            None => (text.get(1..)?, ""),
        };
        let mut number = Number::Whole(0);
        let mut n_parts = 0;
        for (part, signs) in [(days, "D"), (clock, "HMS")] {
            let mut rest = part;
            let mut left = signs;
            while !rest.is_empty() {
                let at = rest.find(|c: char| c.is_ascii_uppercase())?;
                let (digits, after) = rest.split_at_checked(at)?;
                let sign = after.chars().next()?;
                left = left.get(left.find(sign)? + 1..)?;
                let unit = Unit::of_time(&sign.to_ascii_lowercase().to_string())?;
                number = number.plus(Decimal::of(digits)?.times(unit.factor));
                n_parts += 1;
                rest = after.get(1..)?;
            }
        }
        (n_parts > 0).then_some(Self { number, dimension: Some(Dimension::Time) })
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.'))
}

/// Digits with decimals: the digits as one number, and how many of them stand behind the point.
#[derive(Clone, Copy, Debug)]
struct Decimal {
    digits: i128,
    n_decimals: u32,
}

impl Decimal {
    /// `1500`, `1,500.25`: commas only between groups of three.
    fn of(text: &str) -> Option<Self> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return None,
            None => (text, ""),
        };
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let is_parted = whole.contains(',');
        let fits =
            groups.all(|group| group.len() == 3) && (!is_parted || (1..=3).contains(&first.len()));
        if !fits || (whole.is_empty() && decimals.is_empty()) {
            return None;
        }
        let digits = [whole, decimals].concat().replace(',', "");
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let n_decimals = u32::try_from(decimals.len()).ok()?;
        let digits = digits.parse().ok().filter(|_| is_number)?;
        Some(Self { digits, n_decimals })
    }

    /// So many times as much, exactly if that is whole.
    #[expect(clippy::cast_precision_loss, reason = "what is not whole is rounded")]
    fn times(self, factor: i128) -> Number {
        let divisor = 10_i128.checked_pow(self.n_decimals);
        let product = self.digits.checked_mul(factor);
        match (product, divisor) {
            (Some(product), Some(divisor)) if product % divisor == 0 => {
                Number::Whole(product / divisor)
            }
            _ => {
                let tenths = 10_f64.powi(i32::try_from(self.n_decimals).unwrap_or(i32::MAX));
                Number::Rounded(self.digits as f64 / tenths * factor as f64)
            }
        }
    }
}

/// What a field is compared with: a quantity, and the unit of the field's bare numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    quantity: Quantity,
    unit: Option<Unit>,
}

impl Bound {
    /// The bound that a text spells for a field of this name.
    pub fn of(field: &str, text: &str) -> Option<Self> {
        let unit = Unit::of_field(field);
        Some(Self { quantity: Quantity::of(text)?.or_in(unit), unit })
    }

    /// How a value compares with it; `None` if it is no number, or measures something else.
    pub fn compare(&self, value: &[u8]) -> Option<Ordering> {
        let may_be_number =
            |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'P' | b' ');
        value.first().filter(|first| may_be_number(first))?;
        let quantity = Quantity::of(std::str::from_utf8(value).ok()?)?;
        quantity.or_in(self.unit).compare(self.quantity)
    }

    /// The same for a whole number.
    pub fn compare_int(&self, value: i64) -> Option<Ordering> {
        let quantity = Quantity { number: Number::Whole(value.into()), dimension: None };
        quantity.or_in(self.unit).compare(self.quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: Option<Ordering>) {
        let of = |text| Quantity::of(text).unwrap_or_else(|| panic!("{text} is no quantity"));
        assert_eq!(of(one).compare(of(other)), expected, "{one} {other}");
        assert_eq!(of(other).compare(of(one)), expected.map(Ordering::reverse), "{other} {one}");
    }

    #[test]
    fn what_is_the_same_length_is_equal_in_any_unit() {
        let equal = |one, other| check(one, other, Some(Ordering::Equal));
        equal("250ms", "0.25s");
        equal("250 ms", "250000us");
        equal("2m3s", "123 s");
        equal("1h 2m 3.5s", "3723.5 sec");
        equal("1d", "24h");
        equal("PT2M3S", "123s");
        equal("P1DT2H", "26 hours");
        equal("1.1ms", "1100µs");
        equal("1,500ms", "1.5s");
        equal("-5ms", "-0.005s");
        equal("10MB", "10,000 kB");
        equal("1.5 GiB", "1536MiB");
        equal("1kb", "1000 bytes");
        equal("50%", "50.0 %");
        equal("1,500", "1500");
        equal("1e3", "1000");
        equal("0.3s", "300ms");
        equal(".5s", "500ms");
    }

    #[test]
    fn what_differs_compares_by_value() {
        check("90ms", "250ms", Some(Ordering::Less));
        check("1.2s", "250ms", Some(Ordering::Greater));
        check("10MB", "10MiB", Some(Ordering::Less));
        check("1.7 GiB", "1.8 GiB", Some(Ordering::Less));
        check("0.1ns", "1ps", Some(Ordering::Greater));
        check("5ms", "5", None);
        check("5ms", "5MB", None);
        check("50%", "50", None);
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_no_number() {
        for text in [
            "",
            "abc",
            "10M",
            "5Mb",
            "5 Kb",
            "1,50",
            "1,5",
            "12,34,567",
            "5 ms ago",
            "3s2m",
            "1s1s",
            "12:30",
            "1.2.3",
            "5m MB",
            "1MB2KB",
            "MB",
            "ms",
            "P",
            "PT",
            "P1H",
            "PT1",
            "PT1S2M",
            "--1",
            "infinity",
            "nan",
            "5MB/s",
            "10 apples",
            "2026-11-09",
            "0x10",
            "1_000",
        ] {
            assert_eq!(Quantity::of(text), None, "{text}");
        }
        for digits in 60..70 {
            let number = "9".repeat(digits);
            assert!(Quantity::of(&number).is_some(), "{number}");
            assert_eq!(Quantity::of(&format!("{number}ms")), None);
        }
    }

    #[test]
    fn the_name_of_a_field_may_say_the_unit() {
        let unit = |name| Unit::of_field(name).map(|unit| (unit.dimension, unit.factor));
        let millis = Some((Dimension::Time, SECOND / 1_000));
        let seconds = Some((Dimension::Time, SECOND));
        for name in ["ms", "took_ms", "durationMs", "Response Time (ms)", "elapsed.millis"] {
            assert_eq!(unit(name), millis, "{name}");
        }
        for name in ["upstream_secs", "elapsedSeconds", "request_time_s", "uptime seconds"] {
            assert_eq!(unit(name), seconds, "{name}");
        }
        assert_eq!(unit("size_bytes"), Some((Dimension::Bytes, 1)));
        assert_eq!(unit("heap_kb"), Some((Dimension::Bytes, 1_000)));
        assert_eq!(unit("memMiB"), None);
        assert_eq!(unit("cpu_percent"), Some((Dimension::Share, 1)));
        for name in ["duration", "s", "params", "items", "row_m", "day", "latency_min", "class", ""]
        {
            assert_eq!(unit(name), None, "{name}");
        }
    }
}
