//! A limit of time for each test that reads much: one that does not end ends the run, by name.
//!
//! No limit asks for a fast machine: it is many times what the slowest test takes on a busy one, built without
//! optimisation.

use std::io::{self, Write as _};
use std::process;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(15 * 60);

thread_local! {
    /// Goes with the thread, and every test has one of its own, which has the test's name.
    static WATCH: Watch = Watch::begin(LIMIT, end_run);
}

/// Holds the running test to the limit, from its first call on.
pub(crate) fn keep() {
    WATCH.with(|_| {});
}

/// Waits for the end of a test, until it is dropped.
struct Watch {
    _running: Sender<()>,
}

impl Watch {
    fn begin(limit: Duration, on_late: impl FnOnce(&str) + Send + 'static) -> Self {
        let name = thread::current().name().unwrap_or("?").to_owned();
        let (running, end) = mpsc::channel();
        thread::spawn(move || {
            if end.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                on_late(&name);
            }
        });
        Self { _running: running }
    }
}

fn end_run(name: &str) {
    let minutes = LIMIT.as_secs() / 60;
    // Nothing can be done about a terminal that is gone.
    drop(writeln!(io::stderr(), "\nthe test {name} did not end within {minutes} minutes"));
    process::abort();
}

#[test]
fn a_test_that_goes_on_too_long_is_named() {
    let (told, late) = mpsc::channel();
    let watch =
        Watch::begin(Duration::from_millis(1), move |name| told.send(name.to_owned()).unwrap());
    let name = late.recv().unwrap();
    assert!(["limit::a_test_that_goes_on_too_long_is_named", "main"].contains(&&*name), "{name}");
    drop(watch);
}

#[test]
fn one_that_ends_is_not() {
    let (told, late) = mpsc::channel::<()>();
    drop(Watch::begin(LIMIT, move |_| told.send(()).unwrap()));
    assert!(late.recv().is_err());
}
