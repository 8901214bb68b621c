//! Where every byte, line and entry of a source went.

use crate::level::N_LEVELS;

/// Counts over some part of a source; parts add up in any order.
///
/// # Invariants
/// `bytes_in_entries + bytes_outside = bytes_decoded`;
/// `entries + joined_lines + blank_lines + header_lines = lines`, except for split entries;
/// `levels` and `formats` each add up to `entries`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Raw bytes read from the file.
    pub bytes_read: u64,
    /// Bytes of text that these decoded to.
    pub bytes_decoded: u64,
    /// Raw bytes that belong to nothing: padding and garbage after the end of a compressed stream.
    pub bytes_trailing: u64,
    /// Text inside entries.
    pub bytes_in_entries: u64,
    /// Text outside entries: byte order mark, blank lines and a header at the start.
    pub bytes_outside: u64,
    /// Lines, including blank ones.
    pub lines: u64,
    /// Lines of white space.
    pub blank_lines: u64,
    /// Lines before the first entry that describe all entries: the header of a table.
    pub header_lines: u64,
    /// Lines that continue an entry.
    pub joined_lines: u64,
    /// Entries.
    pub entries: u64,
    /// Entries without a time.
    pub without_time: u64,
    /// Entries whose time does not fit 64-bit nanoseconds; they also count as entries without a time.
    pub time_out_of_range: u64,
    /// Entries whose year was inferred.
    pub inferred_year: u64,
    /// Entries whose zone was inferred.
    pub inferred_zone: u64,
    /// Entries whose date was inferred.
    pub inferred_date: u64,
    /// Bytes that are not UTF-8.
    pub invalid_bytes: u64,
    /// Entries that were cut because they are too long to be held.
    pub split_entries: u64,
    /// Entries by level.
    pub levels: [u64; N_LEVELS],
    /// Entries by the format that parsed them, as a position in the source's plan.
    pub formats: Vec<u64>,
}

impl Ledger {
    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        let Self {
            bytes_read,
            bytes_decoded,
            bytes_trailing,
            bytes_in_entries,
            bytes_outside,
            lines,
            blank_lines,
            header_lines,
            joined_lines,
            entries,
            without_time,
            time_out_of_range,
            inferred_year,
            inferred_zone,
            inferred_date,
            invalid_bytes,
            split_entries,
            levels,
            formats,
        } = other;
        self.bytes_read += bytes_read;
        self.bytes_decoded += bytes_decoded;
        self.bytes_trailing += bytes_trailing;
        self.bytes_in_entries += bytes_in_entries;
        self.bytes_outside += bytes_outside;
        self.lines += lines;
        self.blank_lines += blank_lines;
        self.header_lines += header_lines;
        self.joined_lines += joined_lines;
        self.entries += entries;
        self.without_time += without_time;
        self.time_out_of_range += time_out_of_range;
        self.inferred_year += inferred_year;
        self.inferred_zone += inferred_zone;
        self.inferred_date += inferred_date;
        self.invalid_bytes += invalid_bytes;
        self.split_entries += split_entries;
        for (sum, count) in self.levels.iter_mut().zip(levels) {
            *sum += count;
        }
        if self.formats.len() < formats.len() {
            self.formats.resize(formats.len(), 0);
        }
        for (sum, count) in self.formats.iter_mut().zip(formats) {
            *sum += count;
        }
    }
}

/// How the times of one stretch of a source run: enough to join it to its neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Earliest and latest time.
    pub range: Option<(i64, i64)>,
    /// Times of the first and last dated entry.
    pub ends: Option<(i64, i64)>,
    /// Entries earlier than the dated one before them.
    pub n_backwards: u64,
}

impl Order {
    /// Adds the next dated entry.
    pub fn push(&mut self, nanos: i64) {
        let (first, last) = self.range.unwrap_or((nanos, nanos));
        self.range = Some((first.min(nanos), last.max(nanos)));
        let (opening, closing) = self.ends.unwrap_or((nanos, nanos));
        self.n_backwards += u64::from(nanos < closing);
        self.ends = Some((opening, nanos));
    }

    /// Adds the stretch that follows this one in the source.
    ///
    /// Associative but not commutative: the caller must sort the stretches by offset.
    pub fn append(&mut self, next: &Self) {
        let Some((opening, closing)) = next.ends else { return };
        let (first, last) = next.range.unwrap_or((opening, closing));
        let before = self.ends;
        self.push(opening);
        self.n_backwards += next.n_backwards;
        self.ends = Some((before.map_or(opening, |(start, _)| start), closing));
        self.range = self.range.map(|(low, high)| (low.min(first), high.max(last)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(times: &[i64]) -> Order {
        let mut order = Order::default();
        for nanos in times {
            order.push(*nanos);
        }
        order
    }

    #[test]
    fn each_step_back_counts_once() {
        let order = order_of(&[5, 6, 2, 3, 1]);
        assert_eq!(order, Order { range: Some((1, 6)), ends: Some((5, 1)), n_backwards: 2 });
    }

    #[test]
    fn stretches_join_as_if_they_had_been_one() {
        let times = [5, 6, 2, 3, 1, 9];
        for first in 0..times.len() {
            for second in first..times.len() {
                let mut joined = order_of(&times[..first]);
                joined.append(&order_of(&times[first..second]));
                joined.append(&order_of(&times[second..]));
                assert_eq!(joined, order_of(&times), "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn ledgers_add_up_in_any_order() {
        let one = Ledger { entries: 3, formats: vec![3], ..Ledger::default() };
        let two = Ledger { entries: 2, lines: 5, formats: vec![0, 2], ..Ledger::default() };
        let (mut a, mut b) = (one.clone(), two.clone());
        a.merge(&two);
        b.merge(&one);
        assert_eq!(a, b);
        assert_eq!((a.entries, a.lines, a.formats), (5, 5, vec![3, 2]));
    }
}
