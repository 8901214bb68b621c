//! Entries to times, levels, messages and fields.
//!
//! A format is a row of [`FORMATS`]. Detection scores all of them on a sample of a source and
//! makes a [`Plan`]: which formats, in which order, with the reason. A plan is all that a
//! worker needs to parse any part of the source, and gives the same entries for every part.

#![warn(clippy::indexing_slicing)]

mod access;
mod access_custom;
mod audit;
mod cef;
mod cri;
mod db2_diag;
mod defs;
pub mod detect;
pub mod example;
mod journal_verbose;
mod json;
mod lead;
mod logfmt;
mod marked;
mod mysql_slow;
mod names;
mod nginx_error;
mod own;
mod pairs;
mod parsed;
mod layout;
mod payload;
mod plan;
mod postgres;
mod prefixed;
mod request;
mod roles;
mod scan;
mod source_parser;
mod pattern;
mod svlogd;
mod syslog;
mod table;
mod text;

pub use detect::{detect, detect_told};
pub use lead::Lead;
pub use names::FieldNames;
pub use own::{MAX_FORMAT_FILE, OwnFormat, is_format_file};
pub use pattern::{PatternError, check as check_pattern};
pub use plan::{Plan, PlanFormat, Told};
pub use source_parser::SourceParser;

use serde::{Deserialize, Serialize};

use crate::level::Level;
use crate::time::{Assumptions, Stamp};
use crate::units::FieldId;

/// Every format, sorted by id; the last resort, `text`, is one of them.
pub static FORMATS: &[&dyn Format] = &[
    &access::Access,
    &access_custom::AccessCustom,
    &defs::activemq::FORMAT,
    &defs::airflow::FORMAT,
    &defs::airlift::FORMAT,
    &defs::ambari::FORMAT,
    &defs::android_logcat::FORMAT,
    &defs::ansible::FORMAT,
    &defs::apache_error::FORMAT,
    &defs::apt::FORMAT,
    &audit::Audit,
    &table::AWS_ELB,
    &table::AWS_S3,
    &table::AWS_VPC_FLOW,
    &defs::bind::FORMAT,
    &defs::cacti::FORMAT,
    &defs::capnslog::FORMAT,
    &defs::cassandra::FORMAT,
    &cef::Cef,
    &defs::ceph::FORMAT,
    &defs::cisco_ios::FORMAT,
    &defs::clickhouse::FORMAT,
    &defs::cockroachdb::FORMAT,
    &prefixed::CONTAINER_TIMES,
    &defs::couchdb::FORMAT,
    &cri::Cri,
    &table::Csv,
    &db2_diag::Db2Diag,
    &defs::dmesg::FORMAT,
    &prefixed::DOCKER_COMPOSE,
    &defs::dotnet_console::FORMAT,
    &defs::dovecot::FORMAT,
    &defs::elixir::FORMAT,
    &defs::envoy::FORMAT,
    &defs::envoy_access::FORMAT,
    &defs::erlang::FORMAT,
    &defs::esxi::FORMAT,
    &table::EXCHANGE,
    &defs::exim::FORMAT,
    &defs::fail2ban::FORMAT,
    &defs::ftpd::FORMAT,
    &defs::gearman::FORMAT,
    &prefixed::GITHUB_ACTIONS,
    &prefixed::GITLAB_RUNNER,
    &defs::glusterfs::FORMAT,
    &defs::go_log::FORMAT,
    &defs::hadoop::FORMAT,
    &defs::haproxy::FORMAT,
    &defs::hclog::FORMAT,
    &prefixed::HEROKU,
    &defs::jenkins::FORMAT,
    &journal_verbose::JournalVerbose,
    &defs::journald::FORMAT,
    &json::Json,
    &defs::kafka::FORMAT,
    &defs::klog::FORMAT,
    &prefixed::KUBECTL_PREFIX,
    &defs::leveled::FORMAT,
    &defs::log4j::FORMAT,
    &defs::logback::FORMAT,
    &prefixed::LOGCLI,
    &logfmt::Logfmt,
    &defs::macos_log::FORMAT,
    &defs::meraki::FORMAT,
    &defs::mikrotik::FORMAT,
    &defs::minecraft::FORMAT,
    &defs::modsecurity::FORMAT,
    &defs::mongodb::FORMAT,
    &defs::mssql_errorlog::FORMAT,
    &defs::mysql_error::FORMAT,
    &defs::mysql_general::FORMAT,
    &mysql_slow::MysqlSlow,
    &defs::nestjs::FORMAT,
    &nginx_error::NginxError,
    &defs::nginx_proxy_host::FORMAT,
    &defs::nginx_unit::FORMAT,
    &defs::nlog::FORMAT,
    &defs::node_log::FORMAT,
    &defs::npm::FORMAT,
    &defs::odoo::FORMAT,
    &defs::openldap::FORMAT,
    &defs::openvpn::FORMAT,
    &defs::oracle_alert::FORMAT,
    &defs::oracle_odl::FORMAT,
    &defs::oslo::FORMAT,
    &defs::pacman::FORMAT,
    &layout::InferredLayout,
    &defs::pgbouncer::FORMAT,
    &defs::php::FORMAT,
    &prefixed::PM2,
    &postgres::Postgres,
    &table::POSTGRES_CSV,
    &defs::proxmox::FORMAT,
    &defs::python_logging::FORMAT,
    &defs::rails::FORMAT,
    &defs::ray::FORMAT,
    &defs::redis::FORMAT,
    &defs::robot::FORMAT,
    &defs::ros::FORMAT,
    &defs::rspamd::FORMAT,
    &defs::ruby_logger::FORMAT,
    &defs::rust_log::FORMAT,
    &defs::samba::FORMAT,
    &defs::serilog::FORMAT,
    &defs::sidekiq::FORMAT,
    &defs::singlestore::FORMAT,
    &defs::spring_boot::FORMAT,
    &table::SQUID,
    &prefixed::STERN,
    &defs::supervisord::FORMAT,
    &svlogd::Svlogd,
    &syslog::Rfc3164,
    &syslog::Rfc5424,
    &defs::teamspeak::FORMAT,
    &text::Text,
    &defs::traffic_server::FORMAT,
    &defs::unbound::FORMAT,
    &defs::uvicorn::FORMAT,
    &defs::uwsgi::FORMAT,
    &defs::vertica::FORMAT,
    &table::W3c,
    &defs::weblogic::FORMAT,
    &defs::webmin::FORMAT,
    &defs::websphere::FORMAT,
    &defs::windows_cbs::FORMAT,
    &defs::zap::FORMAT,
    &table::Zeek,
];

