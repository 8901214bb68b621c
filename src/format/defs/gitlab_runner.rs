//! Lines of a job, each with the number of its stream.

use crate::format::prefixed::{LinePrefix, PrefixFormat, n_digits};
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

/// Lines of a job, each with the number of its stream.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "gitlab_runner",
        title: "GitLab job log",
        definition_url: "https://docs.gitlab.com/ci/jobs/job_logs/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["stream"],
    head,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 0,
};

/// `2023-04-05T06:07:08.091011Z 01O line`: a stream's number, its kind, and whether the line goes
/// on where the one before ended.
fn head(line: &[u8], times: &mut TimeParser) -> Option<LinePrefix> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let time = line.get(..len)?;
    let [b' ', a, b, b'O' | b'E', b' ' | b'+', ..] = line.get(len..)? else { return None };
    let is_hex = |digit: &u8| digit.is_ascii_digit() || matches!(digit, b'a'..=b'f');
    if n_digits(time) != 6 || !time.ends_with(b"Z") || !is_hex(a) || !is_hex(b) {
        return None;
    }
    let parts = [(len + 1, len + 4), (0, 0), (0, 0)];
    Some(LinePrefix { time: Some(reading), parts, text: len + 5, ..LinePrefix::default() })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.091011Z 00O Running with a runner of clay",
        time: "2023-04-05T06:07:08.091011Z",
        level: Level::Unknown,
        message: "Running with a runner of clay",
        fields: &[("stream", "00O")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091011Z 01E {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("stream", "01E"), ("pot", "7")],
    },
];
