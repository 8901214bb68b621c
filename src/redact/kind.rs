//! What a found value is, and how it is treated.

/// How a value is treated, unless the user says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Opens a door: never kept, not even in the map that undoes a redaction.
    Secret,
    /// Says who or where a person is.
    Personal,
    /// Says which machine, request or account.
    Identifier,
}

/// What a value is. The first kinds win over later ones where several fit one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Passwords, tokens, keys, cookies, codes, signatures.
    Secret,
    /// What a rule of the user's finds, by the number of the rule.
    Own(u8),
    /// Numbers of payment cards.
    Card,
    /// Numbers of bank accounts.
    Iban,
    /// Numbers that a state gives to a person.
    Citizen,
    /// Dates of birth.
    Birth,
    /// Streets with a number.
    Address,
    /// Coordinates.
    Place,
    /// Numbers of telephones.
    Phone,
    /// Mail addresses.
    Email,
    /// Names of people.
    Person,
    /// Names of accounts.
    User,
    /// Addresses of machines on a network.
    Ip,
    /// Addresses of network cards.
    Mac,
    /// Names of machines.
    Host,
    /// Universally unique ids.
    Uuid,
    /// Other ids.
    Id,
}

/// Every kind with the word that its pseudonyms begin with, and its class.
const KINDS: &[(Kind, &str, Class)] = &[
    (Kind::Secret, "secret", Class::Secret),
    (Kind::Card, "card", Class::Personal),
    (Kind::Iban, "iban", Class::Personal),
    (Kind::Citizen, "citizen", Class::Personal),
    (Kind::Birth, "birth", Class::Personal),
    (Kind::Address, "street", Class::Personal),
    (Kind::Place, "place", Class::Personal),
    (Kind::Phone, "phone", Class::Personal),
    (Kind::Email, "email", Class::Personal),
    (Kind::Person, "person", Class::Personal),
    (Kind::User, "user", Class::Personal),
    (Kind::Ip, "ip", Class::Identifier),
    (Kind::Mac, "mac", Class::Identifier),
    (Kind::Host, "host", Class::Identifier),
    (Kind::Uuid, "uuid", Class::Identifier),
    (Kind::Id, "id", Class::Identifier),
];

impl Kind {
    /// The word that its pseudonyms begin with; that of a rule of the user's is the rule's name.
    pub fn word(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("own", |(_, word, _)| word)
    }

    /// How it is treated.
    pub fn class(self) -> Class {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or(Class::Personal, |(.., class)| *class)
    }
}

/// The words of all kinds.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(_, word, _)| *word)
}
