//! Made-up logs to try explanations on: the same on every machine.

use super::{Ask, Entry, Explanation, Selected, Settled, Table, explain, stats};
use crate::level::Level;

/// Seeded numbers.
struct Seeded(u64);

impl Seeded {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// From 0 to below 1.
    fn share(&mut self) -> f64 {
        stats::float(self.bits() >> 11) / stats::float(1 << 53)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.bits() % n
    }

    /// How many events come where so many are expected, if each comes by itself.
    fn poisson(&mut self, mean: f64) -> u64 {
        let limit = (-mean).exp();
        let (mut product, mut n) = (self.share(), 0);
        while product > limit {
            product *= self.share();
            n += 1;
        }
        n
    }
}

pub(super) const SECOND: i64 = 1_000_000_000;
const MINUTE: i64 = 60 * SECOND;

/// A log in the making.
pub(super) struct Log {
    table: Table,
    n: u64,
    is_inside: Box<dyn Fn(i64) -> bool>,
}

impl Log {
    /// A log without entries, of which those at some times will be selected.
    pub(super) fn of(is_inside: impl Fn(i64) -> bool + 'static) -> Self {
        Self { table: Table::default(), n: 0, is_inside: Box::new(is_inside) }
    }

    /// Adds an entry of a group with fields.
    pub(super) fn say(&mut self, at: i64, group: u64, fields: &[(&str, &str)]) {
        self.n += 1;
        let text = format!("{at} {group} {fields:?} {}", self.n);
        let entry = Entry {
            at: Some(at),
            source: 0,
            offset: self.n,
            level: Level::Info,
            about: (group, group),
            text: text.as_bytes(),
            is_inside: (self.is_inside)(at),
        };
        self.table.add(entry, fields.iter().map(|(name, value)| (*name, value.as_bytes())));
    }

    pub(super) fn explained(self, selected: Selected) -> Explanation {
        explained(self.table, selected)
    }
}

/// A table in its order.
pub(super) fn settled(table: Table) -> Settled {
    let group_of = |(exact, _)| Some((format!("g{exact}"), format!("template {exact}")));
    table.settled(|source| format!("source {source}"), group_of)
}

/// What is different about the entries of a table.
pub(super) fn explained(table: Table, selected: Selected) -> Explanation {
    explain(&settled(table), &Ask { selected, left_out: Vec::new(), top: 20 })
}

/// Minutes of twelve services, of which one has so many times as much as usual in the window.
pub(super) fn services(seed: u64, factor: f64, clump: u64) -> Explanation {
    let mut random = Seeded(seed);
    let mut log = Log::of(|at| (40 * MINUTE..43 * MINUTE).contains(&at));
    let window = 40..43;
    for minute in 0..90 {
        let is_inside = window.contains(&minute);
        for service in 0..12_u64 {
            let rate = 0.5 + stats::float(service);
            let more = if is_inside && service == 5 { factor } else { 1.0 };
            for _ in 0..random.poisson(rate * more) {
                let n = if clump > 1 { 1 + random.below(clump) } else { 1 };
                let at = minute * MINUTE + random.below(60).cast_signed() * SECOND;
                let (name, host) = (format!("s{service}"), format!("h{}", random.below(4)));
                for _ in 0..n {
                    let group = 10 * service + random.below(3);
                    log.say(at, group, &[("service", &name), ("host", &host)]);
                }
            }
        }
    }
    log.explained(Selected::Window { from: 40 * MINUTE, end: 43 * MINUTE })
}

/// Requests through three services; within the window the second one takes its time.
pub(super) fn requests(slow_millis: i64) -> Explanation {
    let mut random = Seeded(7);
    let mut log = Log::of(|at| (20 * MINUTE..23 * MINUTE).contains(&at));
    for request in 0..1_200_i64 {
        let mut at = request * 5 * SECOND / 2;
        let is_inside = (20 * MINUTE..23 * MINUTE).contains(&at);
        let id = format!("r{request}");
        for (group, service) in [(1, "door"), (2, "hall"), (3, "hall"), (4, "desk"), (5, "door")] {
            let fields = [("request", id.as_str()), ("service", service)];
            log.say(at, group, &fields);
            let slow = if is_inside && group == 2 { slow_millis } else { 0 };
            at += (5 + random.below(10).cast_signed() + slow) * 1_000_000;
        }
    }
    log.explained(Selected::Window { from: 20 * MINUTE, end: 23 * MINUTE })
}
