//! The logs of Zabbix' server, proxy and agent: process, day and clock between colons.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Zabbix.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "zabbix",
        title: "Zabbix",
        definition_url: "https://github.com/zabbix/zabbix/blob/master/src/libs/zbxlog/log.c",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["~{pid:digits}:{time:basic} {?[{code:code}] ?}{message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "  812:20210304:050607.089 Starting gauge 4",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "Starting gauge 4",
        fields: &[("pid", "812")],
    },
    Sample {
        text: " 8120:20210304:050608.089 [Z3001] connection to gauge 5 failed",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Unknown,
        message: "connection to gauge 5 failed",
        fields: &[("pid", "8120"), ("code", "Z3001")],
    },
];
