//! What the name of a field says about its value.
//!
//! A name is cut into words, whatever its case and separators; the longest tail of words that is
//! known gives the meaning, so `smtp.relay.userPassword` is a password, and `password_length` is
//! not.

use std::sync::LazyLock;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::kind::Kind;

/// What a value is, going by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A value of this kind, if it can be one.
    Is(Kind),
    /// Secret if it looks like it: the name has other uses.
    MaybeSecret,
    /// A short code that opens a door once.
    Code,
    /// A scheme, and what it needs: `Bearer`, `Basic`, `Digest`.
    Authorization,
    /// Names and values of cookies.
    Cookies,
    /// A value whose name stands in a field beside it.
    Value,
    /// A person by name, by account or by address.
    Contact,
    /// Whole or in parts: `lat,lon`.
    Where,
    /// An address of a machine, by name or number.
    Machine,
    /// A machine with a port, or a list of them.
    Machines,
    /// An id, if it looks like one.
    Ident,
    /// A person's name where the name says nothing of people.
    MaybePerson,
    /// A street, or an address of another kind.
    MaybeAddress,
}

use Meaning::{
    Authorization, Code, Contact, Cookies, Ident, Is, Machine, Machines, MaybeAddress, MaybePerson,
    MaybeSecret, Value, Where,
};

