//! What programs on microcontrollers print: ESP-IDF and `ESPHome`. Their times are of their start, but for `ESPHome`, which asks for the time of day.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// ESP-IDF and `ESPHome`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "firmware",
        title: "ESP-IDF and ESPHome",
        definition_url: "https://docs.espressif.com/projects/esp-idf/en/stable/esp32/api-reference/system/log.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level:only,E=error,W=warn,I=info,D=debug,V=trace} ({uptime_ms:digits}) {tag:text}: {message}",
        "{level:only,E=error,W=warn,I=info,D=debug,V=trace} ({time:clock}) {tag:text}: {message}",
        "[{time:clock}][{level:only,E=error,W=warn,I=info,C=info,D=debug,V=trace,VV=trace}][{tag:text}:{line:digits}]: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "E (1234) kettle: too hot",
        time: "",
        level: Level::Error,
        message: "too hot",
        fields: &[("uptime_ms", "1234"), ("tag", "kettle")],
    },
    Sample {
        text: "[04:05:06][W][kettle.heat:077]: hot",
        time: "2025-12-30T04:05:06Z",
        level: Level::Warn,
        message: "hot",
        fields: &[("tag", "kettle.heat"), ("line", "077")],
    },
];
