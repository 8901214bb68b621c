//! Series of which is known what became of them, made from seeds.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times that are made up"
)]

use super::*;

/// Numbers without rhyme or reason, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// How long until the next of events that come once in `mean` on average.
    fn wait(&mut self, mean: f64) -> f64 {
        -(1.0 - self.next()).ln() * mean
    }
}

const SECOND: f64 = 1e9;
const START: f64 = 1.772e18;

#[derive(Clone, Copy, Debug)]
enum Rhythm {
    Flat,
    /// Ups and downs by so much, once in so many seconds.
    Daily(f64, f64),
}

#[derive(Clone, Copy, Debug)]
struct Made {
    /// Seconds from the first to the last.
    length: f64,
    /// Events in all of that, on average.
    n_events: f64,
    /// Entries an event writes at most, within two seconds.
    clump: u32,
    rhythm: Rhythm,
    /// From which share of the time on, and until which.
    life: (f64, f64),
}

impl Made {
    fn times(&self, chance: &mut Chance) -> Vec<i64> {
        let highest = match self.rhythm {
            Rhythm::Flat => 1.0,
            Rhythm::Daily(by, _) => 1.0 + by,
        };
        let mean = self.length / self.n_events / highest;
        let mut times = Vec::new();
        let mut at = self.length * self.life.0 + chance.wait(mean);
        while at < self.length * self.life.1 {
            let rate = match self.rhythm {
                Rhythm::Flat => 1.0,
                Rhythm::Daily(by, period) => 1.0 + by * (at / period * std::f64::consts::TAU).sin(),
            };
            if chance.next() * highest < rate {
                let n = 1 + (chance.next() * f64::from(self.clump)) as u32;
                for _ in 0..n {
                    times.push(
                        (START + (at + chance.next() * 2.0).min(self.length) * SECOND) as i64,
                    );
                }
            }
            at += chance.wait(mean);
        }
        times
    }
}

fn cells(times: &[i64]) -> Cells {
    let mut cells = Cells::default();
    for nanos in times {
        cells.add(*nanos, 1);
    }
    cells
}

/// What became of a group among other entries.
fn state(own: &[i64], others: &[i64], length: f64) -> Option<GroupState> {
    let (first, last) = (*own.iter().min()?, *own.iter().max()?);
    let mut all = cells(others);
    all.merge(&cells(own));
    let ends = (START as i64, (START + length * SECOND) as i64);
    let life = Lifetime { own: &cells(own), first, last, all: &all, range: ends };
    let (state, since) = state_of(&life);
    assert!(since.is_none_or(|since| (first..=last).contains(&since)), "{state:?} {since:?}");
    Some(state)
}

const DAY: f64 = 86_400.0;

fn kinds() -> Vec<Made> {
    let mut kinds = Vec::new();
    for length in [1_800.0, 7_200.0, DAY, 7.0 * DAY] {
        for n_events in [1.0, 3.0, 8.0, 20.0, 60.0, 400.0, 5_000.0] {
            for clump in [1, 8, 40] {
                for rhythm in [Rhythm::Flat, Rhythm::Daily(0.8, DAY)] {
                    kinds.push(Made { length, n_events, clump, rhythm, life: (0.0, 1.0) });
                }
            }
        }
    }
    kinds
}

#[test]
fn steady_groups_are_rarely_called_new_or_surging() {
    let mut chance = Chance(7);
    let (mut n, mut n_wrong) = (0, 0);
    for kind in kinds() {
        let (mut n_kind, mut n_new, mut n_surging) = (0, 0, 0);
        for _ in 0..40 {
            let own = kind.times(&mut chance);
            let noise = Made { n_events: 3_000.0, clump: 1, ..kind }.times(&mut chance);
            let Some(found) = state(&own, &noise, kind.length) else { continue };
            n_kind += 1;
            n_new += u32::from(found == GroupState::New);
            n_surging += u32::from(found == GroupState::Surging);
        }
        assert!(
            n_new + n_surging <= 3,
            "{kind:?}: {n_new} new and {n_surging} surging of {n_kind}"
        );
        n += n_kind;
        n_wrong += n_new + n_surging;
    }
    assert!(n_wrong * 100 <= n * 2, "{n_wrong} of {n}");
}

