//! User-defined formats: a name and a pattern, kept in a small file.

use serde::{Deserialize, Serialize};

use super::{check_pattern, format_by_id};

/// The version of the file format that this program reads and writes.
const VERSION: u64 = 1;
/// The member that marks a file as one of these and holds the version.
const MARK: &str = "logscry_format";
/// The largest such file, in bytes.
pub const MAX_FORMAT_FILE: usize = 64 << 10;
/// The longest name, in characters.
const MAX_NAME: usize = 60;

/// A user-defined format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFormat {
    /// What people and queries call it.
    pub name: String,
    /// Its pattern.
    pub pattern: String,
    /// The line it was made from; may be empty.
    #[serde(default)]
    pub example: String,
}

#[derive(Deserialize)]
struct File {
    name: Option<String>,
    pattern: Option<String>,
    #[serde(default)]
    example: String,
}

/// Whether a file is one of these, valid or not; such a file is never read as a log.
///
/// # Cost
/// None for a file that does not begin like a small JSON object.
pub fn is_format_file(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if bytes.len() > MAX_FORMAT_FILE || head.first() != Some(&b'{') {
        return false;
    }
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(head) else {
        // One that was edited and broken: the mark comes first as it is written.
        let inside = head.get(1..).unwrap_or_default().trim_ascii_start();
        return inside.strip_prefix(b"\"").is_some_and(|name| name.starts_with(MARK.as_bytes()));
    };
    value.get(MARK).is_some()
}

impl OwnFormat {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| format!("the format file is not valid JSON: {error}"))?;
        match value.get(MARK) {
            None => return Err(format!("this is not a format file: it has no {MARK:?}")),
            Some(version) if version.as_u64() == Some(VERSION) => {}
            Some(version) => {
                return Err(format!(
                    "the format file has version {version}, and this program reads version \
                     {VERSION}; a newer program may read it"
                ));
            }
        }
        let File { name, pattern, example } = serde_json::from_value(value)
            .map_err(|error| format!("the format file has a mistake: {error}"))?;
        let missing = |what| format!("the format file has no {what:?}");
        let format = Self {
            name: name.ok_or_else(|| missing("name"))?,
            pattern: pattern.ok_or_else(|| missing("pattern"))?,
            example,
        };
        format.check()?;
        Ok(format)
    }

    /// The text of its file.
    pub fn to_json(&self) -> String {
        let Self { name, pattern, example } = self;
        let [name, pattern, example] =
            [name, pattern, example].map(|text| serde_json::Value::from(text.as_str()));
        format!(
            "{{\n  \"{MARK}\": {VERSION},\n  \"name\": {name},\n  \"pattern\": {pattern},\n  \
             \"example\": {example}\n}}\n"
        )
    }

    /// Whether it may be used.
    ///
    /// # Errors
    /// What is wrong with its name or its pattern, in a sentence.
    pub fn check(&self) -> Result<(), String> {
        check_name(&self.name)?;
        check_pattern(&self.pattern)
            .map_err(|error| format!("the pattern of {:?} cannot be used: {error}", self.name))
    }
}

/// Names are used in queries, alongside the ids of all other formats.
fn check_name(name: &str) -> Result<(), String> {
    let is_in = |char: char| char.is_alphanumeric() || " _.-".contains(char);
    let is_whole = !name.is_empty() && name.trim() == name && name.chars().count() <= MAX_NAME;
    if !is_whole || !name.chars().all(is_in) {
        return Err(format!(
            "{name:?} cannot be a format's name: use letters, digits, spaces and _ . -, \
             {MAX_NAME} characters at most"
        ));
    }
    match format_by_id(&name.to_ascii_lowercase()) {
        Some(known) => Err(format!("{name:?} is the name of a built-in format: {}", known.title())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate() -> OwnFormat {
        OwnFormat {
            name: "gate log".to_owned(),
            pattern: "{time:iso} {{}{level}} {message}".to_owned(),
            example: "2026-01-02 03:04:05 {WARN} \"open\" \\ 日志".to_owned(),
        }
    }

    #[test]
    fn a_file_gives_back_what_it_was_made_of() {
        let text = gate().to_json();
        assert!(is_format_file(text.as_bytes()), "{text}");
        assert_eq!(OwnFormat::from_json(&text), Ok(gate()));
        assert_eq!(OwnFormat::from_json(&format!("\u{FEFF}{text}")), Ok(gate()));
    }

    #[test]
    fn logs_are_no_files_of_formats() {
        for text in [
            "",
            "{",
            "{\"level\":\"info\",\"msg\":\"logscry_format\"}",
            "logscry_format",
            "[\"logscry_format\"]",
            "2026-01-02 {\"logscry_format\":1}",
        ] {
            assert!(!is_format_file(text.as_bytes()), "{text}");
        }
        let long = format!("{{\"{MARK}\":1,\"x\":\"{}\"}}", "y".repeat(MAX_FORMAT_FILE));
        assert!(!is_format_file(long.as_bytes()));
    }

    #[track_caller]
    fn check_error(text: &str, sentence: &str) {
        assert!(is_format_file(text.as_bytes()), "{text}");
        assert_eq!(OwnFormat::from_json(text).expect_err(text), sentence);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_in_a_sentence() {
        check_error(
            "{\"logscry_format\": 2, \"name\": \"a\", \"pattern\": \"{time}\"}",
            "the format file has version 2, and this program reads version 1; a newer program may read it",
        );
        check_error(
            "{\"logscry_format\": 1, \"pattern\": \"{time}\"}",
            "the format file has no \"name\"",
        );
        check_error(
            "{\"logscry_format\": 1, \"name\": \"a\"}",
            "the format file has no \"pattern\"",
        );
        check_error(
            "{\"logscry_format\": 1, \"name\": \"a\", \"pattern\": \"{time} {x:y}\"}",
            "the pattern of \"a\" cannot be used: there is no field class y",
        );
        check_error(
            "{\"logscry_format\": 1, \"name\": \"a\\u0000\", \"pattern\": \"{time} {message}\"}",
            "\"a\\0\" cannot be a format's name: use letters, digits, spaces and _ . -, 60 characters at most",
        );
        check_error(
            "{\"logscry_format\": 1, \"name\": \"JSON\", \"pattern\": \"{time} {message}\"}",
            "\"JSON\" is the name of a built-in format: JSON",
        );
        let broken = "{\"logscry_format\": 1,";
        assert!(is_format_file(broken.as_bytes()));
        let error = OwnFormat::from_json(broken).expect_err("it is cut");
        assert!(error.starts_with("the format file is not valid JSON: "), "{error}");
    }
}
