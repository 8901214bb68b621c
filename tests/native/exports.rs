//! Exports whose records are not lines: what they mean, fed in every way, whole or cut.

use std::fs;
use std::path::{Path, PathBuf};

use logscry::ingest::TaskState;
use logscry::store::Figure;

use crate::feed::{self, Way, feed, text_of};

/// Every `exports/<case>.export` of the corpus.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/exports");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let is_export = |path: &PathBuf| path.extension().is_some_and(|ext| ext == "export");
    let mut found: Vec<_> = files.filter(is_export).collect();
    found.sort();
    found
}

#[test]
fn every_export_means_what_it_says_however_it_is_fed() {
    let mut wrong = Vec::new();
    assert!(cases().len() >= 15, "the exports are there");
    for path in cases() {
        let raw = fs::read(&path).unwrap();
        let expect_path = path.with_extension("expect");
        let whole = feed(&raw, &Way::whole());
        let ledger = &whole.ledger;
        assert!(whole.failures.is_empty(), "{}: {:?}", path.display(), whole.failures);
        assert_eq!(ledger.figures.uneven(), [], "{}", path.display());
        assert_eq!(ledger[Figure::HeaderLines], 0, "{}", path.display());
        let dump = text_of(&whole);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expect_path, &dump).unwrap();
        }
        let expected = fs::read_to_string(&expect_path).unwrap_or_default();
        let ways = [
            ("whole", dump),
            ("by 1 byte", text_of(&feed(&raw, &Way::chunks(1)))),
            ("by 7 bytes", text_of(&feed(&raw, &Way::chunks(7)))),
            ("by 65,536 bytes", text_of(&feed(&raw, &Way::chunks(65_536)))),
            ("gzipped", text_of(&feed(&feed::gzip(&raw, 2), &Way::chunks(64)))),
            ("fetched by somebody else", text_of(&feed(&raw, &Way::pumped()))),
        ];
        let different = ways.iter().filter(|(_, got)| *got != expected);
        wrong.extend(different.map(|(way, _)| format!("{} {way}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The head lines of entries, of which a cut export keeps all but the last.
fn entries(raw: &[u8]) -> (Vec<String>, bool) {
    let output = feed(raw, &Way::whole());
    let has_failed = output.failures.iter().any(|state| matches!(state, TaskState::Failed(_)));
    (output.entries, has_failed)
}

#[test]
fn a_cut_export_keeps_all_records_before() {
    let is_json = |path: &PathBuf| fs::read(path).unwrap().starts_with(b"[\n");
    for path in cases().into_iter().filter(is_json) {
        let raw = fs::read(&path).unwrap();
        let (all, _) = entries(&raw);
        let is_head = |text: &[u8]| text.trim_ascii().len() > 10;
        let cuts = (raw.len() / 2..raw.len() - 2).step_by(7);
        for cut in cuts.filter(|cut| is_head(&raw[..*cut])) {
            let (kept, has_failed) = entries(&raw[..cut]);
            let n_whole = kept.len() - 1;
            assert!(has_failed, "{} cut at {cut} is not said to be", path.display());
            assert_eq!(kept[..n_whole], all[..n_whole], "{} cut at {cut}", path.display());
        }
    }
}