#[test]
fn a_group_that_begins_in_the_last_third_is_new() {
    let mut chance = Chance(8);
    for length in [1_800.0, 7_200.0, DAY] {
        for n_events in [40.0, 200.0, 2_000.0] {
            for clump in [1, 8] {
                let mut n_found = 0;
                for _ in 0..40 {
                    let begins = 0.67 + 0.2 * chance.next();
                    let made =
                        Made { length, n_events, clump, rhythm: Rhythm::Flat, life: (begins, 1.0) };
                    let noise = Made { n_events: 2_000.0, life: (0.0, 1.0), ..made };
                    let own = made.times(&mut chance);
                    let found = state(&own, &noise.times(&mut chance), length);
                    n_found += u32::from(found == Some(GroupState::New));
                }
                assert!(n_found >= 38, "{n_found} of 40: {length} s, {n_events} events, {clump}");
            }
        }
    }
}

#[test]
fn a_rise_is_found_and_its_mirror_fades() {
    let mut chance = Chance(9);
    for (length, n_events, times) in
        [(1_800.0, 60.0, 20.0), (7_200.0, 400.0, 8.0), (DAY, 2_000.0, 6.0)]
    {
        let (mut n_surging, mut n_fading) = (0, 0);
        for _ in 0..40 {
            let low = Made { length, n_events, clump: 1, rhythm: Rhythm::Flat, life: (0.0, 1.0) };
            let high = Made { n_events: n_events * times, life: (0.7, 1.0), ..low };
            let own = [low.times(&mut chance), high.times(&mut chance)].concat();
            let noise = Made { n_events: 2_000.0, ..low }.times(&mut chance);
            n_surging += u32::from(state(&own, &noise, length) == Some(GroupState::Surging));
            let mirror = |nanos: &i64| (2.0 * START + length * SECOND) as i64 - nanos;
            let own: Vec<i64> = own.iter().map(mirror).collect();
            n_fading += u32::from(state(&own, &noise, length) == Some(GroupState::Fading));
        }
        assert!(n_surging >= 38 && n_fading >= 38, "{length}: {n_surging}, {n_fading} of 40");
    }
}

#[test]
fn a_rise_is_told_since_when() {
    let mut own: Vec<i64> =
        (0..360).map(|n| (START + f64::from(n) * 10.0 * SECOND) as i64).collect();
    let rise = START + 2_500.0 * SECOND;
    own.extend((0..400).map(|n| (rise + f64::from(n) * SECOND) as i64));
    let (first, last) = (own[0], own[359]);
    let life = Lifetime { own: &cells(&own), first, last, all: &cells(&own), range: (first, last) };
    let (state, since) = state_of(&life);
    assert_eq!(state, GroupState::Surging);
    assert!(
        (since.unwrap() as f64 - rise).abs() < 20.0 * SECOND,
        "{}",
        since.unwrap() as f64 - rise
    );
}

#[test]
fn what_starts_with_the_file_is_never_new_and_what_ends_early_is_gone() {
    let mut chance = Chance(10);
    let made =
        |life| Made { length: 7_200.0, n_events: 500.0, clump: 1, rhythm: Rhythm::Flat, life };
    let noise = made((0.0, 1.0)).times(&mut chance);
    let of = |times: &[i64]| state(times, &noise, 7_200.0).unwrap();
    assert_eq!(of(&made((0.0, 0.4)).times(&mut chance)), GroupState::Gone);
    assert_eq!(of(&made((0.01, 1.0)).times(&mut chance)), GroupState::Steady);
    assert_eq!(of(&[(START + 5_000.0 * SECOND) as i64]), GroupState::FirstSeen);
    assert_eq!(of(&[(START + 60.0 * SECOND) as i64]), GroupState::Steady);
}

#[test]
fn few_entries_within_minutes_are_new_where_their_absence_before_is_telling() {
    let mut chance = Chance(11);
    let noise =
        Made { length: 1_800.0, n_events: 900.0, clump: 1, rhythm: Rhythm::Flat, life: (0.0, 1.0) };
    let noise = noise.times(&mut chance);
    let own: Vec<i64> =
        (0..12).map(|n| (START + (1_000.0 + 10.0 * f64::from(n)) * SECOND) as i64).collect();
    assert_eq!(state(&own, &noise, 1_800.0), Some(GroupState::New));
}

#[test]
fn a_window_is_compared_with_the_time_before() {
    let of = |n_before, n_inside, n_moments| {
        let (nanos_before, nanos_inside) = (900, 100);
        state_in_window(&InWindow { n_before, n_inside, n_moments, nanos_before, nanos_inside })
    };
    assert_eq!(of(0, 40, 20), GroupState::New);
    assert_eq!(of(0, 40, 1), GroupState::FirstSeen);
    assert_eq!(of(90, 10, 80), GroupState::Steady);
    assert_eq!(of(90, 60, 80), GroupState::Surging);
    assert_eq!(of(900, 10, 250), GroupState::Fading);
    assert_eq!(of(900, 0, 250), GroupState::Gone);
    assert_eq!(of(3, 0, 3), GroupState::Steady);
}
