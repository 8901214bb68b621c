//! Names of accounts and machines by their place in lines of well-known programs.

use super::super::bytes::{is_word, piece, run};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::super::values::{is_nothing, is_system_user};
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    let mut at = 0;
    while at < text.len() {
        line(text, at, hits);
        at = run(text, at, |byte| byte != b'\n') + 1;
    }
}

fn line(text: &[u8], start: usize, hits: &mut Hits) {
    syslog_host(text, start, hits);
    access_user(text, start, hits);
}

/// `Mar 14 09:26:53 HOST program[12]:`, with a priority before it or a date of ISO 8601.
fn syslog_host(text: &[u8], start: usize, hits: &mut Hits) {
    let mut at = start;
    if text.get(at) == Some(&b'<') {
        at = run(text, at + 1, |byte| byte.is_ascii_digit());
        if text.get(at) != Some(&b'>') {
            return;
        }
        at += 1;
        // The version of the newer protocol.
        if text.get(at).is_some_and(u8::is_ascii_digit) && text.get(at + 1) == Some(&b' ') {
            at += 2;
        }
    }
    let Some(time_end) = old_time(text, at).or_else(|| new_time(text, at)) else { return };
    let host_end = run(text, time_end + 1, |byte| is_word(byte) || b".-:".contains(&byte));
    let host = piece(text, time_end + 1, host_end);
    let program = host_end + 1;
    let program_end = run(text, program, |byte| is_word(byte) || b"-./@()".contains(&byte));
    let is_program = text.get(host_end) == Some(&b' ')
        && program_end > program
        && match text.get(program_end) {
            Some(b':') => true,
            Some(b'[') => {
                text.get(run(text, program_end + 1, |byte| byte.is_ascii_digit())) == Some(&b']')
            }
            Some(b' ') => text.get(start) == Some(&b'<'),
            _ => false,
        };
    let is_host = host.iter().any(u8::is_ascii_alphabetic)
        && !is_nothing(host)
        && host != b"stdout"
        && host != b"stderr"
        && host.iter().all(|&byte| byte != b':');
    let is_level = piece(text, time_end + 1, host_end).iter().all(u8::is_ascii_uppercase);
    if is_program && is_host && !is_level {
        hits.push(Kind::Host, time_end + 1, host_end);
    }
}

fn old_time(text: &[u8], at: usize) -> Option<usize> {
    let time = text.get(at..at + 15)?;
    let fits = |n: usize, byte: u8| match n {
        0 => byte.is_ascii_uppercase(),
        1 | 2 => byte.is_ascii_lowercase(),
        3 | 6 => byte == b' ',
        4 => byte == b' ' || byte.is_ascii_digit(),
        9 | 12 => byte == b':',
        _ => byte.is_ascii_digit(),
    };
    (time.iter().enumerate().all(|(n, &byte)| fits(n, byte)) && text.get(at + 15) == Some(&b' '))
        .then_some(at + 15)
}

fn new_time(text: &[u8], at: usize) -> Option<usize> {
    let date = text.get(at..at + 19)?;
    let fits = date.iter().enumerate().all(|(n, &byte)| match n {
        4 | 7 => byte == b'-',
        10 => byte == b'T',
        13 | 16 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    let end = run(text, at + 19, |byte| byte.is_ascii_digit() || b".+:Z-,".contains(&byte));
    (fits && text.get(end) == Some(&b' ')).then_some(end)
}

/// `CLIENT IDENT USER [01/Mar/2026:09:36:10`.
fn access_user(text: &[u8], start: usize, hits: &mut Hits) {
    let line_end = run(text, start, |byte| byte != b'\n').min(start + 300);
    let Some(bracket) =
        memchr::memmem::find(piece(text, start, line_end), b" [").map(|at| start + at)
    else {
        return;
    };
    let is_date = text.get(bracket + 2..bracket + 6).is_some_and(|date| {
        date.iter().take(2).all(u8::is_ascii_digit) && date.get(2) == Some(&b'/')
    });
    if !is_date {
        return;
    }
    let head = piece(text, start, bracket);
    let mut words = head.splitn(3, |&byte| byte == b' ');
    let (Some(client), Some(_ident), Some(user)) = (words.next(), words.next(), words.next())
    else {
        return;
    };
    if !is_nothing(user) && !is_system_user(user) && user.len() <= 80 {
        let kind = if shape::is_email(user) { Kind::Email } else { Kind::User };
        hits.push(kind, bracket - user.len(), bracket);
    }
    if shape::is_host(client) && !shape::is_public_host(client) {
        hits.push(Kind::Host, start, start + client.len());
    }
}
