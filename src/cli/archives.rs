//! What archives contain that is not read, and where their bytes went.

use logscry::input::Skip;
use logscry::session::{ArchiveBytes, ArchiveTrouble, Member};
use logscry::units::grouped;
use serde_json::{Value, json};

use super::choices::UNPACK_ON;
use super::line::push_line;
use super::scan::Archive;
use super::shown::shown;

/// Skipping a folder loses nothing.
fn left_out(archive: &Archive) -> impl Iterator<Item = (&Member, String)> {
    archive.skipped.iter().filter_map(|member| match &member.opened {
        Ok(_) | Err(Skip::Folder) => None,
        Err(why) => Some((member, why.words())),
    })
}

/// How many members are skipped.
pub(super) fn n_skipped(archive: &Archive) -> usize {
    left_out(archive).count()
}

/// Skipped members and why, and where the bytes went.
pub(super) fn json_of(archive: &Archive) -> Value {
    let skipped: Vec<Value> = left_out(archive)
        .map(|(member, why)| json!({ "path": member.path, "size": member.size, "why": why }))
        .collect();
    let bytes: Vec<Value> = archive.bytes.iter().map(bytes_json).collect();
    json!({
        "skipped": skipped,
        "bytes": bytes,
        "failures": archive.troubles.iter().map(trouble_words).collect::<Vec<_>>(),
    })
}

fn bytes_json(figures: &ArchiveBytes) -> Value {
    let ArchiveBytes { path, bytes, in_members, skipped, overhead, trailing } = figures;
    json!({
        "path": path,
        "bytes": bytes,
        "in_members": in_members,
        "skipped": skipped,
        "overhead": overhead,
        "trailing": trailing,
    })
}

fn trouble_words(trouble: &ArchiveTrouble) -> String {
    let ArchiveTrouble { path, why, at, is_too_much } = trouble;
    let way_on = if *is_too_much { UNPACK_ON } else { "" };
    let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
    format!("{place}{why}, at byte {at}; everything before it is kept{way_on}")
}

/// Says on standard error what of an archive cannot be read.
pub(super) fn tell_troubles(archive: &Archive, name: &str) {
    for trouble in &archive.troubles {
        eprintln!("logscry: {}: {}", shown(&trouble_words(trouble)), shown(name));
    }
}

/// Skipped members and where the bytes went, for people.
pub(super) fn push_text(out: &mut String, archive: &Archive) {
    for trouble in &archive.troubles {
        push_line(out, "problem", &trouble_words(trouble));
    }
    for (member, why) in left_out(archive) {
        push_line(out, "skipped", &format!("{} ({why})", member.path));
    }
    // Inner archives are members of the outermost.
    let Some(outermost) = archive.bytes.iter().find(|bytes| bytes.path.is_empty()) else { return };
    let figures = [
        ("in members", outermost.in_members),
        ("in skipped", outermost.skipped),
        ("overhead", outermost.overhead),
    ];
    let trailing = (outermost.trailing > 0).then_some(("behind it", outermost.trailing));
    for (name, count) in figures.into_iter().chain(trailing) {
        push_line(out, name, &format!("{} bytes", grouped(count)));
    }
}
