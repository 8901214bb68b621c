//! The values that a place of a message had.

/// As many values as are kept of a place: more of them vary by nature.
pub(super) const MAX_VALUES: usize = 8;

/// Longer values are no states.
const MAX_VALUE_BYTES: usize = 40;

/// The first different values of a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    list: Vec<Seen>,
    /// There are more than are kept, and counts are no longer complete.
    pub(super) is_many: bool,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) value: Box<[u8]>,
    pub(super) count: u64,
    /// Place of the line that had it first.
    pub(super) first: usize,
}

impl Values {
    pub(super) fn add(&mut self, value: &[u8], place: usize) {
        if self.is_many {
            return;
        }
        if let Some(known) = self.list.iter_mut().find(|known| *known.value == *value) {
            known.count += 1;
        } else if self.list.len() == MAX_VALUES || value.len() > MAX_VALUE_BYTES {
            self.is_many = true;
        } else {
            self.list.push(Seen { value: value.into(), count: 1, first: place });
        }
    }

    /// In order of first appearance.
    pub(super) fn list(&self) -> &[Seen] {
        &self.list
    }

    pub(super) fn has(&self, value: &[u8]) -> bool {
        self.list.iter().any(|known| *known.value == *value)
    }
}
