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

    /// The level that a word means, in any case: the words and abbreviations that loggers print.
    ///
    /// Single letters are left to [`from_letter`](Self::from_letter): on their own they mean too much.
    pub fn from_word(word: &[u8]) -> Option<Self> {
        if !(2..=MAX_WORD).contains(&word.len()) {
            return None;
        }
        // The ones that nearly every entry has; the long list compares texts.
        if let Some((level, len)) = Self::usual_head(word)
            && len == word.len()
        {
            return Some(level);
        }
        let mut lower = [0; MAX_WORD];
        for (to, from) in lower.iter_mut().zip(word) {
            *to = from | 0x20;
        }
        let level = match lower.get(..word.len())? {
            b"trace" | b"trc" | b"trce" | b"verbose" | b"verb" | b"vrb" | b"finest" | b"finer"
            | b"silly" | b"spam" | b"trac" | b"blat" | b"trace1" | b"trace2" | b"trace3"
            | b"trace4" | b"trace5" | b"trace6" | b"trace7" | b"trace8" => Self::Trace,
            b"debug" | b"dbg" | b"dbug" | b"debg" | b"fine" | b"deb" | b"debug1" | b"debug2"
            | b"debug3" | b"debug4" | b"debug5" | b"debu" | b"ddebug" | b"subdebug" | b"config" => {
                Self::Debug
            }
            b"info" | b"inf" | b"information" | b"informational" | b"informative" | b"log"
            | b"default" => Self::Info,
            b"notice" | b"noti" | b"note" | b"ntc" | b"notic" | b"success" | b"lifecycle" => {
                Self::Notice
            }
            b"warn" | b"warning" | b"wrn" | b"warnin" => Self::Warn,
            b"error" | b"err" | b"eror" | b"erro" | b"errr" | b"severe" | b"failure"
            | b"errors" | b"fail" => Self::Error,
            b"fatal" | b"ftl" | b"fatl" | b"fata" | b"critical" | b"crit" | b"crt" | b"alert"
            | b"alrt" | b"aler" | b"emer" | b"emerg" | b"emergency" | b"emrg" | b"panic"
            | b"dpanic" | b"pani" | b"pnc" | b"cri" => Self::Fatal,
            word => return Self::from_foreign_word(word),
        };
        Some(level)
    }

    /// What `java.util.logging` and others print where their users do not speak English.
    #[cold]
    fn from_foreign_word(lower: &[u8]) -> Option<Self> {
        Some(match lower {
            b"konfig" | b"fein" => Self::Debug,
            b"infos" | b"informazioni" | b"informacion" | b"informatie" | b"informacja" => {
                Self::Info
            }
            b"hinweis" => Self::Notice,
            b"warnung" | b"avertissement" | b"avvertenza" | b"avviso" | b"advertencia"
            | b"aviso" | b"waarschuwing" | b"varning" | b"advarsel" | b"ostrzezenie" => Self::Warn,
            b"fehler" | b"schwerwiegend" | b"erreur" | b"grave" | b"errore" | b"fout" | b"blad"
            | b"ernstig" => Self::Error,
            b"kritisch" | b"critique" | b"critico" | b"kritiek" => Self::Fatal,
            _ => return None,
        })
    }

    /// The level whose word in another script, or with accents, begins `text`, and its length.
    ///
    /// # Source
    /// The names that the JDK's `sun.util.logging.resources` has in Chinese, Japanese, Korean,
    /// Portuguese and Spanish.
    #[cold]
    pub fn accented_word(text: &[u8]) -> Option<(Self, usize)> {
        const WORDS: [(&str, Level); 21] = [
            ("信息", Level::Info),
            ("資訊", Level::Info),
            ("情報", Level::Info),
            ("정보", Level::Info),
            ("INFORMACIÓN", Level::Info),
            ("INFORMAÇÕES", Level::Info),
            ("警告", Level::Warn),
            ("경고", Level::Warn),
            ("ADVERTÊNCIA", Level::Warn),
            ("严重", Level::Error),
            ("嚴重", Level::Error),
            ("重大", Level::Error),
            ("致命的", Level::Error),
            ("심각", Level::Error),
            ("配置", Level::Debug),
            ("構成", Level::Debug),
            ("구성", Level::Debug),
            ("详细", Level::Debug),
            ("詳細", Level::Debug),
            ("普通", Level::Debug),
            ("자세히", Level::Debug),
        ];
        let is_letter = |byte: &&u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        let len = text.iter().take(20).take_while(is_letter).count();
        let word = text.get(..len)?;
        let known = WORDS.iter().find(|(known, _)| known.as_bytes() == word);
        known.map(|&(_, level)| (level, len))
    }

    /// The level that the value of a field means which says how bad something is: a word for a
    /// level, a rating, an outcome; blanks around it do not count.
    pub fn from_rating(text: &[u8]) -> Option<Self> {
        if let Some((level, _)) = Self::usual_head(text).filter(|(_, len)| *len == text.len()) {
            return Some(level);
        }
        let text = text.trim_ascii();
        if let Some(level) = Self::from_word(text) {
            return Some(level);
        }
        let is_one_of = |words: &[&[u8]]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is_one_of(&[b"low", b"success", b"successful", b"succeeded", b"ok", b"passed", b"none"])
        {
            Some(Self::Info)
        } else if is_one_of(&[b"medium", b"moderate"]) {
            Some(Self::Warn)
        } else if is_one_of(&[b"high", b"important", b"failed"]) {
            Some(Self::Error)
        } else {
            // Go's slog names what lies between two levels `INFO+1`, `ERROR-2`.
            let sign = memchr::memchr2(b'+', b'-', text)?;
            let number = text.get(sign + 1..)?;
            let is_number =
                (1..=3).contains(&number.len()) && number.iter().all(u8::is_ascii_digit);
            if is_number { Self::from_word(text.get(..sign)?) } else { None }
        }
    }

    /// The level that one of the commonest words at the start of `text` means, and the word's
    /// length: what [`from_word`](Self::from_word) would say of that word, at once.
    #[inline]
    pub fn usual_word(text: &[u8]) -> Option<(Self, usize)> {
        let (level, len) = Self::usual_head(text)?;
        (!text.get(len).is_some_and(u8::is_ascii_alphanumeric)).then_some((level, len))
    }

    /// The level that the first letters of `text` mean if they are one of the commonest words.
    #[inline]
    fn usual_head(text: &[u8]) -> Option<(Self, usize)> {
        const fn word(letters: [u8; 4]) -> u32 {
            u32::from_le_bytes(letters)
        }
        let head = word(*text.first_chunk()?) | word([0x20; 4]);
        let fifth = text.get(4).map(|letter| letter | 0x20);
        if head == word(*b"info") {
            return Some((Self::Info, 4));
        }
        if head == word(*b"warn") {
            return Some((Self::Warn, 4));
        }
        if head == word(*b"erro") && fifth == Some(b'r') {
            return Some((Self::Error, 5));
        }
        if head == word(*b"debu") && fifth == Some(b'g') {
            return Some((Self::Debug, 5));
        }
        (head == word(*b"trac") && fifth == Some(b'e')).then_some((Self::Trace, 5))
    }

    /// The level that a capital letter means in layouts that shorten it to one.
    pub fn from_letter(letter: u8) -> Option<Self> {
        match letter {
            b'T' | b'V' => Some(Self::Trace),
            b'D' => Some(Self::Debug),
            b'I' => Some(Self::Info),
            b'N' => Some(Self::Notice),
            b'W' => Some(Self::Warn),
            b'E' => Some(Self::Error),
            b'F' | b'A' | b'C' => Some(Self::Fatal),
            _ => None,
        }
    }

    /// The level of a syslog severity, 0 to 7 (RFC 5424, section 6.2.1).
    pub fn from_syslog_severity(severity: u8) -> Option<Self> {
        match severity {
            0..=2 => Some(Self::Fatal),
            3 => Some(Self::Error),
            4 => Some(Self::Warn),
            5 => Some(Self::Notice),
            6 => Some(Self::Info),
            7 => Some(Self::Debug),
            _ => None,
        }
    }

    /// The level of a number as bunyan and pino count: 10 trace to 60 fatal, numbers between belong to the one below.
    pub fn from_tens(number: u32) -> Option<Self> {
        match number {
            10..20 => Some(Self::Trace),
            20..30 => Some(Self::Debug),
            30..40 => Some(Self::Info),
            40..50 => Some(Self::Warn),
            50..60 => Some(Self::Error),
            60..100 => Some(Self::Fatal),
            _ => None,
        }
    }

    /// The level of an HTTP status: 5xx error, 4xx warn, the rest info.
    pub fn from_http_status(status: u32) -> Option<Self> {
        match status {
            500..600 => Some(Self::Error),
            400..500 => Some(Self::Warn),
            100..400 => Some(Self::Info),
            _ => None,
        }
    }
}

/// Length of the longest level word, "informational".
const MAX_WORD: usize = 13;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_knows_its_own_name_in_any_case() {
        for level in Level::ALL.into_iter().filter(|&level| level != Level::Unknown) {
            assert_eq!(Level::from_word(level.name().as_bytes()), Some(level));
            assert_eq!(Level::from_word(level.name().to_uppercase().as_bytes()), Some(level));
        }
    }

    #[test]
    fn words_of_other_scripts_are_whole_words() {
        let level = |text: &str| Level::accented_word(text.as_bytes());
        assert_eq!(level("\u{8b66}\u{544a}: x"), Some((Level::Warn, 6)));
        assert_eq!(level("INFORMACI\u{d3}N: x"), Some((Level::Info, 12)));
        assert_eq!(level("\u{8b66}\u{544a}\u{8b66}: x"), None);
        assert_eq!(level("INFO"), None);
    }

    #[test]
    fn letters_and_strange_words_are_no_level_words() {
        for word in ["", "E", "informationally", "errand", "warnings of old"] {
            assert_eq!(Level::from_word(word.as_bytes()), None);
        }
    }
}
