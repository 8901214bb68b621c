//! Envoy's default access log, and Istio's.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Envoy access log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "envoy_access",
        title: "Envoy access log",
        definition_url: "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#default-format-string",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}] {message:here}{request:request} {status:http}{message:end} {flags} {bytes_received} {bytes_sent} {duration} {upstream_time} {x_forwarded_for:quoted} {agent:quoted} {request_id:quoted} {authority:quoted} {upstream:quoted}",
        "[{time:iso}] {message:here}{request:request} {status:http}{message:end} {flags} {bytes_received} {bytes_sent} {duration} {upstream_time} {x_forwarded_for:quoted} {agent:quoted} {request_id:quoted} {authority:quoted} {upstream:quoted} {_:rest}",
        "[{time:iso}] {message:here}{request:request} {status:http}{message:end} {flags} {details} {termination} {failure:quoted} {bytes_received} {bytes_sent} {duration} {upstream_time} {x_forwarded_for:quoted} {agent:quoted} {request_id:quoted} {authority:quoted} {upstream:quoted} {cluster} {upstream_local} {local} {remote} {server_name} {route}",
        "[{time:iso}] {message:here}{request:request} {status:http}{message:end} {flags} {failure:quoted} {bytes_received} {bytes_sent} {duration} {upstream_time} {x_forwarded_for:quoted} {agent:quoted} {request_id:quoted} {authority:quoted} {upstream:quoted} {cluster} {upstream_local} {local} {remote} {server_name}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04T05:06:07.089Z] \"POST /eggs HTTP/2\" 503 UF 154 0 226 100 \"192.0.2.7\" \"hen/1.0\" \"a1b2\" \"barn.example\" \"192.0.2.9:80\"",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "\"POST /eggs HTTP/2\" 503",
        fields: &[
            ("flags", "UF"),
            ("bytes_received", "154"),
            ("duration", "226"),
            ("x_forwarded_for", "192.0.2.7"),
            ("agent", "hen/1.0"),
            ("upstream", "192.0.2.9:80"),
        ],
    },
    Sample {
        text: "[2021-03-04T05:06:07.089Z] \"GET /eggs HTTP/1.1\" 200 - via_upstream - \"-\" 0 135 11 10 \"-\" \"hen/1.0\" \"a1b2\" \"barn:8000\" \"192.0.2.73:80\" outbound|8000||barn 192.0.2.3:41 192.0.2.4:8000 192.0.2.5:602 - default",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "\"GET /eggs HTTP/1.1\" 200",
        fields: &[
            ("details", "via_upstream"),
            ("cluster", "outbound|8000||barn"),
            ("remote", "192.0.2.5:602"),
            ("route", "default"),
        ],
    },
];
