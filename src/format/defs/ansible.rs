//! The log file of Ansible.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Ansible.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ansible",
        title: "Ansible",
        definition_url: "https://docs.ansible.com/ansible/latest/reference_appendices/config.html#default-log-path",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} p={pid:digits} u={user} {?n={name} ?}{?{level}?}~| {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 p=812 u=miller n=ansible | TASK [oil the wheel] ***",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "TASK [oil the wheel] ***",
        fields: &[("pid", "812"), ("user", "miller")],
    },
    Sample {
        text: "2021-03-04 05:06:08,089 p=812 u=miller n=ansible WARNING| wheel squeaks",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Warn,
        message: "wheel squeaks",
        fields: &[("name", "ansible")],
    },
];