/// The format with this id.
pub fn format_by_id(id: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().find(|format| format.id() == id).copied()
}

/// A piece of text that parsing found.
///
/// # Shape
/// Offsets below the entry's length point into the entry; from there on into
/// [`Parsed::unescaped`], for values that do not stand in the entry as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct TextRef {
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

/// What parsing found in one entry; made once and reused, so that the hot path does not allocate.
#[derive(Debug, Default)]
pub struct Parsed {
    /// When, if the entry says.
    pub time: Option<Stamp>,
    /// The entry has a time that 64-bit nanoseconds cannot hold.
    pub is_time_out_of_range: bool,
    /// How bad.
    pub level: Level,
    /// What it says, without the head; up to the end of the entry's last line.
    pub message: TextRef,
    /// Everything else that the head or the structure names, in the order of the text.
    pub fields: Vec<(FieldId, TextRef)>,
    /// Bytes of values that had to be unescaped.
    pub unescaped: Vec<u8>,
    /// Which of the interleaved streams of a carrier the message is of: a hash, 0 for the only one.
    pub stream: u32,
    /// The message goes on in the next of its stream, without a line end between.
    pub is_unfinished: bool,
}

/// Whether lines that do not start an entry of the format belong to the entry before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Every entry has a head; lines without one continue the entry before (log4j, syslog).
    Headed,
    /// Every line is an entry unless it looks like a continuation (JSON lines, access logs).
    Lines,
}

/// One of the ways in which entries of a format look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout<'d> {
    /// Below [`Format::n_layouts`].
    pub number: u16,
    /// What only the source tells, such as the columns of a table, as [`Format::details`] wrote it
    /// down; empty for most.
    pub detail: &'d str,
}

