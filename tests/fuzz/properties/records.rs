//! Bytes as if they were an export whose records are not lines.

use super::choices::Choices;
use super::decoding::check_codecs;

pub(crate) fn check(choices: Choices<'_>) {
    check_codecs(&["octet_counted", "journal_export", "json_records", "xml_records"], choices);
}
