//! Lines of several pods, as `kubectl logs --prefix` prints them.

use crate::format::prefixed::{LinePrefix, PrefixFormat, is_dns, skip_one_blank};
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::TimeParser;

/// Lines of several pods, as `kubectl logs --prefix` prints them.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "kubectl_prefix",
        title: "kubectl with prefix",
        definition_url: "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &["pod", "container"],
    head,
    lead: Lead::Byte(b'['),
    has_times: true,
    min_share: 0,
};

/// `[pod/name/container] line`.
fn head(line: &[u8], _times: &mut TimeParser) -> Option<LinePrefix> {
    const START: &[u8] = b"[pod/";
    let inside = line.strip_prefix(START)?;
    let end = START.len() + memchr::memchr(b']', inside)?;
    let names = line.get(START.len()..end)?;
    let slash = START.len() + memchr::memchr(b'/', names)?;
    let is_name = |name: &[u8]| !name.is_empty() && name.iter().all(|&byte| is_dns(byte));
    if !is_name(line.get(START.len()..slash)?) || !is_name(line.get(slash + 1..end)?) {
        return None;
    }
    let text = skip_one_blank(line, end + 1)?;
    Some(LinePrefix {
        parts: [(START.len(), slash), (slash + 1, end), (0, 0)],
        text,
        ..LinePrefix::default()
    })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[pod/kiln-7d5f9c6b8-x2x4z/fire] 2023-04-05 06:07:08,091 WARNING kiln.fire: too hot",
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Warn,
        message: "too hot",
        fields: &[("pod", "kiln-7d5f9c6b8-x2x4z"), ("container", "fire")],
    },
    Sample {
        text: "[pod/kiln-0/fire] 2023-04-05T06:07:08.091011129Z panic: too hot",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Fatal,
        message: "panic: too hot",
        fields: &[("pod", "kiln-0"), ("container", "fire")],
    },
];
