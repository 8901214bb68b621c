//! Lines of the processes that PM2 runs.

use crate::format::prefixed::{
    LinePrefix, PrefixFormat, name_len, skip_escapes, skip_one_blank, skip_reset,
};
use crate::format::scan::skip_blanks;
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::TimeParser;

/// Lines of the processes that PM2 runs.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "pm2",
        title: "PM2",
        definition_url: "https://pm2.keymetrics.io/docs/usage/log-management/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["process_id", "process"],
    head,
    lead: Lead::Any,
    has_times: false,
    min_share: 50,
};

/// `0|web      | line`: the number of a process, its name.
fn head(line: &[u8], _times: &mut TimeParser) -> Option<LinePrefix> {
    let start = skip_escapes(line, 0);
    let id = line.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if id == 0 || line.get(start + id) != Some(&b'|') {
        return None;
    }
    let name = start + id + 1;
    let end = name + name_len(line.get(name..)?);
    let bar = skip_blanks(line, end);
    if end == name || bar == end || line.get(bar) != Some(&b'|') {
        return None;
    }
    let text = skip_one_blank(line, skip_escapes(line, bar + 1))?;
    let parts = [(start, start + id), (name, end), (0, 0)];
    Some(LinePrefix { parts, text: skip_reset(line, text), ..LinePrefix::default() })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "0|kiln    | 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("process_id", "0"), ("process", "kiln")],
    },
    Sample {
        text: "12|potter | Error: no clay\n12|potter |     at Wheel.turn (/srv/potter/wheel.js:7:9)",
        time: "",
        level: Level::Error,
        message: "Error: no clay\n    at Wheel.turn (/srv/potter/wheel.js:7:9)",
        fields: &[("process_id", "12"), ("process", "potter")],
    },
];
