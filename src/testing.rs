//! How laws are tried: what unit tests with made-up input share.

use proptest::prelude::ProptestConfig;
use proptest::test_runner::FileFailurePersistence;

/// As usual; the seeds of what fails are kept where those of all tests are.
pub(crate) fn laws() -> ProptestConfig {
    let seeds = FileFailurePersistence::SourceParallel("tests/proptest-regressions");
    ProptestConfig { failure_persistence: Some(Box::new(seeds)), ..ProptestConfig::default() }
}

/// The same with so many cases.
pub(crate) fn cases(n: u32) -> ProptestConfig {
    ProptestConfig { cases: n, ..laws() }
}
