//! Lines of a job's steps.

use crate::format::prefixed::{LinePrefix, PrefixFormat, n_digits, skip_one_blank};
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

/// Lines of a job's steps.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "github_actions",
        title: "GitHub Actions",
        definition_url: "https://docs.github.com/en/actions/monitoring-and-troubleshooting-workflows/monitoring-workflows/using-workflow-run-logs",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["job", "step"],
    head,
    lead: Lead::Any,
    has_times: false,
    min_share: 90,
};

/// `2017-05-16T00:00:00.0080000Z line`, where several jobs are together behind `job⇥step⇥`.
fn head(line: &[u8], times: &mut TimeParser) -> Option<LinePrefix> {
    const BOM: &[u8] = b"\xEF\xBB\xBF";
    let mut parts = [(0, 0); 3];
    let mut at = 0;
    if !line.first()?.is_ascii_digit()
        && let Some(job) = memchr::memchr(b'\t', line)
        && let Some(step) = memchr::memchr(b'\t', line.get(job + 1..)?)
    {
        at = job + step + 2;
        parts = [(0, job), (job + 1, at - 1), (0, 0)];
    }
    // Each step's log begins with one.
    at += if line.get(at..)?.starts_with(BOM) { BOM.len() } else { 0 };
    let (reading, len) = times.parse(TimeShape::Iso, line.get(at..)?)?;
    let time = line.get(at..at + len)?;
    if n_digits(time) != 7 || !time.ends_with(b"Z") {
        return None;
    }
    let text = skip_one_blank(line, at + len)?;
    let (level, len) = command(line.get(text..)?);
    Some(LinePrefix { time: Some(reading), level, parts, text: text + len })
}

/// The level that a line's command gives it, and the command's length.
fn command(text: &[u8]) -> (Level, usize) {
    const LEVELS: [(&[u8], Level); 4] = [
        (b"##[error]", Level::Error),
        (b"##[warning]", Level::Warn),
        (b"##[notice]", Level::Notice),
        (b"##[debug]", Level::Debug),
    ];
    let known = LEVELS.iter().find(|(command, _)| text.starts_with(command));
    known.map_or((Level::Unknown, 0), |(command, level)| (*level, command.len()))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.0910112Z ##[warning]Clay runs low",
        time: "2023-04-05T06:07:08.0910112Z",
        level: Level::Warn,
        message: "Clay runs low",
        fields: &[],
    },
    Sample {
        text: "fire\tHeat the kiln\t2023-04-05T06:07:08.0910112Z ##[group]Run make heat",
        time: "2023-04-05T06:07:08.0910112Z",
        level: Level::Unknown,
        message: "##[group]Run make heat",
        fields: &[("job", "fire"), ("step", "Heat the kiln")],
    },
];
