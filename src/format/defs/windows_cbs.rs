//! Windows servicing logs (CBS, DISM): time, level and component in columns.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Windows servicing log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "windows_cbs",
        title: "Windows servicing log",
        definition_url: "https://learn.microsoft.com/en-us/troubleshoot/windows-client/installing-updates-features-roles/analyze-sfc-program-log-file-entries",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}, {level} {component:dotted} {message}",
        "{time:iso}\t~{pid:digits}\t~{thread:text}\t{component:dotted}\t{message}",
        "{time:iso} {pid:digits} {thread:digits} {component:=Agent|ComApi|Handler|Misc|Setup|Report|PT|DtaStor|DownloadManager|DnldMgr|EEHandler|IdleTimer|Shared|SLS|AutoUpdate|AU|ProtocolTalker|Driver|WuTask|Service|Metadata|DataStore|CDM} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2018-04-05 06:07:08, Warning               DEPOT    shelf 4 is bowed",
        time: "2018-04-05T06:07:08Z",
        level: Level::Warn,
        message: "shelf 4 is bowed",
        fields: &[("component", "DEPOT")],
    },
    Sample {
        text: "2018-04-05 06:07:09, Info                  DEPOT    counted",
        time: "2018-04-05T06:07:09Z",
        level: Level::Info,
        message: "counted",
        fields: &[("component", "DEPOT")],
    },
];
