//! The logs of `ProFTPD` and vsftpd, and the transfer log that all FTP servers share.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// FTP servers.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ftpd",
        title: "FTP servers",
        definition_url: "https://manpages.debian.org/stable/vsftpd/vsftpd.conf.5.en.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {host} {program:=proftpd}[{pid:digits}] {server} ({client_name}[{client}]): {message}",
        "{time:iso} {host} {program:=proftpd}[{pid:digits}] {server}{?:?} {message}",
        "{time:month_name_year} [pid {pid:digits}] [{user}] {message:here}{status:=OK|FAIL} {action:text}: Client \"{client}\"{_:rest}",
        "{time:month_name_year} [pid {pid:digits}] {?[{user}] ?}{message:here}{?{action:=CONNECT}: Client \"{client}\"?}{_:rest}",
        "{time:month_name_year} {secs:digits} {client} {size:digits} {message:here}{file:text} {type:=a|b} {flag:=C|U|T|_} {direction:=i|o|d} {mode:=a|g|r} {user} {service} {_:digits} {_} {status:=c|i}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 quay proftpd[812] quay (gull.example[192.0.2.9]): USER gull: Login successful",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "USER gull: Login successful",
        fields: &[("host", "quay"), ("pid", "812"), ("client", "192.0.2.9")],
    },
    Sample {
        text: "Thu Mar  4 05:06:07 2021 [pid 3] [gull] FAIL LOGIN: Client \"192.0.2.9\"",
        time: "2021-03-04T05:06:07Z",
        level: Level::Error,
        message: "FAIL LOGIN: Client \"192.0.2.9\"",
        fields: &[("pid", "3"), ("user", "gull"), ("status", "FAIL"), ("client", "192.0.2.9")],
    },
    Sample {
        text: "Thu Mar  4 05:06:08 2021 2 192.0.2.9 4096 /nest/map.txt b _ o r gull ftp 0 * c",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "/nest/map.txt b _ o r gull ftp 0 * c",
        fields: &[("file", "/nest/map.txt"), ("size", "4096"), ("user", "gull")],
    },
];
