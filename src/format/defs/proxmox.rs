//! The authentication log of Proxmox Backup Server.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Proxmox.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "proxmox",
        title: "Proxmox",
        definition_url: "https://pbs.proxmox.com/docs/user-management.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}: {message:here}authentication failure; rhost=[{client}]:{client_port:digits} user={_} msg={reason:rest}",
        "{time:iso}: {message:here}successful auth for user '{user}'{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07+01:00: authentication failure; rhost=[192.0.2.8]:4080 user=vole@barn msg=no such vole here.",
        time: "2021-03-04T04:06:07Z",
        level: Level::Unknown,
        message: "authentication failure; rhost=[192.0.2.8]:4080 user=vole@barn msg=no such vole here.",
        fields: &[
            ("client", "192.0.2.8"),
            ("client_port", "4080"),
            ("user", "vole@barn"),
            ("reason", "no such vole here."),
        ],
    },
    Sample {
        text: "2021-03-04T05:06:08+01:00: successful auth for user 'vole@barn'",
        time: "2021-03-04T04:06:08Z",
        level: Level::Unknown,
        message: "successful auth for user 'vole@barn'",
        fields: &[("user", "vole@barn")],
    },
];
