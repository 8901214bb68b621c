//! The cluster log of Ceph, and the logs of its daemons.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Ceph.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ceph",
        title: "Ceph",
        definition_url: "https://docs.ceph.com/en/latest/rados/troubleshooting/log-and-debug/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {node} {entity} {address} {sequence:digits} : {?{channel} ?}[{level:u3}] {message}",
        "{time:iso} {node} ({entity}) {sequence:digits} : {?{channel} ?}[{level:only,SEC=notice,DBG=debug,INF=info,WRN=warn,ERR=error}] {message}",
        "{time:iso} {thread} {priority:=-1|0|1|2|3|4|5|10|20} log_channel({channel}) log [{level:u3}] : {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089112 mon.burrow mon.0 192.0.2.5:6789/0 78 : cluster [WRN] hole 3 is full",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Warn,
        message: "hole 3 is full",
        fields: &[
            ("node", "mon.burrow"),
            ("entity", "mon.0"),
            ("address", "192.0.2.5:6789/0"),
            ("sequence", "78"),
            ("channel", "cluster"),
        ],
    },
    Sample {
        text: "2021-03-04T05:06:07.089112+0000 mon.burrow (mon.0) 79 : audit [SEC] badger asks",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Notice,
        message: "badger asks",
        fields: &[("node", "mon.burrow"), ("entity", "mon.0"), ("channel", "audit")],
    },
];
