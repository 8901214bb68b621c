//! What is out of order and known: this list may only shrink.

/// Findings of one kind in one file that are put up with.
pub(super) struct Debt {
    pub(super) path: &'static str,
    /// How the finding begins.
    pub(super) what: &'static str,
    /// How many of them; fewer is a finding too, so that what is paid cannot be owed again.
    pub(super) n_findings: usize,
    /// Why it is not mended yet.
    #[expect(dead_code, reason = "for people who read the list")]
    pub(super) why: &'static str,
}

pub(super) const DEBTS: &[Debt] = &[
    Debt {
        path: "README.md",
        what: "names what does not exist: tests/e2e/pictures/sample.png",
        n_findings: 1,
        why: "the script that takes the pictures is not there yet",
    },
    Debt {
        path: "src/wasm.rs",
        what: "too long: 141 lines",
        n_findings: 1,
        why: "the reading of files (`impl Storage for Files`) should have a file of its own",
    },
    Debt {
        path: "www/src/engine/source_record.ts",
        what: "a name that says nothing",
        n_findings: 4,
        why: "what the engine knows of a source wants a better word than record",
    },
    Debt {
        path: "www/src/state/build_info.ts",
        what: "a name that says nothing",
        n_findings: 2,
        why: "`Build` in build.ts would do",
    },
];
