//! Words of sentences that say what follows them, looked up once for each token.

use std::sync::LazyLock;

/// A credential follows.
pub(super) const SCHEME: u16 = 1;
/// An account follows.
pub(super) const ACCOUNT: u16 = 2;
/// The number of a person or thing follows.
pub(super) const NUMBERED: u16 = 4;
/// A machine follows.
pub(super) const MACHINE: u16 = 8;
/// A person follows.
pub(super) const PERSON: u16 = 16;
/// A person is spoken to.
pub(super) const SALUTATION: u16 = 32;
/// Values of SQL follow.
pub(super) const SQL: u16 = 64;

/// The longest of the words below.
const MAX_LEN: usize = 14;

const ROLES: &[(u16, &str)] = &[
    (
        SCHEME,
        "bearer basic token apikey negotiate ntlm key jwt hmac bot splunk genie geniekey oauth dpop credential credentials secret password passwd pwd passphrase code otp pin session cookie signature auth sharedkey passcode",
    ),
    (
        ACCOUNT,
        "user username login account uid principal actor owner member credentials ruser benutzer utilisateur usuario",
    ),
    (
        NUMBERED,
        "customer account order user id member subscriber client device payment transaction invoice tenant employee patient merchant booking reservation contract cart shipment kunde",
    ),
    (MACHINE, "host node server hostname machine broker replica upstream for from to"),
    (
        PERSON,
        "customer patient employee passenger cardholder beneficiary contact recipient student client kunde",
    ),
    (
        SALUTATION,
        "dear hello hi mr mrs ms dr prof herr frau monsieur madame sir bonjour hallo beste estimado estimada",
    ),
    (SQL, "values identified password"),
];

/// Words as numbers with their roles, in order; which first letters words of a length have.
type Table = (Vec<(u128, u16)>, [u32; MAX_LEN + 1]);

/// All words above.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut words: Vec<(u128, u16)> = Vec::new();
    let mut shapes = [0; MAX_LEN + 1];
    for (role, list) in ROLES {
        for word in list.split(' ') {
            let key = pack(word.as_bytes());
            match words.iter_mut().find(|(known, _)| *known == key) {
                Some((_, roles)) => *roles |= role,
                None => words.push((key, *role)),
            }
            if let (Some(shape), Some(first)) = (shapes.get_mut(word.len()), word.bytes().next()) {
                *shape |= 1 << (first & 31);
            }
        }
    }
    words.sort_unstable();
    (words, shapes)
});

/// The roles of a word.
pub(super) fn roles(word: &[u8]) -> u16 {
    let (words, shapes) = &*TABLE;
    let Some((first, shape)) = word.first().zip(shapes.get(word.len())) else { return 0 };
    if shape & 1 << (first & 31) == 0 {
        return 0;
    }
    let key = pack(word);
    words
        .binary_search_by_key(&key, |(word, _)| *word)
        .ok()
        .and_then(|at| words.get(at))
        .map_or(0, |(_, roles)| *roles)
}

/// A word in lower case as a number.
fn pack(word: &[u8]) -> u128 {
    word.iter().fold(0, |key, byte| key << 8 | u128::from(byte.to_ascii_lowercase()))
}
