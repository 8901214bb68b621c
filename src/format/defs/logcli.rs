//! Lines queried from Loki, each after the labels of its stream.

use crate::format::prefixed::{LinePrefix, PrefixFormat, name_len};
use crate::format::scan::{closing_quote, skip_blanks};
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

/// Lines queried from Loki, each after the labels of its stream.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "logcli",
        title: "Loki logcli",
        definition_url: "https://grafana.com/docs/loki/latest/query/logcli/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["labels"],
    head,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 0,
};

/// `2023-04-05T06:07:08Z {app="kiln", pod="k-1"} line`.
fn head(line: &[u8], times: &mut TimeParser) -> Option<LinePrefix> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let open = skip_blanks(line, len);
    let mut at = open + 1;
    if open == len || line.get(open) != Some(&b'{') {
        return None;
    }
    while line.get(at) != Some(&b'}') {
        at = skip_blanks(line, at);
        let name = name_len(line.get(at..)?);
        let value = at + name + 2;
        if name == 0 || line.get(at + name..value)? != b"=\"" {
            return None;
        }
        at = closing_quote(line, value)? + 1;
        at += usize::from(line.get(at) == Some(&b','));
    }
    // Labels are padded to the same width.
    let text = skip_blanks(line, at + 1);
    let parts = [(open, at + 1), (0, 0), (0, 0)];
    Some(LinePrefix { time: Some(reading), parts, text, ..LinePrefix::default() })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08Z {app=\"kiln\", pod=\"k-1\"} level=warn msg=\"too hot\" pot=7",
        time: "2023-04-05T06:07:08Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("labels", "{app=\"kiln\", pod=\"k-1\"}"), ("pot", "7")],
    },
    Sample {
        text: "2023-04-05T06:07:08+02:00 {} {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T04:07:08Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("pot", "7")],
    },
];
