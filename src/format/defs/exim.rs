//! The main and reject logs of Exim: what happened to a message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Exim.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "exim",
        title: "Exim",
        definition_url: "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {?[{pid:digits}] ?}{message_id} {message:here}{level:only,<==info,(==info,=>=info,->=info,>>=info,*>=info,**=error,===warn} {address} {_:rest}",
        "{time:iso} {?[{pid:digits}] ?}{message_id:coded} {message:here}{_:=Completed|Frozen}",
        "{time:iso} {?[{pid:digits}] ?}{?{message_id} ?}{message:here}H={host:text}[{client}]{?:{client_port:digits}?} {_:rest}",
        "{time:iso} {?[{pid:digits}] ?}{message:here}{authenticator} authenticator failed for {helo:text}[{client}]{?:{client_port:digits}?}{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07 1lHabc-0001xy-Z9 <= owl@wood.example H=oak [192.0.2.3] P=esmtp S=812",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "<= owl@wood.example H=oak [192.0.2.3] P=esmtp S=812",
        fields: &[
            ("message_id", "1lHabc-0001xy-Z9"),
            ("address", "owl@wood.example"),
            ("S", "812"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:08 plain_owl authenticator failed for (oak) [192.0.2.3]:4025: 535 Incorrect authentication data (set_id=owl)",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "plain_owl authenticator failed for (oak) [192.0.2.3]:4025: 535 Incorrect authentication data (set_id=owl)",
        fields: &[
            ("authenticator", "plain_owl"),
            ("client", "192.0.2.3"),
            ("client_port", "4025"),
            ("set_id", "owl"),
        ],
    },
];
