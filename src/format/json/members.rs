//! The members of an object that is itself a value.

use super::keys::Keys;
use super::pick::Candidates;
use super::walk::Walk;
use crate::format::{FieldNames, Parsed};

/// Reads objects whose members are named after the value that holds them.
pub(in crate::format) struct Members {
    keys: Keys,
    candidates: Candidates,
    object: Vec<u8>,
    inner: Parsed,
}

impl Members {
    /// For objects inside a value called `name`.
    pub(in crate::format) fn of(name: &str) -> Self {
        Self::with(Keys::within(name))
    }

    /// For objects whose members keep their own names.
    pub(in crate::format) fn plain() -> Self {
        Self::with(Keys::default())
    }

    fn with(keys: Keys) -> Self {
        Self {
            keys,
            candidates: Candidates::default(),
            object: Vec::new(),
            inner: Parsed::default(),
        }
    }

    /// Reads `text` as an object, with its members as fields.
    pub(in crate::format) fn read(
        &mut self,
        text: &[u8],
        names: &mut FieldNames,
    ) -> Option<(&[u8], &Parsed)> {
        self.object.clear();
        self.object.extend_from_slice(text);
        self.inner.clear();
        self.candidates.clear();
        let Self { keys, candidates, object, inner } = self;
        let mut walk = Walk { entry: object, at: 0, keys, names, out: inner, candidates };
        walk.entry()?;
        Some((&self.object, &self.inner))
    }
}
