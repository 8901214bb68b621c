//! Erlang's Lager, as Riak and others set it: a process after the level.

use crate::format::Sample;
use crate::format::spec::Spec;
use crate::level::Level;

/// Lager (Erlang).
pub(in crate::format) static FORMAT: Spec = Spec {
    id: "lager",
    title: "Lager (Erlang)",
    definition_url: "https://github.com/erlang-lager/lager#custom-formatting",
    is_general: false,
    patterns: &[
        "{time:iso} [{level}] <{pid}>@{source} {message}",
        "{time:iso} [{level}] {message:here}<{pid}> {_:rest}",
    ],
    samples: SAMPLES,
};

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2019-03-04 05:06:07.089 [info] <0.550.0>@pond_core:wait_for:483 Wait complete",
        time: "2019-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "Wait complete",
        fields: &[("pid", "0.550.0"), ("source", "pond_core:wait_for:483")],
    },
    Sample {
        text: "2019-03-04 05:06:07.089 [error] <0.7.0> Frog left 'pond@192.0.2.1'",
        time: "2019-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "<0.7.0> Frog left 'pond@192.0.2.1'",
        fields: &[("pid", "0.7.0")],
    },
];
