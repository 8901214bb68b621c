//! The diagnostic logs of Oracle Fusion Middleware and `GlassFish`, with every part in brackets, and
//! the older form of `GlassFish`, with bars between the parts.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Oracle diagnostic log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "oracle_odl",
        title: "Oracle diagnostic log (ODL), GlassFish",
        definition_url: "https://docs.oracle.com/en/middleware/fusion-middleware/12.2.1.4/asadm/managing-log-files-and-diagnostic-data.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}] [{server:text}] [{level:NOTIFICATION=info,INCIDENT_ERROR=fatal}] [{code:text}] [{logger:text}] [tid: {thread:text}] [timeMillis: {_:text}[[{message}",
        "[{time:iso}] [{server:text}] [{level:NOTIFICATION=info,INCIDENT_ERROR=fatal}{?:{_:digits}?}] [{code:text}] [{logger:text}] {?[tid: {thread:text}] ?}{?[userId: {user:text}] ?}{?[ecid: {ecid:text}] ?}{?[APP: {app:text}] ?}{message}",
        "[#|{time:iso}|{level}|{server:text}|{logger:text}|{_:text}|{message:here}{_:last}{message:end}|#]{message:more}",
        "[#|{time:iso}|{level}|{server:text}|{logger:text}|{_:text}|{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04T05:06:07.089+00:00] [barn_server] [NOTIFICATION:16] [] [farm.hens] [tid: [ACTIVE].ExecuteThread: '4'] [userId: mole] [ecid: 7q,0] eggs were counted",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "eggs were counted",
        fields: &[
            ("server", "barn_server"),
            ("logger", "farm.hens"),
            ("thread", "[ACTIVE].ExecuteThread: '4'"),
            ("user", "mole"),
        ],
    },
    Sample {
        text: "[2021-03-04T05:06:07.089+0000] [barn 5.1] [SEVERE] [HEN-7] [farm.hens] [tid: _ThreadID=4 _ThreadName=main] [timeMillis: 1614834367089] [levelValue: 1000] [[\n  eggs are gone]]",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "  eggs are gone]]",
        fields: &[("server", "barn 5.1"), ("code", "HEN-7")],
    },
    Sample {
        text: "[#|2021-03-04T05:06:07.089+0100|WARNING|barn3.1|farm.hens|_ThreadID=4;|eggs are few|#]",
        time: "2021-03-04T04:06:07.089Z",
        level: Level::Warn,
        message: "eggs are few",
        fields: &[("server", "barn3.1"), ("logger", "farm.hens")],
    },
];