/// Tails of names, in groups of one meaning; `-` is a tail that means nothing here.
const TAILS: &[(Meaning, &str)] = &[
    (
        Is(Kind::Secret),
        "password|passwd|passwort|kennwort|wachtwoord|contrasena|contraseña|mot de passe|senha|haslo|hasło|parola|pwd|pswd|passphrase|pass phrase|passcode|\
         secret|secrets|user pass|smtp pass|db pass|mail pass|ftp pass|proxy pass|sudo pass|pass word|ssh pass|login pass|admin pass|root pass|key pass|store pass|\
         token|apikey|api key|api secret|app key|app secret|access key|secret key|private key|encryption key|signing key|\
         master key|shared key|shared access key|account key|storage key|subscription key|license key|licence key|session key|service key|auth key|\
         admin key|client key|consumer key|stripe key|openai key|secret key base|webhook key|deploy key|ssh key|tls key|ssl key|host key|hmac key|aes key|jwt key|ingest key|write key|integration key|server key|\
         client secret|consumer secret|access token secret|credential|credentials|\
         session id|sessionid|session token|sess id|sessid|jsessionid|phpsessid|sid|aspsessionid|asp.net sessionid|net session id|connect sid|session cookie|remember token|\
         csrf|xsrf|csrf token|xsrf token|csrfmiddlewaretoken|jwt|id token|bearer|bearer token|access token|refresh token|auth token|client assertion|assertion|saml response|saml assertion|\
         signature|hmac|sig|x amz signature|amz signature|amz security token|security token|authenticity token|verification token|request verification token|\
         password hash|passwd hash|pw hash|hashed password|encrypted password|password digest|password salt|pwd hash|pass hash|\
         totp secret|totp seed|mfa seed|otp secret|mfa secret|seed phrase|mnemonic|recovery phrase|recovery code|recovery codes|backup code|backup codes|\
         private key pem|pem|keystore password|truststore password|connection secret|nonce secret|auth tok|authtoken|o auth token|oauth token|oauth|\
         cvv|cvc|cvv2|cvc2|card cvc|security code|secret answer|security answer|magic link token|invite token|reset token|reset code token|device token|push token|fcm token|apns token|sas|sas token|sas url|key material|wrapped key|data key|\
         pw|pass wd|authpass|auth pass|auth data|auth password|x api key|api token|app token|user token|bot token|personal access token|pat|ticket|service ticket|tgt|kerberos ticket|basic auth|hex token|\
         code verifier|code challenge secret|client key data|session state|unlock key|unlock code|transfer key|webhook secret|signing secret",
    ),
    (
        MaybeSecret,
        "key|token value|tok|state|session|sess|t|k|code verifier hash|authorization code|secret value|hash|salt|nonce|seed|cookie value|access|credential id|key value|opaque|response|cnonce|pass|uid token|dsn|webhook|license|licence|hook",
    ),
    (
        Code,
        "otp|one time code|one time password|verification code|verify code|mfa code|sms code|auth code|totp|totp code|2fa code|2fa|two factor code|pin|pin code|pincode|confirmation code|login code|reset code|oauth code|code|activation code|access code|passkey code|security pin|tan",
    ),
    (
        Authorization,
        "auth|authorization|authorisation|proxy authorization|auth header|authorization header|x authorization|www authorization|x forwarded authorization",
    ),
    (Cookies, "cookie|cookies|set cookie|http cookie|cookie header|cookie2"),
    (Value, "value|val|content|data value|v"),
    (
        Is(Kind::Email),
        "email|e mail|mail address|email address|emailaddress|correo|courriel|mailto|reply to|user email|mail from|rcpt to|bcc|delivered to|return path",
    ),
    (
        Contact,
        "to|from|recipient|recipients|sender|contact|mail|cc|contact email|envelope from|envelope to|orig to",
    ),
    (
        Is(Kind::Phone),
        "phone|phone number|phonenumber|telephone|tel|mobile|mobile number|cell|cellphone|cell phone|msisdn|fax|telefon|telefono|téléphone|telefoon|handy|caller|callee|sms to|whatsapp|calling number|called number|dialed number|phone no|mobile no|contact number",
    ),
    (
        Is(Kind::Card),
        "card number|cardnumber|card no|pan|credit card|creditcard|cc number|ccnumber|cc num|debit card|primary account number|card|ccn|credit card number|kartennummer",
    ),
    (
        Is(Kind::Iban),
        "iban|account iban|debtor iban|creditor iban|bank account|account number iban|bban|kontonummer|bank account number",
    ),
    (
        Is(Kind::Citizen),
        "ssn|social security number|social security|national id|national insurance number|nino|bsn|burgerservicenummer|tax id|taxid|tin|steuer id|passport|passport number|passport no|driver license|drivers license|driving licence|license number|personnummer|cpf|cnpj|dni|nie|nif|codice fiscale|pesel|aadhaar|pan number|sin|nhs number|medicare|id number|id card|identity number|ahv|insee|nir|curp|rut|sozialversicherungsnummer|personal number|citizen id|itin|ein|vat id|patient id|mrn|medical record number",
    ),
    (
        Is(Kind::Person),
        "full name|fullname|first name|firstname|last name|lastname|given name|givenname|surname|family name|familyname|middle name|customer name|customername|display name|displayname|real name|realname|cardholder|card holder|cardholder name|card holder name|holder name|account holder|patient|patient name|person name|contact name|employee name|person|vorname|nachname|nom|prenom|prénom|nombre|apellido|cognome|achternaam|voornaam|maiden name|mother maiden name|recipient name|sender name|billing name|shipping name|name on card|employee|signatory|beneficiary|beneficiary name|payer|payee|passenger|guest name|guest|author name|user full name|legal name|student|student name|driver name|debtor name|creditor name|subscriber name|owner name|buyer|buyer name|seller name|gecos",
    ),
    (MaybePerson, "name|customer|client name|q"),
    (
        Is(Kind::User),
        "user|username|user name|login|login name|loginname|logname|log name|actor|owner|account|account name|principal|user principal name|upn|nickname|nick|screen name|screenname|handle|benutzer|benutzername|usuario|utilisateur|gebruiker|gebruikersnaam|created by|updated by|modified by|deleted by|assignee|author|requested by|submitted by|approved by|operator|initiator|subject user name|target user name|account domain user|ruser|luser|euser|logged in as|run as|sudo user|db user|remote user|auth user|smtp user|ftp user|cs username|sam account name|samaccountname|uname|userid name|member|reporter|impersonator|invoked by|caller name|on behalf of|acct|auid name",
    ),
    (
        Is(Kind::Birth),
        "dob|birth date|birthdate|date of birth|birthday|birth day|geburtsdatum|geboortedatum|naissance|date naissance|fecha nacimiento|born|born on|birth",
    ),
    (
        Is(Kind::Address),
        "street|street address|streetaddress|shipping address|billing address|home address|postal address|mailing address|delivery address|address line|address line 1|address line 2|addressline1|addr line 1|strasse|straße|straat|rue|calle|residence|residential address|address1|address2|street name|ship to|bill to|house address|work address|visitor address|invoice address|deliver to",
    ),
    (MaybeAddress, "address|addr|adresse|direccion|indirizzo|adres"),
    (Is(Kind::Place), "lat|latitude|lon|lng|long|longitude|gps lat|gps lon|geo lat|geo lon"),
    (
        Where,
        "geo|coordinates|coords|coordinate|gps|position|latlng|lat lng|latlon|lat lon|lat long|geolocation|geo location|geo point|geopoint|location|gps position|ll|last position",
    ),
    (
        Is(Kind::Ip),
        "ip|ip address|ipaddress|ip addr|ipaddr|client ip|clientip|remote ip|src ip|dst ip|source ip|dest ip|destination ip|rip|lip|xff|forwarded for|real ip|peer ip|server ip|host ip|node ip|pod ip|source address|destination address|saddr|daddr|bind address|ipv4|ipv6",
    ),
    (
        Machines,
        "remote addr|remote address|remoteaddr|remote|peer|src|dst|source addr|client addr|client address|peer addr|peer address|forwarded|x forwarded for|x real ip|listen addr|endpoint|upstream addr|client|local addr|nameserver|gateway|dest|rhost|remote host|brokers|bootstrap servers|nodes|hosts|servers|upstream|http host|authority|target|backend|broker|relay",
    ),
    (
        Is(Kind::Mac),
        "mac|mac address|macaddress|hwaddr|hw addr|hardware address|ether|bssid|link address|chaddr|mac addr|lladdr",
    ),
    (
        Machine,
        "host|hostname|host name|server|server name|servername|node|node name|nodename|computer|computer name|computername|machine|machine name|workstation|workstation name|fqdn|domain controller|syslog host|agent hostname|db host|smtp host|mx|data source|primary|replica|master host|instance name|vm name|hypervisor|worker node|device name|asset name|dvchost|shost|dhost|dvc|source host|destination host|client host|client hostname|target server name|server addr|server address|peer host|leader|follower",
    ),
    (Is(Kind::Uuid), "uuid|guid"),
    (
        Ident,
        "user id|userid|customer id|customerid|account id|accountid|client number|customer number|customer no|account number|account no|order id|orderid|order number|order no|request id|requestid|req id|correlation id|correlationid|device id|deviceid|session uuid|transaction id|tx id|txn id|payment id|invoice id|subscriber id|member id|person id|employee id|tenant id|org id|organization id|profile id|visitor id|subject id|sub|uid|cust id|contact id|case id|merchant id|contract id|contract number|policy number|policy id|booking id|booking reference|reservation id|shipment id|cart id|basket id|imei|imsi|iccid|serial|serial number|advertising id|idfa|gaid|android id|installation id|install id|machine id|instance id|account|party id|loyalty number|membership id|reference number|ticket id|ticket number|user uuid|user guid|message id|msg id|msgid|conversation id|chat id|group id|object id|owner id|author id|actor id|patient number|student id|badge id|employee number|staff id|external id|parent id|entity id|resource id|aws account id|subscription id|person number|client id|conversation|correlation|transaction|activity id|x request id|x correlation id|idempotency key",
    ),
];

