//! Whether a value can be what its name says.
//!
//! Names are used loosely: `password: changed`, `user=null`, `token_type=bearer`. A value that
//! says nothing is left as it is; the fewer shapes a kind has, the more its values must fit.

use super::bytes::{Mix, follows};
use super::keys::{self, Meaning};
use super::kind::{self, Kind};
use super::lexicon::{NO_VALUES, SYSTEM_USERS};
use super::shape;

/// Whether a value is no value: a mask, a placeholder, a reference, code, a pseudonym.
pub(super) fn is_nothing(value: &[u8]) -> bool {
    let trimmed = value.trim_ascii();
    if trimmed.is_empty() || is_pseudonym(trimmed) || trimmed.starts_with(b"-----") {
        return true;
    }
    if trimmed.len() <= 16 && NO_VALUES.has(trimmed) {
        return true;
    }
    let has_letters = trimmed.iter().any(u8::is_ascii_alphanumeric);
    let is_masked = trimmed.iter().all(|byte| b"*.-_xX#?<>[](){}\" '|/\\:;,=+~&%$!".contains(byte))
        && (!has_letters || trimmed.iter().all(|&byte| byte == b'x' || byte == b'X'));
    let starts = |what: &[u8]| follows(trimmed, 0, what);
    let is_tag = (starts(b"[") && trimmed.ends_with(b"]")
        || starts(b"<") && trimmed.ends_with(b">"))
        && trimmed.iter().all(|&byte| byte.is_ascii_alphabetic() || b"[]<>-_ ".contains(&byte));
    let is_template = starts(b"${")
        || starts(b"{{")
        || starts(b"$(")
        || starts(b"%(")
        || starts(b"#{")
        || starts(b"<%")
        || (starts(b"%") && trimmed.len() <= 3)
        || starts(b"process.env")
        || starts(b"os.environ")
        || (starts(b"$")
            && trimmed.len() > 1
            && trimmed
                .iter()
                .skip(1)
                .all(|&byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit()));
    is_masked || is_tag || is_template || memchr::memchr_iter(b'*', trimmed).count() >= 3
}

/// Whether a value is one of ours, such as `ip-7`.
pub(super) fn is_pseudonym(value: &[u8]) -> bool {
    let Some(dash) = value.iter().rposition(|&byte| byte == b'-') else { return false };
    let (word, number) = value.split_at(dash);
    let number = number.get(1..).unwrap_or_default();
    !number.is_empty()
        && number.len() <= 10
        && number.iter().all(u8::is_ascii_digit)
        && kind::words().any(|known| known.as_bytes() == word)
}

/// Code where a value would stand: a call, a member, a type.
pub(super) fn is_code(value: &[u8]) -> bool {
    let calls = value.ends_with(b"()")
        || value.ends_with(b"();")
        || memchr::memmem::find(value, b"(\"").is_some()
        || memchr::memmem::find(value, b"()").is_some();
    let is_type = value.ends_with(b"?")
        && value.iter().all(|&byte| byte.is_ascii_alphabetic() || byte == b'?');
    let brace = memchr::memchr(b'{', value).unwrap_or(0);
    let is_object = brace >= 3 && value.iter().take(brace).all(u8::is_ascii_alphabetic);
    calls || is_type || is_object
}

/// A path of a file or folder.
fn is_path(value: &[u8]) -> bool {
    let slashes = memchr::memchr_iter(b'/', value).count();
    (follows(value, 0, b"/") || follows(value, 0, b"./") || follows(value, 0, b"~/"))
        && (slashes >= 2 || !value.iter().any(u8::is_ascii_digit))
        && value.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte))
        && !Mix::of(value).is_random()
}

/// The account is one of every machine, not of a person.
pub(super) fn is_system_user(value: &[u8]) -> bool {
    SYSTEM_USERS.has(value)
}

