//! A stretch of time as an argument: `FROM..TO`.

use logscry::fold::groups::WindowAsk;
use logscry::time::{Assumptions, Reading, TimeParser, TimeShape};
use logscry::units::{NanosText, UnixNanos};

/// Reads a stretch of time; times without a zone are in UTC.
pub(super) fn window(text: &str) -> Result<WindowAsk, String> {
    let ends = text.split_once("..").and_then(|(from, end)| Some((instant(from)?, instant(end)?)));
    match ends {
        Some((from, end)) if from < end => {
            Ok(WindowAsk { from: NanosText(from.0), end: NanosText(end.0) })
        }
        Some(_) => Err(format!("the window ends before it begins: {text}")),
        None => Err(format!(
            "{text:?} is not a stretch of time; try 2026-03-01T09:00:00Z..2026-03-01T09:10:00Z"
        )),
    }
}

fn instant(text: &str) -> Option<UnixNanos> {
    let assumptions = Assumptions { not_after: UnixNanos(i64::MAX), offset_secs: 0, dates: None };
    let found = TimeParser::new(assumptions).parse(TimeShape::Iso, text.trim().as_bytes());
    match found? {
        (Reading::Time(stamp), len) if len == text.trim().len() => Some(stamp.at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_two_times() {
        let found = window("2026-03-01T09:00:00Z..2026-03-01 10:10:00.5+01:00").ok().unwrap();
        assert_eq!(found.end.0 - found.from.0, 600_500_000_000);
        for text in
            ["", "..", "2026-03-01T09:00:00Z", "x..y", "2026-03-01T09:00:00Z..2026-03-01T08:00:00Z"]
        {
            assert!(window(text).is_err(), "{text}");
        }
    }
}
