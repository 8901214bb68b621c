//! The kinds of archives that are walked through.

use super::member::{ReadAt, Walked};
use super::tar::{self, TarWalk};
use super::zip::{self, ZipWalk};
use crate::input::storage::ReadError;

/// A walk through an archive.
#[derive(Debug)]
pub enum Walk {
    /// Through a tar archive.
    Tar(TarWalk),
    /// Through a zip archive.
    Zip(Box<ZipWalk>),
}

impl Walk {
    /// A walk through the archive that begins so; `None` if it is none.
    pub fn start(head: &[u8]) -> Option<Self> {
        if zip::is_archive_of_files(head) {
            Some(Self::Zip(Box::default()))
        } else {
            tar::is_header(head).then(|| Self::Tar(TarWalk::default()))
        }
    }

    /// What the archive is, as it stands in a sentence.
    pub fn seems(&self) -> &'static str {
        match self {
            Self::Tar(_) => "a tar archive",
            Self::Zip(_) => "a zip archive",
        }
    }

    /// Goes on to the next member.
    ///
    /// # Errors
    /// Those of reading; the walk can be gone on with afterwards.
    pub fn next(&mut self, archive: &mut impl ReadAt) -> Result<Walked, ReadError> {
        match self {
            Self::Tar(walk) => walk.next(archive),
            Self::Zip(walk) => walk.next(archive),
        }
    }
}
