//! What supervisord logs of the processes that it watches.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Supervisor.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "supervisord",
        title: "Supervisor",
        definition_url: "https://supervisord.org/logging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {level} {message:here}{event:=spawned|exited|stopped}: {?'{process}'?}{_:rest}",
        "{time:iso} {level} {message:here}{event:=success}: {process} entered {state} state{_:rest}",
        "{time:iso} {level} {message:here}{event:=exited|stopped}: {process} ({status:text}){_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 INFO spawned: 'lamb' with pid 71",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "spawned: 'lamb' with pid 71",
        fields: &[("event", "spawned"), ("process", "lamb")],
    },
    Sample {
        text: "2021-03-04 05:06:08,089 INFO success: lamb entered RUNNING state, process has stayed up",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "success: lamb entered RUNNING state, process has stayed up",
        fields: &[("process", "lamb"), ("state", "RUNNING")],
    },
    Sample {
        text: "2021-03-04 05:06:09,089 WARN exited: lamb (exit status 1; not expected)",
        time: "2021-03-04T05:06:09.089Z",
        level: Level::Warn,
        message: "exited: lamb (exit status 1; not expected)",
        fields: &[("process", "lamb"), ("status", "exit status 1; not expected")],
    },
];
