//! The log of Telegraf: a letter for the level with an exclamation mark.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Telegraf.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "telegraf",
        title: "Telegraf",
        definition_url: "https://github.com/influxdata/telegraf/blob/master/logger/text_logger.go",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {level:only,T!=trace,D!=debug,I!=info,W!=warn,E!=error} {?[{plugin:text}] ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07Z W! [inputs.tide] Gauge 4 is slow",
        time: "2021-03-04T05:06:07Z",
        level: Level::Warn,
        message: "Gauge 4 is slow",
        fields: &[("plugin", "inputs.tide")],
    },
    Sample {
        text: "2021-03-04T05:06:08Z I! Reading 12 gauges",
        time: "2021-03-04T05:06:08Z",
        level: Level::Info,
        message: "Reading 12 gauges",
        fields: &[],
    },
];
