//! The messages of network devices without a syslog head: `%FACILITY-SEVERITY-MNEMONIC`.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Cisco IOS, and ASA with its own time and name.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "cisco_ios",
        title: "Cisco IOS and ASA",
        definition_url: "https://www.cisco.com/c/en/us/td/docs/routers/access/wireless/software/guide/SysMsgLogging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:month_name,month_name_year}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "*{time:month_name,month_name_year}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "{sequence:digits}: {time:month_name,month_name_year}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "{sequence:digits}: *{time:month_name,month_name_year}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "{time:day_month_name} {host} {?%$ VDC-{_:digits} %$ ?}%{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "{time:month_name_year} {host} : %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "~: {time:day_month_name}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        // As the device sends it: a priority, a number and perhaps its name.
        "<{_:digits}>{sequence:digits}: {?*?}{time:month_name,month_name_year}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        "<{_:digits}>{sequence:digits}: {host}: {?*?}{time:month_name,month_name_year}: %{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        // Facilities in two words.
        "{?*?}{time:month_name,month_name_year}: %{facility}-{subfacility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
        // IOS XR, which says where.
        "{node}:{time:month_name,month_name_year,day_month_name}{?:?} {?: ?}{process}[{pid:digits}]: %{facility}-{subfacility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic} : {message}",
        "%{facility}-{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}-{mnemonic}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "*Mar  4 05:06:07.089: %BRIDGE-3-DOWN: Plank 7 is missing",
        time: "2025-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "Plank 7 is missing",
        fields: &[("facility", "BRIDGE"), ("mnemonic", "DOWN")],
    },
    Sample {
        text: "000412: Mar  4 05:06:08.089 UTC: %BRIDGE-5-UP: Plank 7 is laid",
        time: "2025-03-04T05:06:08.089Z",
        level: Level::Notice,
        message: "Plank 7 is laid",
        fields: &[("sequence", "000412"), ("mnemonic", "UP")],
    },
    Sample {
        text: "Mar 04 2025 05:06:09 weir : %BRIDGE-6-302013: Built plank 8",
        time: "2025-03-04T05:06:09Z",
        level: Level::Info,
        message: "Built plank 8",
        fields: &[("host", "weir"), ("facility", "BRIDGE"), ("mnemonic", "302013")],
    },
    Sample {
        text: "RP/0/RSP0/CPU0:Mar  4 05:06:07.089 UTC: ifmgr[268]: %BRIDGE-PLANK-3-UPDOWN : Plank 7 is down",
        time: "2025-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "Plank 7 is down",
        fields: &[
            ("node", "RP/0/RSP0/CPU0"),
            ("process", "ifmgr"),
            ("pid", "268"),
            ("facility", "BRIDGE"),
            ("subfacility", "PLANK"),
            ("mnemonic", "UPDOWN"),
        ],
    },
    Sample {
        text: ": 2025 Mar  4 05:06:08 UTC: %BRIDGE-5-UP: Plank 7 is up",
        time: "2025-03-04T05:06:08Z",
        level: Level::Notice,
        message: "Plank 7 is up",
        fields: &[("facility", "BRIDGE")],
    },
    Sample {
        text: "<189>123: weir: Mar  4 05:06:08.089 UTC: %BRIDGE-5-UP: Plank 9 is laid",
        time: "2025-03-04T05:06:08.089Z",
        level: Level::Notice,
        message: "Plank 9 is laid",
        fields: &[("sequence", "123"), ("host", "weir")],
    },
];
