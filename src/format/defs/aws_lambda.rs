//! What AWS Lambda and its runtimes write around and for a function's requests.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// AWS Lambda.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "aws_lambda",
        title: "AWS Lambda",
        definition_url: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{message:here}{event:=START} RequestId: {request_id:hex} Version: {version}{message:end}",
        "{message:here}{event:=END} RequestId: {request_id:hex}{message:end}",
        "{message:here}{event:=REPORT} RequestId: {request_id:hex} Duration: {duration_ms} ms Billed Duration: {billed_ms} ms Memory Size: {memory_mb} MB Max Memory Used: {used_mb} MB{_:text}{message:end}",
        "{message:here}{event:=INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT} {_:text}{message:end}",
        // Node.js.
        "{time:iso} {request_id:hex} {level} {message}",
        // Python.
        "[{level}] {time:iso} {request_id:hex} {message}",
        "{time:iso} {request_id:hex} Task timed out after {_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "START RequestId: 0a1b2c3d-0001-4000-8000-00000000000f Version: $LATEST",
        time: "",
        level: Level::Unknown,
        message: "START RequestId: 0a1b2c3d-0001-4000-8000-00000000000f Version: $LATEST",
        fields: &[
            ("event", "START"),
            ("request_id", "0a1b2c3d-0001-4000-8000-00000000000f"),
            ("version", "$LATEST"),
        ],
    },
    Sample {
        text: "2024-02-03T04:05:06.789Z\t0a1b2c3d-0001-4000-8000-00000000000f\tERROR\tThe lamb is lost",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Error,
        message: "The lamb is lost",
        fields: &[("request_id", "0a1b2c3d-0001-4000-8000-00000000000f")],
    },
    Sample {
        text: "[WARNING]\t2024-02-03T04:05:07.001Z\t0a1b2c3d-0001-4000-8000-00000000000f\tThe lamb is late",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Warn,
        message: "The lamb is late",
        fields: &[("request_id", "0a1b2c3d-0001-4000-8000-00000000000f")],
    },
    Sample {
        text: "REPORT RequestId: 0a1b2c3d-0001-4000-8000-00000000000f\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB",
        time: "",
        level: Level::Unknown,
        message: "REPORT RequestId: 0a1b2c3d-0001-4000-8000-00000000000f\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB",
        fields: &[("event", "REPORT"), ("duration_ms", "12.34"), ("used_mb", "40")],
    },
];
