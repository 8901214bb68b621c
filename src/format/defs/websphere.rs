//! The basic logs of IBM `WebSphere`: thread, component and a letter for the level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `WebSphere`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "websphere",
        title: "WebSphere",
        definition_url: "https://www.ibm.com/docs/en/was/9.0.5?topic=SSEQTP_9.0.5/com.ibm.websphere.base.doc/ae/rtrb_readmsglogs.htm",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time}] {thread} {component} {level:only,F=fatal,E=error,W=warn,A=notice,I=info,C=debug,D=debug,O=info,R=error,>=trace,<=trace,1=debug,2=trace,3=trace} {code:code}: {message}",
        "[{time}] {thread} {component} {level:only,F=fatal,E=error,W=warn,A=notice,I=info,C=debug,D=debug,O=info,R=error,>=trace,<=trace,1=debug,2=trace,3=trace} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[3/14/21 5:06:07:089 UTC] 0000004c HiveMgr       A   HIVE0221I: Bees are out",
        time: "2021-03-14T05:06:07.089Z",
        level: Level::Notice,
        message: "Bees are out",
        fields: &[("thread", "0000004c"), ("component", "HiveMgr"), ("code", "HIVE0221I")],
    },
    Sample {
        text: "[3/14/21 5:06:08:089 UTC] 0000004d SystemErr     R bees are angry",
        time: "2021-03-14T05:06:08.089Z",
        level: Level::Error,
        message: "bees are angry",
        fields: &[("component", "SystemErr")],
    },
];