/// How a value was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Written {
    /// Between quotes or tags, or in a cell: it begins and ends where it says.
    Enclosed,
    /// Bare after `=`.
    Bare,
    /// Bare after a colon, where prose may go on.
    Prose,
}

/// The kind of a value that has a meaning by its name; none if it cannot be that.
pub(super) fn agrees(meaning: Meaning, value: &[u8], written: Written) -> Option<Kind> {
    if is_nothing(value) {
        return None;
    }
    match meaning {
        Meaning::Is(kind) => {
            let is_name = matches!(kind, Kind::User | Kind::Secret) && is_name_of_field(value);
            (!is_name && fits(kind, value, written)).then(|| of_shape(kind, value))
        }
        Meaning::MaybeSecret => looks_secret(value).then_some(Kind::Secret),
        Meaning::Code => is_one_time_code(value).then_some(Kind::Secret),
        Meaning::Contact => contact(value),
        Meaning::Where => shape::is_coordinates(value).then_some(Kind::Place),
        Meaning::Machine | Meaning::Machines => machine(value, meaning),
        Meaning::Ident => ident(value),
        Meaning::MaybePerson => (is_person(value) && value.contains(&b' ')).then_some(Kind::Person),
        Meaning::MaybeAddress => {
            if shape::is_street(value) {
                Some(Kind::Address)
            } else {
                shape::network(value)
            }
        }
        Meaning::Authorization | Meaning::Cookies | Meaning::Value => None,
    }
}

/// `username=username`: the name of a variable, and no value.
fn is_name_of_field(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_')
        && keys::meaning(value).is_some()
}

/// What a value's shape says overrules what its name says of accounts.
fn of_shape(kind: Kind, value: &[u8]) -> Kind {
    if kind != Kind::User {
        return kind;
    }
    if shape::is_uuid(value) {
        Kind::Uuid
    } else if shape::is_email(value) {
        Kind::Email
    } else {
        shape::network(value).unwrap_or(kind)
    }
}

fn fits(kind: Kind, value: &[u8], written: Written) -> bool {
    let mix = Mix::of(value);
    match kind {
        Kind::Secret => fits_secret(value, mix, written),
        Kind::Card => {
            (12..=19).contains(&mix.digits)
                && mix.letters() == 0
                && value.iter().all(|byte| byte.is_ascii_digit() || b" -".contains(byte))
        }
        Kind::Iban => {
            mix.digits >= 8
                && value.len() <= 48
                && value.iter().all(|byte| byte.is_ascii_alphanumeric() || b" -".contains(byte))
        }
        Kind::Citizen => mix.digits >= 5 && value.len() <= 24 && mix.letters() <= 8,
        Kind::Phone => (6..=17).contains(&mix.digits) && mix.letters() <= 3 && value.len() <= 32,
        Kind::Birth => (4..=10).contains(&mix.digits) && value.len() <= 30,
        Kind::Address => value.len() >= 4 && value.len() <= 160 && mix.letters() >= 3,
        Kind::Place => shape::is_coordinate(value),
        Kind::Email => value.contains(&b'@') && value.len() <= 254,
        Kind::Person => is_person(value),
        Kind::User => is_user(value, written),
        Kind::Ip => shape::network(value) == Some(Kind::Ip),
        Kind::Mac => shape::is_mac(value),
        Kind::Uuid => shape::is_uuid(value) || (mix.digits > 0 && value.len() >= 16),
        Kind::Host | Kind::Id | Kind::Own(_) => true,
    }
}

fn fits_secret(value: &[u8], mix: Mix, written: Written) -> bool {
    if is_code(value) && written != Written::Enclosed || is_path(value) || value.len() > 8192 {
        return false;
    }
    if written == Written::Enclosed {
        return value.len() >= 3;
    }
    let is_plain_word = mix.digits == 0 && mix.others == 0 && mix.upper <= 1;
    // Small counts and switches: `token=1`, `session: 42`.
    let is_count = mix.letters() == 0 && mix.others == 0 && value.len() < 4;
    value.len() >= 3 && !is_count && !(is_plain_word && written == Written::Prose)
}

