//! The log of SUSE's package manager: the number of a level, host and process, group, and the place in the program.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `libzypp` and `YaST`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "zypp",
        title: "Zypper and YaST",
        definition_url: "https://github.com/openSUSE/libzypp/blob/master/zypp-logic/zypp-core/base/Logger.h",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} <{level:only,0=debug,1=info,2=warn,3=error,5=error}> {host}({pid:digits}) [{component}] {file:dotted}({function:text}):{line:digits} {message}",
        "{time:iso} <{_:digits}> {host}({pid:digits}) [{component}] {file:dotted}({function:text}):{line:digits} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06 <3> quay(812) [zypp::crate] Crate.cc(open):77 The crate is nailed shut",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "The crate is nailed shut",
        fields: &[
            ("host", "quay"),
            ("pid", "812"),
            ("component", "zypp::crate"),
            ("file", "Crate.cc"),
            ("function", "open"),
            ("line", "77"),
        ],
    },
    Sample {
        text: "2024-02-03 04:05:07 <1> quay(812) [zypper] main.cc(main):9 ===== Hi, me crate",
        time: "2024-02-03T04:05:07Z",
        level: Level::Info,
        message: "===== Hi, me crate",
        fields: &[("component", "zypper")],
    },
    Sample {
        text: "2024-02-03 04:05:08 <4> quay(812) [zypp] Crate.cc(seal):79 sealed",
        time: "2024-02-03T04:05:08Z",
        level: Level::Unknown,
        message: "sealed",
        fields: &[("line", "79")],
    },
];
