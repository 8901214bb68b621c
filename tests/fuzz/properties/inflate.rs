//! Bytes as if they were packed, whether or not they are.

use super::choices::Choices;
use super::decoding::check_codecs;

pub(crate) fn check(choices: Choices<'_>) {
    check_codecs(&["gzip", "zstd", "xz", "bzip2", "lz4", "zip"], choices);
}
