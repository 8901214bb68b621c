//! Lines of the pods followed by stern.

use crate::format::prefixed::{LinePrefix, PrefixFormat, dns_len, skip_escapes, skip_one_blank};
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::TimeParser;

/// Lines of the pods followed by stern.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "stern",
        title: "stern",
        definition_url: "https://github.com/stern/stern",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["pod", "container"],
    head,
    lead: Lead::Any,
    has_times: true,
    min_share: 50,
};

/// `pod-name container line`: a pod's name ends with what Kubernetes makes up, or with a number.
fn head(line: &[u8], _times: &mut TimeParser) -> Option<LinePrefix> {
    let start = skip_escapes(line, 0);
    let end = start + dns_len(line.get(start..)?);
    let pod = line.get(start..end)?;
    let last = pod.iter().rposition(|&byte| byte == b'-').and_then(|at| pod.get(at + 1..))?;
    let is_number = last.len() <= 4 && last.iter().all(u8::is_ascii_digit);
    // Two numbers with signs between them are a date.
    let is_name = pod.iter().any(u8::is_ascii_alphabetic);
    if last.is_empty() || !is_name || !(is_number || is_made_up(last)) {
        return None;
    }
    let second = skip_escapes(line, skip_one_blank(line, skip_escapes(line, end))?);
    let second_end = second + dns_len(line.get(second..)?);
    if second == second_end || second_end == line.len() {
        return None;
    }
    let text = skip_one_blank(line, skip_escapes(line, second_end))?;
    Some(LinePrefix {
        parts: [(start, end), (second, second_end), (0, 0)],
        text,
        ..LinePrefix::default()
    })
}

/// The end of a pod's name that is made up: five of the letters and digits that spell no words.
fn is_made_up(text: &[u8]) -> bool {
    text.len() == 5 && text.iter().all(|byte| b"bcdfghjklmnpqrstvwxz2456789".contains(byte))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "kiln-7d5f9c6b8-x2x4z fire 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("pod", "kiln-7d5f9c6b8-x2x4z"), ("container", "fire")],
    },
    Sample {
        text: "kiln-0 fire 2023-04-05T06:07:08.091011129Z {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("pod", "kiln-0"), ("container", "fire"), ("pot", "7")],
    },
];