/// Whether a value is what nobody would write by hand, or a code that opens something.
pub(super) fn looks_secret(value: &[u8]) -> bool {
    let mix = Mix::of(value);
    let is_token =
        value.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"-_.~+/=%:!".contains(&byte));
    if !is_token || is_path(value) || shape::is_time_like(value) || shape::network(value).is_some()
    {
        return false;
    }
    let is_hex = value.iter().all(u8::is_ascii_hexdigit) && mix.letters() > 0;
    value.len() >= 16
        && mix.digits > 0
        && mix.letters() > 0
        && (mix.is_random() || is_hex && value.len() >= 16)
        || value.len() >= 24 && mix.upper > 2 && mix.lower > 2 && mix.turns >= 6
        || value.len() >= 12 && mix.digits > 1 && mix.upper > 1 && mix.lower > 1 && mix.turns >= 6
}

fn is_one_time_code(value: &[u8]) -> bool {
    let mix = Mix::of(value);
    (4..=8).contains(&value.len()) && mix.digits == value.len() && mix.digits >= 4
        || value.len() == 7 && mix.digits == 6 && matches!(value.get(3), Some(b' ' | b'-'))
        || (10..=200).contains(&value.len()) && looks_secret(value)
}

fn contact(value: &[u8]) -> Option<Kind> {
    if value.contains(&b'@') && value.len() <= 254 {
        Some(Kind::Email)
    } else if shape::is_phone(value) {
        Some(Kind::Phone)
    } else {
        (is_person(value) && value.contains(&b' ')).then_some(Kind::Person)
    }
}

/// Two to five words, each with a capital or all of one case; no digits.
pub(super) fn is_person(value: &[u8]) -> bool {
    let n_words = value.split(|&byte| byte == b' ').filter(|word| !word.is_empty()).count();
    (1..=6).contains(&n_words)
        && (2..=80).contains(&value.len())
        && value.iter().all(|&byte| {
            byte.is_ascii_alphabetic() || b" .'-,".contains(&byte) || byte >= 0x80 || byte == b'`'
        })
        && value.iter().any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
}

fn is_user(value: &[u8], written: Written) -> bool {
    let mix = Mix::of(value);
    let is_name = value
        .iter()
        .all(|&byte| byte.is_ascii_alphanumeric() || b"._-@+\\$'".contains(&byte) || byte >= 0x80)
        || written == Written::Enclosed && is_person(value);
    // `com.acme.hall` is a package.
    let is_package = memchr::memchr_iter(b'.', value).count() >= 2 && !value.contains(&b'@');
    is_name
        && !is_package
        && (2..=128).contains(&value.len())
        && mix.letters() > 0
        && !is_system_user(value)
        && !is_path(value)
}

/// A machine by name or address; names that only `host` and the like say are machines.
fn machine(value: &[u8], meaning: Meaning) -> Option<Kind> {
    if let Some(kind) = shape::network(value) {
        return Some(kind);
    }
    if shape::is_host(value) && !shape::is_public_host(value) {
        return Some(Kind::Host);
    }
    let mix = Mix::of(value);
    let is_label = value.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    (meaning == Meaning::Machine
        && is_label
        && mix.letters() > 0
        && (3..=63).contains(&value.len())
        && !is_system_user(value)
        && (mix.digits > 0 || value.contains(&b'-'))
        && !shape::is_public_host(value))
    .then_some(Kind::Host)
}

fn ident(value: &[u8]) -> Option<Kind> {
    let mix = Mix::of(value);
    if shape::is_uuid(value) {
        return Some(Kind::Uuid);
    }
    let is_id = value.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"-_.:|@".contains(&byte));
    if value.contains(&b'@') && shape::is_email(value) {
        return Some(Kind::Email);
    }
    (is_id && mix.digits >= 3 && value.len() >= 4 && value.len() <= 128).then_some(Kind::Id)
}