/// When detection asks a format, and for which lines it may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// At once, for all lines.
    First,
    /// At once; but what it says of a line, the line's general looks say as well.
    General,
    /// For the lines that are left, from which its layouts are inferred.
    Inferred,
    /// For what nothing else reads.
    Last,
}

/// Whether a format's messages may be entries of another format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// Never: the message is what a program had to say.
    Nothing,
    /// Maybe whole entries, where most messages are read as such.
    Entries,
    /// The lines of a program's output, one by one: entries may go over several messages.
    Lines,
}

/// One way to read entries: a row of the table of formats.
pub trait Format: Sync {
    /// Unique, `snake_case`.
    fn id(&self) -> &'static str;
    /// For people, in sentence case.
    fn title(&self) -> &'static str;
    /// Where the format is defined.
    fn definition_url(&self) -> &'static str;
    /// At least two entries with what they mean.
    fn samples(&self) -> &'static [Sample];
    /// How the entries of one of its layouts are framed.
    fn framing(&self, layout: Layout<'_>) -> Framing;
    /// How many layouts it knows, tried as if they were formats of their own.
    fn n_layouts(&self) -> u16 {
        1
    }
    /// Layouts of a sample that only the sample tells of: a number, and what is to be known of it.
    ///
    /// A format that has any is asked for these alone; the others have numbers only.
    fn details(&self, _lines: &[&[u8]]) -> Vec<(u16, String)> {
        (0..self.n_layouts()).map(|number| (number, String::new())).collect()
    }
    /// When detection asks a layout; all that a sample suggests are inferred, or the last, or none.
    fn turn(&self, _layout: Layout<'_>) -> Turn {
        Turn::First
    }
    /// Whether its messages may be entries of another format.
    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Nothing
    }
    /// Whether the source itself tells that it is written so, as a table does by its header: its
    /// rows then are no rows of anything else, whatever the cells look like.
    fn is_told(&self, _layout: Layout<'_>) -> bool {
        false
    }
    /// Whether `key=value` pairs within its messages become fields.
    fn has_pairs(&self) -> bool {
        false
    }
    /// Whether an entry may have parts with heads of their own: its parsers know them as
    /// [`Parser::continues`] says.
    fn has_parts(&self) -> bool {
        false
    }
    /// What entries of a layout begin with: detection asks its parser of no other lines.
    fn lead(&self, _layout: Layout<'_>) -> Lead {
        Lead::Any
    }
    /// An earlier layout that differs from this one in framing alone, if there is one: detection
    /// need not parse the same entries with both.
    fn reads_as(&self, _layout: Layout<'_>) -> Option<u16> {
        None
    }
    /// How much of an entry's text a layout fixes: decides between layouts that read a sample equally well.
    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        0
    }
    /// Makes a parser for one layout.
    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser>;
}

/// Reads entries of one layout of one format.
///
/// What it returns for an entry depends on that entry alone; what it keeps between calls
/// (a memoised date, the expected order of keys) may only make it faster.
pub trait Parser {
    /// Whether `line` (without its line end) starts an entry: a look at a few bytes, no parsing.
    fn starts(&mut self, line: &[u8]) -> bool;
    /// Whether `line` belongs to no entry because it tells about all of them: a header, a comment.
    fn is_aside(&self, _line: &[u8]) -> bool {
        false
    }
    /// Whether `line`, although it has a head, is a part of the entry before; see
    /// [`Format::has_parts`].
    fn continues(&mut self, _line: &[u8]) -> bool {
        false
    }
    /// Parses `entry` (whole, line ends inside kept, the last one cut off) into `out`, which
    /// arrives cleared, or returns false: then `out` may hold anything.
    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool;
}

/// An example of a format and what it means; each is a test.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The entry, lines joined by `\n`.
    pub text: &'static str,
    /// RFC 3339 in UTC with the digits of the source, or empty for no time.
    pub time: &'static str,
    /// The level.
    pub level: Level,
    /// The message.
    pub message: &'static str,
    /// Some of the fields.
    pub fields: &'static [(&'static str, &'static str)],
}

#[cfg(test)]
mod tests;
