//! Small, repetitive properties of entries: level, stamp bits, format.

use super::narrow::Narrow;
use super::paged::PAGE_ROWS;
use super::rowset::RowSet;
use super::stamp::StampBits;

/// Level, stamp and format of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Level as a number.
    pub level: u8,
    /// Digits and inferred parts of its time.
    pub stamp: StampBits,
    /// Which format of the source's plan parsed it.
    pub format: u8,
}

/// The tags of a block's entries: a block has few different ones, so one byte per entry selects one.
#[derive(Clone, Debug)]
pub struct Tags {
    palette: Box<[Tag]>,
    codes: Narrow,
}

/// Tags of a block under construction; keeps its memory from block to block.
#[derive(Debug, Default)]
pub(super) struct TagCollector {
    palette: Vec<Tag>,
    codes: Vec<u32>,
    /// Code of the entry before: most are the same.
    last: usize,
}

impl TagCollector {
    /// Adds the tag of the next entry.
    #[inline]
    pub(super) fn push(&mut self, tag: Tag) {
        if self.palette.get(self.last) != Some(&tag) {
            self.last = self.code(tag);
        }
        self.codes.push(u32::try_from(self.last).unwrap_or(u32::MAX));
    }

    #[inline(never)]
    fn code(&mut self, tag: Tag) -> usize {
        let known = self.palette.iter().position(|known| *known == tag);
        known.unwrap_or_else(|| {
            self.palette.push(tag);
            self.palette.len() - 1
        })
    }

    /// Packs the tags and starts over.
    #[inline(never)]
    pub(super) fn pack(&mut self) -> Tags {
        let max = self.palette.len().saturating_sub(1) as u64;
        let codes = Narrow::pack_between(&self.codes, (0, max));
        self.codes.clear();
        let tags = Tags { palette: self.palette.as_slice().into(), codes };
        self.palette.clear();
        tags
    }

    /// Entries by code, in palette order.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Tag, u32)> + '_ {
        let mut counts = vec![0; self.palette.len()];
        for code in &self.codes {
            if let Some(count) = counts.get_mut(*code as usize) {
                *count += 1;
            }
        }
        self.palette.iter().copied().zip(counts)
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.codes.capacity() * size_of::<u32>() + self.palette.capacity() * size_of::<Tag>()
    }
}

impl Tags {
    /// Tag of entry `row`, which must be one of the block's.
    pub fn get(&self, row: usize) -> Tag {
        let code = usize::try_from(self.codes.get(row)).unwrap_or(usize::MAX);
        let unknown = Tag { level: 0, stamp: StampBits(0), format: 0 };
        self.palette.get(code).copied().unwrap_or(unknown)
    }

    /// Every stamp that occurs, once for each tag that contains it.
    pub fn stamps(&self) -> impl Iterator<Item = StampBits> + '_ {
        self.palette.iter().map(|tag| tag.stamp)
    }

    /// Copies out the levels of entries `page * 64` and following.
    pub fn levels(&self, page: usize, out: &mut [u8; PAGE_ROWS]) {
        if let [only] = &*self.palette {
            out.fill(only.level);
            return;
        }
        let mut codes = [0; PAGE_ROWS];
        self.codes.read(page * PAGE_ROWS, &mut codes);
        for (level, code) in out.iter_mut().zip(codes) {
            let place = usize::try_from(code).unwrap_or(usize::MAX);
            *level = self.palette.get(place).map_or(0, |tag| tag.level);
        }
    }

    /// The first `n` entries whose level is in `mask`.
    pub fn rows_of_levels(&self, n: usize, mask: u8) -> RowSet {
        self.rows_where(n, |tag| mask >> tag.level & 1 == 1)
    }

    /// Whether any tag that occurs passes.
    pub fn any(&self, is_in: impl FnMut(Tag) -> bool) -> bool {
        self.palette.iter().copied().any(is_in)
    }

    /// The first `n` entries whose tag passes.
    pub fn rows_where(&self, n: usize, is_in: impl FnMut(Tag) -> bool) -> RowSet {
        let is_in: Vec<bool> = self.palette.iter().copied().map(is_in).collect();
        self.codes.rows_where(n, |code| {
            usize::try_from(code).ok().and_then(|code| is_in.get(code)).copied().unwrap_or_default()
        })
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.codes.size_bytes() + size_of_val(&*self.palette)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn packed_tags_are_the_tags(
            tags in prop::collection::vec((0_u8..8, any::<u8>(), 0_u8..3), 0..700),
            n_stamps in 1_u8..255,
        ) {
            let tags: Vec<Tag> = tags
                .into_iter()
                .map(|(level, stamp, format)| Tag { level, stamp: StampBits(stamp % n_stamps), format })
                .collect();
            let mut collector = TagCollector::default();
            // What a block holds must not depend on the block before.
            collector.push(Tag { level: 7, stamp: StampBits(255), format: 9 });
            collector.pack();
            for tag in &tags {
                collector.push(*tag);
            }
            let counted: u32 = collector.counts().map(|(_, n)| n).sum();
            prop_assert_eq!(counted as usize, tags.len());
            let packed = collector.pack();
            let errors = packed.rows_of_levels(tags.len(), 0b1100_0000);
            for (row, tag) in tags.iter().enumerate() {
                prop_assert_eq!(packed.get(row), *tag);
                prop_assert_eq!(errors.has(row), tag.level >= 6);
                let mut levels = [0; PAGE_ROWS];
                packed.levels(row / PAGE_ROWS, &mut levels);
                prop_assert_eq!(levels[row % PAGE_ROWS], tag.level);
            }
        }
    }
}
