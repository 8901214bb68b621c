//! What uvicorn, Django and Werkzeug print for a request.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Python web servers.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "uvicorn",
        title: "Python web servers",
        definition_url: "https://www.uvicorn.org/settings/#logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level}: {client:addr} - {message:here}\"{method} {path:text} HTTP/{version}\" {status:digits}{_:rest}",
        "{level:only,INFO=info,WARNING=warn,ERROR=error,DEBUG=debug,TRACE=trace}:  {message}",
        "[{time:clf}] {message:here}\"{method} {path:text} HTTP/{version}\" {status:http} {size}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "INFO:     Newt counts its legs [4]",
        time: "",
        level: Level::Info,
        message: "Newt counts its legs [4]",
        fields: &[],
    },
    Sample {
        text: "INFO:     192.0.2.3:4080 - \"GET /newt?eye=1 HTTP/1.1\" 404 Not Found",
        time: "",
        level: Level::Info,
        message: "\"GET /newt?eye=1 HTTP/1.1\" 404 Not Found",
        fields: &[
            ("client", "192.0.2.3"),
            ("client_port", "4080"),
            ("method", "GET"),
            ("path", "/newt?eye=1"),
            ("status", "404"),
        ],
    },
    Sample {
        text: "[04/Mar/2021 05:06:07] \"POST /newt HTTP/1.1\" 500 812",
        time: "2021-03-04T05:06:07Z",
        level: Level::Error,
        message: "\"POST /newt HTTP/1.1\" 500 812",
        fields: &[("method", "POST"), ("path", "/newt"), ("status", "500"), ("size", "812")],
    },
];
