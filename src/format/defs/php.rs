//! The error log of PHP.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// PHP.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "php",
        title: "PHP",
        definition_url: "https://www.php.net/manual/en/errorfunc.configuration.php#ini.error-log",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:day_month_name-}{? {zone:dotted}?}] PHP {level:only,Fatal error=fatal,Parse error=fatal,Core error=fatal,Compile error=fatal,Catchable fatal error=error,Recoverable fatal error=error,Warning=warn,Notice=notice,Deprecated=notice,Strict Standards=notice}: {message}",
        "[{time:day_month_name-}{? {zone:dotted}?}] {level:NOTICE=notice}: {?[pool {pool}] ?}{message}",
        "[{time:day_month_name-}{? {zone:dotted}?}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[04-Mar-2021 05:06:07 UTC] PHP Parse error:  hoof before horse in /barn/foal.php on line 3",
        time: "2021-03-04T05:06:07Z",
        level: Level::Fatal,
        message: "hoof before horse in /barn/foal.php on line 3",
        fields: &[],
    },
    Sample {
        text: "[04-Mar-2021 05:06:08 Europe/Vaduz] PHP Notice:  hay left over",
        time: "2021-03-04T04:06:08Z",
        level: Level::Notice,
        message: "hay left over",
        fields: &[],
    },
    Sample {
        text: "[04-Mar-2021 05:06:09] WARNING: [pool barn] child 7 naps",
        time: "2021-03-04T05:06:09Z",
        level: Level::Warn,
        message: "child 7 naps",
        fields: &[("pool", "barn")],
    },
];