/// Words that end a name and say nothing: `password1`, `user_value`, `token (base64)`.
const NOISE: &[&str] = &[
    "value",
    "val",
    "str",
    "string",
    "raw",
    "plain",
    "plaintext",
    "text",
    "field",
    "param",
    "b64",
    "base64",
    "hex",
    "encoded",
    "url",
    "new",
    "old",
    "is",
    "was",
    "are",
    "current",
    "set",
    "input",
    "env",
    "header value",
    "decoded",
];

/// Names that no tail rule may read: what they hold is public, a measure or a setting.
const NOT: &str = "public key|primary key|foreign key|partition key|sort key|cache key|row key|\
     routing key|user agent|user host|author|sub key|group key|sharding key|shard key|\
     message key|ssh host key|column key|metric key|translation key|object key|s3 key|\
     bucket key|hot key|lookup key|dedup key|dedupe key|next token|page token|\
     continuation token|cancellation token|csrf check|status code|error code|exit code|\
     response code|country code|zip code|postal code|currency code|http code|\
     return code|result code|reason code|language code|promo code|coupon code|\
     discount code|product code|source code|api key header|op code|event code|\
     close code|sql code|file name|event name|service name|class name|job name|\
     queue name|thread name|logger name|topic name|table name|bucket name|app name|\
     display state|method name|field name|host group|process name|task name|\
     column name|index name|database name|image name|container name|domain name|\
     role name|policy name|secret name|key name|metric name|stream name|hash algorithm|\
     git hash|commit hash|content hash|tree hash|block hash|file hash|mac os|\
     email status|email template|email subject|unexpected token|invalid token|\
     next state|old state|new state|previous state|connection state|circuit state|\
     thread state|client version|server version|server time|server port|client port|\
     user count|user type|user role|host port|node version|node type|log position|\
     binlog position|cursor position|read position|write position|session timeout|\
     session type|from state|to state|trace id|span id|traceid|spanid|message count";

