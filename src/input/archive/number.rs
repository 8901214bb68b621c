//! Numbers and dates as archives write them.

use crate::units::UnixNanos;

const SECOND_NANOS: i64 = 1_000_000_000;

/// Earlier dates mean none: reproducible archives carry them.
const FIRST_SECS: i64 = 315_705_600;

/// Two bytes, little-endian.
pub(super) fn short(bytes: &[u8], at: usize) -> u16 {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u16::from_le_bytes(*word))
}

/// Four bytes, little-endian.
pub(super) fn long(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u32::from_le_bytes(*word))
}

/// Eight bytes, little-endian.
pub(super) fn quad(bytes: &[u8], at: usize) -> u64 {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u64::from_le_bytes(*word))
}

/// A number in a tar header: octal digits, or big-endian bytes if the first bit is set.
pub(super) fn tar_number(field: &[u8]) -> Option<u64> {
    let (first, rest) = field.split_first()?;
    if first & 0x80 != 0 {
        let mut number = u64::from(first & 0x3F);
        for byte in rest {
            // A number below zero or beyond 64 bits is none that a size can be.
            number = number.checked_mul(256)?.checked_add(u64::from(*byte))?;
        }
        return (first & 0x40 == 0).then_some(number);
    }
    let digits = field.trim_ascii().split(|byte| *byte == 0).next().unwrap_or_default();
    let digits = digits.trim_ascii();
    digits.iter().try_fold(0_u64, |number, digit| {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit < 8)?;
        number.checked_mul(8)?.checked_add(u64::from(digit))
    })
}

/// Seconds since 1970 as an instant, if that is a plausible date for a log.
pub(super) fn instant(secs: i64) -> Option<UnixNanos> {
    let nanos = secs.checked_mul(SECOND_NANOS)?;
    (secs >= FIRST_SECS).then_some(UnixNanos(nanos))
}

/// DOS date and time. Their zone is unknown; UTC is within the day that inferring years allows.
pub(super) fn dos_instant(time: u16, date: u16) -> Option<UnixNanos> {
    let (year, month, day) = (1980 + i64::from(date >> 9), date >> 5 & 15, date & 31);
    let (hour, minute, half) = (time >> 11, time >> 5 & 63, time & 31);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 {
        return None;
    }
    let days = days_from_civil(year, month.into(), day.into());
    let secs = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(half) * 2;
    instant(days * 86_400 + secs)
}

/// Days from 1970-01-01, by counting years from March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tar_numbers_are_octal_or_binary() {
        assert_eq!(tar_number(b"0000644\0"), Some(0o644));
        assert_eq!(tar_number(b"   1750 "), Some(0o1750));
        assert_eq!(tar_number(b"\x80\0\0\0\0\0\0\x02\0\0\0\0"), Some(0x2_0000_0000));
        assert_eq!(tar_number(b"\xFF\xFF\xFF\xFF"), None);
        assert_eq!(tar_number(b"0009"), None);
        assert_eq!(tar_number(b"\0\0\0"), Some(0));
    }

    #[test]
    fn dates_of_dos_are_instants() {
        // 2026-03-01 10:20:30
        let date = (46 << 9) | (3 << 5) | 1;
        let time = (10 << 11) | (20 << 5) | 15;
        assert_eq!(dos_instant(time, date), Some(UnixNanos(1_772_360_430_000_000_000)));
        assert_eq!(dos_instant(0, (1 << 5) | 1), None, "1980 stands for no date");
        assert_eq!(dos_instant(0, 0), None);
    }
}
