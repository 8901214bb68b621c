//! What a layout's entries begin with, as far as can be told without its parser.
//!
//! For most layouts no line of a source can be a beginning: detection checks this first, once for
//! all layouts that begin alike.

use super::scan::{colour_len, padding_len};
use crate::time::{TimeParser, TimeShape};

/// The beginning of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Anything, or unknown.
    Any,
    /// This byte.
    Byte(u8),
    /// A word or letter for a level.
    Level,
    /// A time of any shape.
    AnyTime,
    /// A time of one of these shapes.
    Time(&'static [TimeShape]),
}

impl Lead {
    /// Whether `line` may begin an entry with this lead; never false if it does.
    pub(super) fn may_begin(self, line: &[u8], times: &mut TimeParser) -> bool {
        let text = line.get(colour_len(line, 0)..).unwrap_or_default();
        let first = text.first().copied();
        let time = text.get(padding_len(text)..).unwrap_or_default();
        match self {
            Self::Any => true,
            Self::Byte(byte) => first == Some(byte),
            // Colours may stand wherever a level does.
            Self::Level => first
                .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == 0x1b || byte >= 0x80),
            Self::AnyTime => time.first().copied().is_some_and(TimeParser::may_begin),
            Self::Time(shapes) => {
                time.first().copied().is_some_and(TimeParser::may_begin)
                    && shapes.iter().any(|shape| times.parse(*shape, time).is_some())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::{FORMATS, FieldNames, Layout};
    use crate::time::Assumptions;
    use crate::units::UnixNanos;

    const ASSUMPTIONS: Assumptions = Assumptions {
        not_after: UnixNanos(1_767_139_200_000_000_000),
        offset_secs: 0,
        dates: None,
    };

    /// Every line that a layout's parser takes for a start, its lead lets through.
    fn check(line: &[u8]) {
        let mut names = FieldNames::new();
        let mut times = TimeParser::new(ASSUMPTIONS);
        for format in FORMATS.iter().filter(|format| format.id() != "text") {
            for number in 0..format.n_layouts() {
                let layout = Layout { number, detail: "" };
                let is_start = format.parser(layout, &mut names, ASSUMPTIONS).starts(line);
                let may_begin = format.lead(layout).may_begin(line, &mut times);
                assert!(
                    may_begin || !is_start,
                    "{} {number}: {}",
                    format.id(),
                    line.escape_ascii()
                );
            }
        }
    }

    #[test]
    fn no_lead_keeps_a_sample_out() {
        for sample in FORMATS.iter().flat_map(|format| format.samples()) {
            for line in sample.text.lines() {
                check(line.as_bytes());
                check(format!("\u{1b}[1;31m{line}").as_bytes());
                check(format!("\u{1b}[31m\u{1b}[1m{line}").as_bytes());
                check(line.get(1..).unwrap_or_default().as_bytes());
            }
        }
    }

    proptest! {
        #![proptest_config(crate::testing::cases(64))]
        #[test]
        fn no_lead_keeps_a_start_out(
            line in "(\u{1b}\\[[0-9;]{0,3}m?){0,2} ?[\\[(<E]?(2021-03-04T05:06:07|3 Mar 2021 05:06:07|3/3/2021 5:06:07|03/04/2021 05:06:07|04.03.2021 05:06|Mar  4 05:06:07|0304 05:06:07)?[\\] :|,-]{0,2}(ERROR|I|warn)?.{0,9}",
        ) {
            check(line.as_bytes());
        }
    }
}
