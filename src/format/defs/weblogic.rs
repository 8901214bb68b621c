//! The server log of Oracle `WebLogic`: every part between angle brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `WebLogic`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "weblogic",
        title: "WebLogic",
        definition_url: "https://docs.oracle.com/en/middleware/fusion-middleware/weblogic-server/12.2.1.4/wllog/logging_services.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "####<{time}> <{level}> <{subsystem:text}> <{host:text}> <{server:text}> <{thread:text}> <{user:text}> <{transaction:text}> <{context:text}> <{millis:digits}> {?<[{_:text}] > ?}{?<[{partition:text}]> ?}<{code}> <{message:here}{_:last}{message:end}>{message:more}",
        "####<{time}> <{level}> <{subsystem:text}> <{host:text}> <{server:text}> <{thread:text}> <{user:text}> <{transaction:text}> <{context:text}> <{millis:digits}> {?<[{_:text}] > ?}{?<[{partition:text}]> ?}<{code}> <{message}",
        "<{time}{? {_:=Coordinated|Central|Eastern|Pacific|Greenwich|Mountain|Western}{_:text}?}> <{level}> <{subsystem:text}> <{code}> <{message:here}{_:last}{message:end}>{message:more}",
        "<{time}{? {_:=Coordinated|Central|Eastern|Pacific|Greenwich|Mountain|Western}{_:text}?}> <{level}> <{subsystem:text}> <{code}> <{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "####<Mar 4, 2021 5:06:07 AM UTC> <Warning> <Loom> <shed> <weaver1> <[ACTIVE] ExecuteThread: '1'> <<WLS Kernel>> <> <> <1614834367000> <BEA-000412> <thread > needle> ",
        time: "2021-03-04T05:06:07Z",
        level: Level::Warn,
        message: "thread > needle",
        fields: &[
            ("subsystem", "Loom"),
            ("host", "shed"),
            ("server", "weaver1"),
            ("code", "BEA-000412"),
        ],
    },
    Sample {
        text: "<Mar 4, 2021 5:06:07 PM UTC> <Notice> <Loom> <BEA-000413> <cloth is done>",
        time: "2021-03-04T17:06:07Z",
        level: Level::Notice,
        message: "cloth is done",
        fields: &[("subsystem", "Loom"), ("code", "BEA-000413")],
    },
];
