//! The debug log of `GStreamer`: the time since the start, which is no time of day, process, thread, level and place.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `GStreamer`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "gstreamer",
        title: "GStreamer",
        definition_url: "https://gstreamer.freedesktop.org/documentation/tutorials/basic/debugging-tools.html",
        samples: SAMPLES,
        has_pairs: false,
        has_parts: false,
    },
    &[
        "{uptime} {pid:digits} {thread} {level:only,ERROR=error,WARN=warn,INFO=info,DEBUG=debug,LOG=trace,TRACE=trace,MEMDUMP=trace} {category} {file:dotted}:{line:digits}:{function}: {message}",
        "{uptime} {pid:digits} {thread} {level:only,ERROR=error,WARN=warn,INFO=info,DEBUG=debug,LOG=trace,TRACE=trace,MEMDUMP=trace} {category} {file:dotted}:{line:digits}:{function}:{object} {message}",
        "{uptime} {pid:digits} {thread} {kind} {category} {file:dotted}:{line:digits}:{function}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "0:00:00.123456789   812 0x5555aa WARN                 reedpipe gstreed.c:77:gst_reed_blow:<reed0> error: out of breath",
        time: "",
        level: Level::Warn,
        message: "error: out of breath",
        fields: &[
            ("uptime", "0:00:00.123456789"),
            ("pid", "812"),
            ("category", "reedpipe"),
            ("function", "gst_reed_blow"),
            ("object", "<reed0>"),
        ],
    },
    Sample {
        text: "0:00:01.000000001   812 0x5555aa LOG                 GST_REED gstreed.c:9:gst_reed_cut: cut",
        time: "",
        level: Level::Trace,
        message: "cut",
        fields: &[("file", "gstreed.c"), ("line", "9")],
    },
];
