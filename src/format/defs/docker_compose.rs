//! Lines of containers that Docker Compose shows together.

use crate::format::prefixed::{
    LinePrefix, PrefixFormat, name_len, skip_escapes, skip_one_blank, skip_reset,
};
use crate::format::scan::skip_blanks;
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::TimeParser;

/// Lines of containers that Docker Compose shows together.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "docker_compose",
        title: "Docker Compose",
        definition_url: "https://docs.docker.com/reference/cli/docker/compose/logs/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["container"],
    head,
    lead: Lead::Any,
    has_times: true,
    min_share: 50,
};

/// `web-1  | line`; the name, or all in front of the line, may be coloured.
fn head(line: &[u8], _times: &mut TimeParser) -> Option<LinePrefix> {
    let start = skip_escapes(line, 0);
    let end = start + name_len(line.get(start..)?);
    let name = line.get(start..end)?;
    let is_name = name.iter().any(u8::is_ascii_alphabetic) && Level::from_word(name).is_none();
    let bar = skip_blanks(line, skip_escapes(line, end));
    if !is_name || bar == end || line.get(bar) != Some(&b'|') {
        return None;
    }
    let text = skip_one_blank(line, skip_escapes(line, bar + 1))?;
    Some(LinePrefix {
        parts: [(start, end), (0, 0), (0, 0)],
        text: skip_reset(line, text),
        ..LinePrefix::default()
    })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "kiln-1   | 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("container", "kiln-1")],
    },
    Sample {
        text: "\u{1b}[33mpotter-12  |\u{1b}[0m Traceback (most recent call last):\n\u{1b}[33mpotter-12  |\u{1b}[0m   File \"potter.py\", line 1\n\u{1b}[33mpotter-12  |\u{1b}[0m ClayError: none left",
        time: "",
        level: Level::Unknown,
        message: "Traceback (most recent call last):\n  File \"potter.py\", line 1\nClayError: none left",
        fields: &[("container", "potter-12")],
    },
    Sample {
        text: "kiln-1   | 2023-04-05T06:07:08.091011129Z {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("container", "kiln-1"), ("pot", "7")],
    },
];
