//! Lines of one container, each with the time at which the engine received it.

use crate::format::prefixed::{ENGINE_DIGITS, LinePrefix, PrefixFormat, n_digits, skip_one_blank};
use crate::format::{FormatCard, Lead, Sample};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

/// Lines of one container, each with the time at which the engine received it.
pub(in crate::format) static FORMAT: PrefixFormat = PrefixFormat {
    card: FormatCard {
        id: "container_times",
        title: "Container output with times",
        definition_url: "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    names: &[],
    head,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 90,
};

/// `2017-05-16T00:00:00.008000000Z line`, as `--timestamps` makes container engines write.
fn head(line: &[u8], times: &mut TimeParser) -> Option<LinePrefix> {
    let (reading, len) = times.parse(TimeShape::Iso, line)?;
    let time = line.get(..len)?;
    if n_digits(time) != ENGINE_DIGITS || !time.ends_with(b"Z") {
        return None;
    }
    let text = skip_one_blank(line, len)?;
    Some(LinePrefix { time: Some(reading), text, ..LinePrefix::default() })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-04-05T06:07:08.091011129Z {\"level\":\"error\",\"msg\":\"cracked\",\"pot\":7}",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("pot", "7")],
    },
    Sample {
        text: "2023-04-05T06:07:08.091011129Z Traceback (most recent call last):\n2023-04-05T06:07:08.091011130Z   File \"potter.py\", line 1\n2023-04-05T06:07:08.091011131Z ClayError: none left",
        time: "2023-04-05T06:07:08.091011129Z",
        level: Level::Unknown,
        message: "Traceback (most recent call last):\n  File \"potter.py\", line 1\nClayError: none left",
        fields: &[],
    },
];
