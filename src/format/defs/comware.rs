//! The messages of network devices whose systems come from one house: module, severity and mnemonic between slashes.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Huawei VRP, H3C Comware and HPE.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "comware",
        title: "Huawei VRP and H3C Comware",
        definition_url: "https://support.huawei.com/enterprise/en/doc/EDOC1100086962",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "%{?@{_:digits}%?}{time:month_name_year} {host} {?%%{_:digits}?}{module}/{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}/{mnemonic}: {message}",
        "{?*?}{time:month_name_year,month_name,iso} {host} %%{_:digits}{module}/{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}/{mnemonic}({_})[{sequence:digits}]:{message}",
        // Newer systems of Huawei count no messages, but name the component.
        "{?*?}{time:month_name_year,month_name,iso} {host} %%{_:digits}{module}/{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}/{mnemonic}({_}):{message}",
        // To syslog.
        "{?<{_:digits}>?}{time:month_name_year,month_name,iso} {host} %%{_:digits}{module}/{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}/{mnemonic}: {message}",
        // Traps of Huawei.
        "{?*?}{time:month_name_year,month_name,iso} {host} {module:dotted}/{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}/{mnemonic:dotted}:{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "%Mar  4 05:06:07:089 2021 weir BRIDGE/3/PLANK_DOWN: Plank 7 is missing",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "Plank 7 is missing",
        fields: &[("host", "weir"), ("module", "BRIDGE"), ("mnemonic", "PLANK_DOWN")],
    },
    Sample {
        text: "Mar  4 2021 05:06:08+01:00 weir %%01BRIDGE/5/PLANK_UP(l)[12]:Plank 7 is laid",
        time: "2021-03-04T04:06:08Z",
        level: Level::Notice,
        message: "Plank 7 is laid",
        fields: &[("host", "weir"), ("mnemonic", "PLANK_UP"), ("sequence", "12")],
    },
    Sample {
        text: "2021-03-04 05:06:09+08:00 weir %%01BRIDGE/2/plank_lost(l):CID=0x807a0405;Plank 8 is gone",
        time: "2021-03-03T21:06:09Z",
        level: Level::Fatal,
        message: "CID=0x807a0405;Plank 8 is gone",
        fields: &[("host", "weir"), ("module", "BRIDGE"), ("mnemonic", "plank_lost")],
    },
    Sample {
        text: "%@812%Mar  4 05:06:07:089 2021 weir BRIDGE/6/PLANK_WET: Plank 7 is wet",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "Plank 7 is wet",
        fields: &[("mnemonic", "PLANK_WET")],
    },
];
