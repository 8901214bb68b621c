//! Nginx Proxy Manager: access logs of its hosts.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Nginx Proxy Manager access log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "nginx_proxy_host",
        title: "Nginx Proxy Manager access log",
        definition_url: "https://github.com/NginxProxyManager/nginx-proxy-manager/blob/develop/docker/rootfs/etc/nginx/conf.d/include/log-proxy.conf",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:clf}] {cache} {upstream_status} {status:http} - {message:here}{method} {scheme} {host} {path:quoted}{message:end} [Client {client}] [Length {bytes}] [Gzip {gzip_ratio}] {?[Sent-to {server}] ?}{agent:quoted} {referer:quoted}",
        "[{time:clf}] {status:http} - {message:here}{method} {scheme} {host} {path:quoted}{message:end} [Client {client}] [Length {bytes}] [Gzip {gzip_ratio}] {?[Sent-to {server}] ?}{agent:quoted} {referer:quoted}",
        "[{time:clf}] {host} {client} {request_time} {message:here}{request:request} {status:http}{message:end} {bytes:digits} {bytes_sent:digits} {referer} {agent:text}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[04/Mar/2021:05:06:07 +0000] - 404 404 - GET https barn.example \"/eggs\" [Client 192.0.2.7] [Length 192] [Gzip 3.10] [Sent-to coop] \"Hen/1.0 (brown)\" \"-\"",
        time: "2021-03-04T05:06:07Z",
        level: Level::Warn,
        message: "GET https barn.example \"/eggs\"",
        fields: &[
            ("upstream_status", "404"),
            ("status", "404"),
            ("method", "GET"),
            ("path", "/eggs"),
            ("client", "192.0.2.7"),
            ("bytes", "192"),
            ("server", "coop"),
            ("agent", "Hen/1.0 (brown)"),
        ],
    },
    Sample {
        text: "[04/Mar/2021:05:06:07 +0100] barn.example 192.0.2.7 0.227 \"GET /eggs HTTP/2.0\" 200 125 440 - Hen/1.0 (brown)",
        time: "2021-03-04T04:06:07Z",
        level: Level::Info,
        message: "\"GET /eggs HTTP/2.0\" 200",
        fields: &[
            ("host", "barn.example"),
            ("request_time", "0.227"),
            ("bytes_sent", "440"),
            ("agent", "Hen/1.0 (brown)"),
        ],
    },
];
