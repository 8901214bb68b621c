//! What stands around the records of an export and belongs to each of them.

/// A value next to the path to the records.
#[derive(Debug)]
pub(super) struct Context {
    /// How many containers it is in.
    pub(super) depth: usize,
    /// As written, without quotes.
    pub(super) key: Box<[u8]>,
    /// As written.
    pub(super) value: Box<[u8]>,
}
