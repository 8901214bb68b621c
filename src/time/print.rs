//! Instants to text.

use super::civil::{DAY_SECS, civil_from_days};
use crate::units::UnixNanos;

/// Writes an instant as RFC 3339 in UTC with `digits` digits of the second (0 to 9), truncated.
///
/// # Example
/// ```
/// use logscry::{time::format_rfc3339, units::UnixNanos};
///
/// assert_eq!(format_rfc3339(UnixNanos(1_500_000_000), 3), "1970-01-01T00:00:01.500Z");
/// ```
pub fn format_rfc3339(at: UnixNanos, digits: u8) -> String {
    let secs = at.0.div_euclid(1_000_000_000);
    let nanos = at.0.rem_euclid(1_000_000_000);
    let (year, month, day) = civil_from_days(secs.div_euclid(DAY_SECS));
    let of_day = secs.rem_euclid(DAY_SECS);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let whole = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if digits == 0 {
        return whole + "Z";
    }
    let width = usize::from(digits.min(9));
    let fraction = nanos / 10_i64.pow(u32::from(9 - digits.min(9)));
    format!("{whole}.{fraction:0width$}Z")
}
