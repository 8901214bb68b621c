//! What the fuzzer found once stays fixed, and its properties hold for what it starts from.

use std::fs;
use std::path::Path;

use crate::limit;
use crate::properties::{TARGETS, check, seeds};

/// Seeds of each target that are tried here: one in so many.
const STRIDE: usize = 29;

#[test]
fn what_the_fuzzer_found_stays_fixed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions");
    let mut n_tried = 0;
    for target in fs::read_dir(folder).unwrap() {
        let target = target.unwrap();
        let name = target.file_name().into_string().unwrap();
        assert!(TARGETS.iter().any(|known| known.name == name), "no target is called {name}");
        for found in fs::read_dir(target.path()).unwrap() {
            let path = found.unwrap().path();
            hold(&name, &path.display().to_string(), &fs::read(&path).unwrap());
            n_tried += 1;
        }
    }
    assert!(n_tried >= 3, "the regressions are there");
}

#[test]
fn properties_hold_for_what_the_fuzzer_starts_from() {
    for target in TARGETS {
        let seeds = seeds(target.name);
        assert!(seeds.len() >= 3, "{} starts from nothing", target.name);
        for (name, seed) in seeds.into_iter().step_by(STRIDE) {
            hold(target.name, &name, &seed);
        }
    }
}

#[test]
fn targets_are_sorted_and_each_has_a_fuzzer() {
    assert!(TARGETS.is_sorted_by(|one, next| one.name < next.name));
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for target in TARGETS {
        let program = fs::read_to_string(fuzz.join(format!("fuzz_targets/{}.rs", target.name)));
        assert!(program.unwrap().contains(&format!("check(\"{}\", data)", target.name)));
        assert!(manifest.contains(&format!("[[bin]]\nname = \"{}\"", target.name)));
    }
}

/// Says which bytes it was about, if the property does not hold.
fn hold(target: &str, name: &str, data: &[u8]) {
    limit::keep();
    let outcome = std::panic::catch_unwind(|| check(target, data));
    assert!(outcome.is_ok(), "{target} does not hold for {name}");
}
