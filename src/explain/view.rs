//! What is compared: the entries that are tested, which of them are of the selection, and the
//! stretches of time that show how much everything varies anyway.

use super::table::{Settled, place};

/// What the selection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    /// A stretch of time in Unix nanoseconds, half open.
    Window {
        /// Its first instant.
        from: i64,
        /// One past its last.
        end: i64,
    },
    /// Whatever entries were said to be inside.
    Entries,
}

/// More stretches tell nothing more about how much something varies; they are picked evenly.
const MAX_TILES: usize = 256;

/// All entries are cut into so many stretches where the selection is none itself.
const TILES_OF_ALL: i64 = 60;

/// In no stretch of the rest.
pub(super) const NO_TILE: u32 = u32::MAX;

/// The tested entries, in order of time.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// Places in the table.
    pub(super) rows: Vec<u32>,
    pub(super) is_inside: Vec<bool>,
    /// Times in nanoseconds.
    pub(super) times: Vec<Option<i64>>,
    /// The stretch of the rest that an entry is in, or [`NO_TILE`].
    pub(super) tiles: Vec<u32>,
    pub(super) n_tiles: usize,
    /// The stretch of all entries that an entry is in.
    pub(super) stretches: Vec<i64>,
    /// How long a stretch is, in nanoseconds.
    pub(super) width: i64,
    /// Entries of the rest by stretch, with all stretches that have any.
    pub(super) sizes: Vec<u32>,
}

impl View {
    pub(super) fn new(table: &Settled, selected: Selected) -> Self {
        let rows: Vec<u32> = (0..place(table.times.len()))
            .filter(|row| !table.is_again.get(*row as usize).is_some_and(|again| *again))
            .collect();
        let time = |row: &u32| table.times.get(*row as usize).copied().flatten();
        let times: Vec<Option<i64>> = rows.iter().map(time).collect();
        let inside = |row: &u32| table.is_inside.get(*row as usize).is_some_and(|inside| *inside);
        let is_inside: Vec<bool> = rows.iter().map(inside).collect();
        let (start, width) = match selected {
            Selected::Window { from, end } => (from, end.saturating_sub(from).max(1)),
            Selected::Entries => {
                let dated = || times.iter().flatten();
                let (first, last) = (dated().next(), dated().next_back());
                let (first, last) = (first.copied().unwrap_or(0), last.copied().unwrap_or(0));
                (first, (last.saturating_sub(first) / TILES_OF_ALL).max(1))
            }
        };
        let stretch = |time: &Option<i64>| {
            time.map_or(i64::MAX, |time| time.saturating_sub(start).div_euclid(width))
        };
        let stretches: Vec<i64> = times.iter().map(stretch).collect();
        let mut view = Self {
            tiles: vec![NO_TILE; rows.len()],
            rows,
            is_inside,
            times,
            n_tiles: 0,
            stretches,
            width,
            sizes: Vec::new(),
        };
        view.lay_tiles();
        view
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Numbers the stretches of the rest.
    fn lay_tiles(&mut self) {
        let is_rest = |at: &usize| !self.is_inside[*at] && self.times[*at].is_some();
        let rest: Vec<usize> = (0..self.len()).filter(is_rest).collect();
        // Entries are in order of time, so those of a stretch stand together.
        let runs: Vec<&[usize]> =
            rest.chunk_by(|one, other| self.stretches[*one] == self.stretches[*other]).collect();
        let step = runs.len().div_ceil(MAX_TILES).max(1);
        for (tile, run) in (0..).zip(runs.iter().step_by(step)) {
            for at in *run {
                self.tiles[*at] = tile;
            }
        }
        self.n_tiles = runs.len().div_ceil(step);
        self.sizes = runs.iter().map(|run| place(run.len())).collect();
    }
}

/// Places sorted by a code, without sorting: those of each stand together, in their order.
#[derive(Clone, Debug)]
pub(super) struct Buckets {
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl Buckets {
    /// Codes of `n` or more are left out.
    pub(super) fn new(codes: &[u32], n: usize) -> Self {
        let mut ends = vec![0_u32; n + 1];
        for code in codes.iter().filter(|code| (**code as usize) < n) {
            ends[*code as usize + 1] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut places = vec![0; sum as usize];
        for (at, code) in (0..).zip(codes) {
            if (*code as usize) < n {
                let next = &mut ends[*code as usize];
                places[*next as usize] = at;
                *next += 1;
            }
        }
        Self { ends, places }
    }

    /// The places with a code.
    pub(super) fn of(&self, code: usize) -> &[u32] {
        let start = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.places[start as usize..self.ends[code] as usize]
    }
}
