//! Sentences of programs that log through syslog; their variable parts become fields.
//!
//! Only those that a program's definition fixes and that people ask about: who logged in from where,
//! which queue, which lease. The message stays whole.

use crate::format::pattern::Sentence;
use crate::format::{FieldNames, Parsed, TextRef};
use crate::time::{Assumptions, TimeParser};

/// Which program it is, as far as its sentences are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaker {
    Sshd,
    Sudo,
    Su,
    Cron,
    Postfix,
    Dovecot,
    Named,
    Dhcpd,
    Kernel,
    Ftp,
}

impl Speaker {
    /// The program of this name, without the path before it and the service after it.
    fn of(name: &[u8]) -> Option<Self> {
        let name = match memchr::memrchr(b'/', name) {
            Some(_) if name.starts_with(b"postfix") => b"postfix",
            Some(slash) => name.get(slash + 1..)?,
            None => name,
        };
        Some(match name {
            b"sshd" | b"sshd-session" | b"sshd-auth" => Self::Sshd,
            b"sudo" => Self::Sudo,
            b"su" => Self::Su,
            b"cron" | b"crond" | b"CRON" | b"CROND" => Self::Cron,
            b"postfix" => Self::Postfix,
            b"dovecot" => Self::Dovecot,
            b"named" => Self::Named,
            b"dhcpd" => Self::Dhcpd,
            b"kernel" => Self::Kernel,
            b"proftpd" | b"pure-ftpd" | b"vsftpd" => Self::Ftp,
            _ => return None,
        })
    }

    /// Its sentences; the first that fits is taken.
    ///
    /// # Source
    /// OpenSSH's `auth.c`, `auth2.c` and `packet.c`; the manual pages of sudo, cron and Postfix'
    /// `cleanup`; Dovecot's `login_log_format`; BIND's "Logging Channels"; ISC DHCP's `dhcp.c`.
    fn sentences(self) -> &'static [&'static str] {
        match self {
            Self::Sshd => &[
                "Accepted {method} for {user:text} from {client} port {client_port:digits}{? ssh2: {key_type} {key}?}{_:rest}",
                "Failed {method} for {?invalid user ?}{user:text} from {client} port {client_port:digits}{_:rest}",
                "Invalid user {user:text} from {client}{? port {client_port:digits}?}{_:rest}",
                "Connection {_:=closed|reset} by {?{_:=authenticating|invalid} user {user:text} ?}{client} port {client_port:digits}{_:rest}",
                "Disconnected from {?{?{_:=authenticating|invalid} ?}user {user:text} ?}{client} port {client_port:digits}{_:rest}",
                "Received disconnect from {client} port {client_port:digits}:{code:digits}: {reason:rest}",
                "Connection from {client} port {client_port:digits}{_:rest}",
                "User {user:text} from {client} not allowed because {reason:rest}",
                "pam_unix({_}): session {action:=opened|closed} for user {user}{_:rest}",
            ],
            Self::Sudo => &["{user} : {_:text}COMMAND={command:rest}"],
            Self::Su => &["(to {target}) {user} on {tty}"],
            Self::Cron => &["({user}) CMD ({command:last})"],
            Self::Postfix => &[
                "{queue_id:code}: client={client_name}[{client}]{_:rest}",
                "{queue_id:code}: {_:rest}",
                "{_:=connect|disconnect} from {client_name}[{client}]{_:rest}",
                "NOQUEUE: {action}: {command} from {client_name}[{client}]: {reason:rest}",
            ],
            Self::Dovecot => {
                &["{protocol}-login: {event:text}: {_:rest}", "{protocol}({user}){_:rest}"]
            }
            Self::Named => &["client {?@{_} ?}{client}#{client_port:digits} ({name}): {_:rest}"],
            Self::Dhcpd => &[
                "{type:=DHCPDISCOVER|DHCPINFORM} from {mac} {?({hostname}) ?}via {interface}{_:rest}",
                "{type:=DHCPREQUEST|DHCPDECLINE|DHCPRELEASE} {_:=for|of} {ip} {?({server}) ?}from {mac} {?({hostname}) ?}{_:rest}",
                "{type:=DHCPOFFER|DHCPACK|DHCPNAK} on {ip} to {mac} {?({hostname}) ?}via {interface}{_:rest}",
            ],
            Self::Kernel => &["[~{uptime:decimal}] {_:rest}"],
            Self::Ftp => &[
                "({user}@{client}) {_:rest}",
                "{_} ({client_name}[{client}]){_:rest}",
                "[{user}] {status:=OK|FAIL} {action}: Client \"{client}\"{_:rest}",
            ],
        }
    }
}

/// The sentences of the programs seen so far.
pub(in crate::format) struct Programs {
    known: Vec<(Speaker, Vec<Sentence>)>,
    times: TimeParser,
}

impl Programs {
    pub(in crate::format) fn new(assumptions: Assumptions) -> Self {
        Self { known: Vec::new(), times: TimeParser::new(assumptions) }
    }

    /// Adds the fields of the message, if it is one of the known sentences of `program`.
    pub(in crate::format) fn add_fields(
        &mut self,
        program: TextRef,
        entry: &[u8],
        names: &mut FieldNames,
        out: &mut Parsed,
    ) {
        let at = out.message.start as usize;
        // Names end before the message: both stand in the entry.
        let Some(speaker) = Speaker::of(out.text(entry, program)).filter(|_| at < entry.len())
        else {
            return;
        };
        let known = self.known.iter().position(|(known, _)| *known == speaker);
        let place = known.unwrap_or_else(|| {
            let patterns = speaker.sentences().iter();
            let compiled = patterns.map(|pattern| Sentence::new(pattern, names)).collect();
            self.known.push((speaker, compiled));
            self.known.len() - 1
        });
        let Self { known, times } = self;
        if let Some((_, sentences)) = known.get(place) {
            let _ = sentences.iter().any(|sentence| sentence.read(entry, at, times, out));
        }
    }
}
