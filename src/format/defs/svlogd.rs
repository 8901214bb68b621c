//! Times that a supervisor's logger puts before each line of a program's output: those of runit's
//! `svlogd -tt` and `-ttt`, and the TAI64N labels of daemontools' `multilog` and of s6.

use crate::format::scan::word_end;
use crate::format::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Reading, Stamp, TimeParser, TimeShape};
use crate::units::UnixNanos;

/// Layout 0 has readable times, 1 has labels.
pub(in crate::format) struct Svlogd;

pub(in crate::format) static FORMAT: Svlogd = Svlogd;

static CARD: FormatCard = FormatCard {
    id: "svlogd",
    title: "Supervised service (svlogd, multilog)",
    definition_url: "https://smarden.org/runit/svlogd.8",
    samples: SAMPLES,
    has_pairs: true,
    has_parts: false,
};

impl Format for Svlogd {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn n_layouts(&self) -> u16 {
        2
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Entries
    }

    fn lead(&self, layout: Layout<'_>) -> Lead {
        if layout.number == 0 { Lead::Time(&[TimeShape::Iso]) } else { Lead::Byte(b'@') }
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        10
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let is_label = layout.number == 1;
        Box::new(SvlogdParser { is_label, times: TimeParser::new(assumptions) })
    }
}

struct SvlogdParser {
    is_label: bool,
    times: TimeParser,
}

impl SvlogdParser {
    /// The time, and where the text begins.
    fn head(&mut self, line: &[u8]) -> Option<(Reading, usize)> {
        let (reading, len) = if self.is_label {
            tai64n(line)?
        } else {
            // No other logger has this sign between date and clock and then a blank.
            let (reading, len) = self.times.parse(TimeShape::Iso, line)?;
            (reading, Some(len).filter(|_| line.get(10) == Some(&b'_'))?)
        };
        matches!(line.get(len), None | Some(b' ' | b'\r')).then_some((reading, len))
    }
}

impl Parser for SvlogdParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.head(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some((reading, len)) = self.head(entry) else { return false };
        out.set_time(reading);
        out.message = TextRef::from_range((len + 1).min(entry.len()), entry.len());
        out.level = crate::format::marked::level_in_words(out.text(entry, out.message))
            .unwrap_or(Level::Unknown);
        true
    }
}

/// `@` and 24 digits of base 16: seconds of TAI, which was ten ahead of UTC in 1970 and counts
/// leap seconds, from 2^62 on; then nanoseconds.
///
/// # Source
/// D. J. Bernstein, "TAI64, TAI64N, and TAI64NA". Tools that print labels take ten seconds off and
/// leave leap seconds be, as the clocks do that the labels were made from.
fn tai64n(line: &[u8]) -> Option<(Reading, usize)> {
    let end = word_end(line, 0);
    let digits = line.get(..end)?.strip_prefix(b"@").filter(|digits| digits.len() == 24)?;
    let (secs, nanos) = std::str::from_utf8(digits).ok()?.split_at_checked(16)?;
    let secs = i128::from(u64::from_str_radix(secs, 16).ok()?) - (1 << 62) - 10;
    let nanos = u32::from_str_radix(nanos, 16).ok().filter(|nanos| *nanos < 1_000_000_000)?;
    let reading = match i64::try_from(secs * 1_000_000_000 + i128::from(nanos)) {
        Ok(nanos) => {
            Reading::Time(Stamp { at: UnixNanos(nanos), digits: 9, inferred: Inferred::NONE })
        }
        Err(_) => Reading::OutOfRange,
    };
    Some((reading, end))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-03-04_05:06:07.08910 level=warn msg=\"the lamp flickers\" wick=2 lamp=3",
        time: "2023-03-04T05:06:07.08910Z",
        level: Level::Warn,
        message: "the lamp flickers",
        fields: &[("wick", "2")],
    },
    Sample {
        text: "@400000006402d17b08954400 lamp lit wick=2",
        time: "2023-03-04T05:04:49.144000000Z",
        level: Level::Unknown,
        message: "lamp lit wick=2",
        fields: &[("wick", "2")],
    },
];