/// The meaning of a name; none if it has none here.
pub(super) fn meaning(name: &[u8]) -> Option<Meaning> {
    let mut words = words_of(name);
    while words.len() > 1
        && words.last().is_some_and(|word| {
            NOISE.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit())
        })
    {
        words.pop();
    }
    let tail = |n: usize| words.get(words.len().saturating_sub(n)..).unwrap_or_default().join(" ");
    for n in (1..=words.len().min(4)).rev() {
        let tail = tail(n);
        if let Some(known) = KNOWN.get(tail.as_str()) {
            return *known;
        }
    }
    glued(words.last()?)
}

/// Tails with their meanings; those that have none here are in it too.
static KNOWN: LazyLock<HashMap<&str, Option<Meaning>, FixedState>> = LazyLock::new(|| {
    let groups = TAILS
        .iter()
        .flat_map(|(meaning, tails)| tails.split('|').map(|tail| (tail, Some(*meaning))));
    groups.chain(NOT.split('|').map(|tail| (tail, None))).collect()
});

/// Words written as one: `dbpassword`, `clientsecret`, `remoteip`.
fn glued(word: &str) -> Option<Meaning> {
    const ENDS: &[(&str, Meaning)] = &[
        ("password", Is(Kind::Secret)),
        ("passwd", Is(Kind::Secret)),
        ("passphrase", Is(Kind::Secret)),
        ("passwort", Is(Kind::Secret)),
        ("pwd", Is(Kind::Secret)),
        ("secret", Is(Kind::Secret)),
        ("token", Is(Kind::Secret)),
        ("apikey", Is(Kind::Secret)),
        ("accesskey", Is(Kind::Secret)),
        ("secretkey", Is(Kind::Secret)),
        ("privatekey", Is(Kind::Secret)),
        ("sessionid", Is(Kind::Secret)),
        ("sessid", Is(Kind::Secret)),
        ("credential", Is(Kind::Secret)),
        ("credentials", Is(Kind::Secret)),
        ("signature", Is(Kind::Secret)),
        ("username", Is(Kind::User)),
        ("emailaddress", Is(Kind::Email)),
        ("email", Is(Kind::Email)),
        ("phonenumber", Is(Kind::Phone)),
        ("cardnumber", Is(Kind::Card)),
        ("iban", Is(Kind::Iban)),
        ("ipaddress", Is(Kind::Ip)),
        ("ipaddr", Is(Kind::Ip)),
        ("clientip", Is(Kind::Ip)),
        ("remoteip", Is(Kind::Ip)),
        ("macaddress", Is(Kind::Mac)),
        ("hostname", Machine),
        ("userid", Ident),
        ("customerid", Ident),
        ("accountid", Ident),
        ("requestid", Ident),
        ("orderid", Ident),
        ("deviceid", Ident),
        ("uuid", Is(Kind::Uuid)),
        ("guid", Is(Kind::Uuid)),
    ];
    ENDS.iter()
        .find(|(end, _)| word.len() > end.len() && word.ends_with(end))
        .map(|(_, meaning)| *meaning)
}

/// The words of a name in lower case: cut at separators, and where a capital begins a word.
fn words_of(name: &[u8]) -> Vec<String> {
    let name = String::from_utf8_lossy(name);
    let mut words = vec![String::new()];
    let mut last = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_letter = letter.is_alphanumeric();
        let next_is_lower = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase()
            && (last.is_lowercase()
                || last.is_ascii_digit()
                || (last.is_uppercase() && next_is_lower));
        if (!is_letter || begins) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if is_letter && let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
        last = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}
