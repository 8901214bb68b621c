//! HAProxy: HTTP and TCP logs, usually after a syslog head.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// HAProxy.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "haproxy",
        title: "HAProxy",
        definition_url: "https://docs.haproxy.org/2.8/configuration.html#8.2",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{client:addr} [{time:clf}] {frontend} {backend}/{server} {tq}/{tw}/{tc}/{tr}/{ta} {status:http} {bytes} {request_cookie} {response_cookie} {termination} {actconn}/{feconn}/{beconn}/{srv_conn}/{retries} {srv_queue}/{backend_queue} {?{{}{request_headers:text}} ?}{?{{}{response_headers:text}} ?}{message:here}{request:request}{message:end}{?{_:rest}?}",
        "{client:addr} [{time:clf}] {message:here}{frontend} {backend}/{server} {tw}/{tc}/{tt} {bytes} {termination}{message:end} {actconn}/{feconn}/{beconn}/{srv_conn}/{retries} {srv_queue}/{backend_queue}{?{_:rest}?}",
        "{client:addr} [{time:clf}] {frontend}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "192.0.2.7:53332 [04/Mar/2021:05:06:07.089] gate~ barn/cow2 0/0/7/1457/1464 502 113 - - SH-- 2/1/0/0/0 0/3 {hen/1.0} {} \"GET /milk HTTP/1.1\"",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "\"GET /milk HTTP/1.1\"",
        fields: &[
            ("client", "192.0.2.7"),
            ("client_port", "53332"),
            ("frontend", "gate~"),
            ("server", "cow2"),
            ("tr", "1457"),
            ("termination", "SH--"),
            ("backend_queue", "3"),
            ("request_headers", "hen/1.0"),
            ("path", "/milk"),
        ],
    },
    Sample {
        text: "192.0.2.7:53333 [04/Mar/2021:05:06:07.089] gate ferries/boat1 0/0/5007 212 -- 0/0/0/0/3 0/0",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "gate ferries/boat1 0/0/5007 212 --",
        fields: &[("backend", "ferries"), ("tt", "5007"), ("bytes", "212"), ("retries", "3")],
    },
    Sample {
        text: "192.0.2.7:53334 [04/Mar/2021:05:06:07.089] gate/1: handshake refused",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "handshake refused",
        fields: &[("frontend", "gate/1")],
    },
];
