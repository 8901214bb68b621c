//! How bad an entry says it is, and the words that say so.

/// Severity of an entry, mildest first; `Unknown` stands below all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Level {
    /// The entry does not say.
    #[default]
    Unknown = 0,
    /// Finest detail.
    Trace = 1,
    /// For developers.
    Debug = 2,
    /// Normal operation.
    Info = 3,
    /// Normal but worth noticing.
    Notice = 4,
    /// Something may go wrong.
    Warn = 5,
    /// Something went wrong.
    Error = 6,
    /// The program, or the service, cannot go on.
    Fatal = 7,
}

/// How many levels there are, `Unknown` among them.
pub const N_LEVELS: usize = 8;

impl Level {
    /// Every level, mildest first.
    pub const ALL: [Self; N_LEVELS] = [
        Self::Unknown,
        Self::Trace,
        Self::Debug,
        Self::Info,
        Self::Notice,
        Self::Warn,
        Self::Error,
        Self::Fatal,
    ];

    /// The level's own word, as it is printed and as a query names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Notice => "notice",
            Self::Warn => "warn",
            Self::Error => "error",
            Self::Fatal => "fatal",
        }
    }

    /// The bit that stands for this level in a set of levels.
    pub fn bit(self) -> u8 {
        1 << (self as u8)
    }
}
