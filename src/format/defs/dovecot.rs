//! Log files written by Dovecot itself: a process, perhaps with its user and session.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Dovecot.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "dovecot",
        title: "Dovecot",
        definition_url: "https://doc.dovecot.org/2.3/admin_manual/logging/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} {process:=master|auth|auth-worker|imap|imap-login|pop3|pop3-login|lmtp|lda|config|log|anvil|stats|managesieve|managesieve-login|doveadm|indexer|indexer-worker|dict|submission|submission-login|replicator|aggregator}{?({user:text})?}{?<{pid:digits}>?}{?<{session:text}>?}: {level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Mar 04 05:06:07 imap(mole)<71><q7>: Error: hill is locked",
        time: "2025-03-04T05:06:07Z",
        level: Level::Error,
        message: "hill is locked",
        fields: &[("process", "imap"), ("user", "mole")],
    },
    Sample {
        text: "2021-03-04 05:06:07 imap-login: Info: Login: user=<mole>, rip=192.0.2.7",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "Login: user=<mole>, rip=192.0.2.7",
        fields: &[("process", "imap-login"), ("user", "mole")],
    },
];
