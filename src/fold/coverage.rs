//! Which entries a fold has seen so far, whatever it asks.

use super::{ByteReader, ByteWriter};
use crate::query::closest_name;

/// The entries a fold has seen, and what its query could not find out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Entries of the blocks that were folded, selected or not.
    pub looked_at: u64,
    /// Entries whose text was needed but is gone: they count as not selected.
    pub unsearched: u64,
    /// Fields of the query that nothing read so far has, in the query's order; `None` if nothing
    /// has been read.
    pub unknown: Option<Vec<UnknownField>>,
}

/// A field that a query names and no entry has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// Its place among the fields that the query names.
    pub place: u32,
    /// As the query names it.
    pub name: String,
    /// The known field whose name is closest, if one is close.
    pub closest: Option<String>,
}

impl Coverage {
    /// Adds what another worker has seen.
    pub fn merge(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.unsearched += other.unsearched;
        self.unknown = match (self.unknown.take(), other.unknown) {
            (Some(ours), Some(theirs)) => Some(unknown_to_both(ours, &theirs)),
            (one, other) => one.or(other),
        };
    }

    /// Writes it.
    pub fn write(&self, out: &mut ByteWriter) {
        let Self { looked_at, unsearched, unknown } = self;
        out.number(*looked_at);
        out.number(*unsearched);
        // One more than how many, so that 0 says that nothing is known.
        out.number(unknown.as_ref().map_or(0, |unknown| unknown.len() as u64 + 1));
        for UnknownField { place, name, closest } in unknown.iter().flatten() {
            out.number((*place).into());
            out.text(name.as_bytes());
            // No field has an empty name that is close to another.
            out.text(closest.as_deref().unwrap_or_default().as_bytes());
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let (looked_at, unsearched) = (bytes.number()?, bytes.number()?);
        let unknown = match bytes.number()? {
            0 => None,
            count => Some((1..count).map(|_| read_unknown(bytes)).collect::<Option<_>>()?),
        };
        Some(Self { looked_at, unsearched, unknown })
    }
}

fn read_unknown(bytes: &mut ByteReader<'_>) -> Option<UnknownField> {
    let place = u32::try_from(bytes.number()?).ok()?;
    let text = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
    let name = text(bytes.text()?);
    let closest = Some(text(bytes.text()?)).filter(|closest| !closest.is_empty());
    Some(UnknownField { place, name, closest })
}

/// A worker that knows a field settles it; of two suggestions the closer one stays.
fn unknown_to_both(ours: Vec<UnknownField>, theirs: &[UnknownField]) -> Vec<UnknownField> {
    let merged = ours.into_iter().filter_map(|field| {
        let other = theirs.iter().find(|other| other.place == field.place)?;
        let known = [&field.closest, &other.closest].into_iter().flatten();
        let closest = closest_name(&field.name, known);
        Some(UnknownField { closest, ..field })
    });
    merged.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(names: &[(u32, &str, &str)]) -> Coverage {
        let field = |(place, name, closest): &(u32, &str, &str)| UnknownField {
            place: *place,
            name: (*name).to_owned(),
            closest: Some((*closest).to_owned()).filter(|closest| !closest.is_empty()),
        };
        Coverage { unknown: Some(names.iter().map(field).collect()), ..Coverage::default() }
    }

    #[test]
    fn a_field_that_one_worker_knows_is_known() {
        let mut one = unknown(&[(0, "stauts", ""), (2, "usr", "user")]);
        one.merge(unknown(&[(0, "stauts", "status")]));
        assert_eq!(one, unknown(&[(0, "stauts", "status")]));
        one.merge(Coverage::default());
        assert_eq!(one, unknown(&[(0, "stauts", "status")]));
    }

    #[test]
    fn coverage_comes_back_as_it_was_written() {
        let some =
            Coverage { looked_at: 900, unsearched: 3, ..unknown(&[(1, "a", "b"), (4, "c", "")]) };
        for coverage in [Coverage::default(), unknown(&[]), some] {
            let mut out = ByteWriter::default();
            coverage.write(&mut out);
            let bytes = out.into_bytes();
            assert_eq!(Coverage::read(&mut ByteReader::new(&bytes)), Some(coverage));
            for cut in 0..bytes.len() {
                assert_eq!(Coverage::read(&mut ByteReader::new(&bytes[..cut])), None);
            }
        }
    }
}
