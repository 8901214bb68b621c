//! The log of Terraform, Vault, Consul and Nomad.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `HashiCorp`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "hclog",
        title: "HashiCorp",
        definition_url: "https://github.com/hashicorp/go-hclog",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} [{level}]~{logger:dotted}: {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089Z [WARN]  core.cellar: door ajar: width=3",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "door ajar: width=3",
        fields: &[("logger", "core.cellar"), ("width", "3")],
    },
    Sample {
        text: "2021-03-04T05:06:07.090+0100 [INFO]  agent: ready",
        time: "2021-03-04T04:06:07.090Z",
        level: Level::Info,
        message: "ready",
        fields: &[("logger", "agent")],
    },
];
