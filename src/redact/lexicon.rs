//! Lists of words: what stands where a value would and is none, accounts that every machine has,
//! hosts that everybody uses.

use std::sync::OnceLock;

use foldhash::fast::FixedState;
use hashbrown::HashSet;

/// A set of words in lower case.
pub(super) struct Lexicon {
    words: &'static str,
    set: OnceLock<HashSet<&'static [u8], FixedState>>,
}

/// Longer words are in no list.
const MAX_LEN: usize = 32;

impl Lexicon {
    const fn new(words: &'static str) -> Self {
        Self { words, set: OnceLock::new() }
    }

    /// Whether a word is in the list, in any case.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        let mut buffer = [0; MAX_LEN];
        let Some(lower) = buffer.get_mut(..word.len()) else { return false };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let set = self.set.get_or_init(|| self.words.split(' ').map(str::as_bytes).collect());
        set.contains(&*lower)
    }
}

/// Words that stand where a value would, and are none.
pub(super) static NO_VALUES: Lexicon = Lexicon::new(
    "null nil none undefined empty unknown unset missing absent true false yes no on off ok \
     invalid valid expired failed failure success required changed change reset rotated \
     present redacted masked hidden removed filtered anonymous default n/a na nan not is was \
     must and or for in the with should has have string str int bool boolean object text \
     varchar bearer basic digest negotiate ntlm apikey token password secret auto optional \
     enabled disabled accepted rejected denied granted refreshed revoked error warning self \
     localhost any all public private protected internal system get set new old bcrypt argon2 \
     scrypt oidc oauth oauth2 saml ldap jwt pending active inactive closed open opened \
     started stopped ready running up down to from of at by on-line found match mismatch \
     matches provided supplied given sent received generated created deleted updated stored \
     cleared locked unlocked verified unverified authenticated unauthorized unauthenticated \
     forbidden never always prompt ask file env vault value lifetime authentication \
     authorization header cookie parameter session service const let var return function def \
     class this already too does cannot can will may are be strict lax secure httponly low \
     high medium normal primary key name type id",
);

/// Accounts that every machine has.
pub(super) static SYSTEM_USERS: Lexicon = Lexicon::new(
    "root admin administrator postgres www-data nobody nginx apache system daemon mysql redis \
     guest sa sys service operator ubuntu ec2-user docker git jenkins oracle user users test \
     anonymous localsystem network local nt default self everyone public bin sshd mail ftp \
     http web app application server client unknown-user kube-system kafka zookeeper hadoop \
     hdfs elasticsearch elastic kibana logstash mongodb rabbitmq tomcat cron backup sync \
     proxy list man games news uucp irc ntp named postfix dovecot spark hive hbase yarn \
     mapred flink airflow deploy ci bot robot monitor monitoring replication replicator repl \
     superuser owner agent worker scheduler x-access-token oauth2accesstoken sysdba",
);

/// Domains of services that everybody uses.
pub(super) static PUBLIC_HOSTS: Lexicon = Lexicon::new(
    "amazonaws.com googleapis.com google.com gstatic.com stripe.com slack.com discord.com \
     discordapp.com github.com githubusercontent.com gitlab.com bitbucket.org \
     microsoftonline.com microsoft.com windows.net azure.com azurewebsites.net sentry.io \
     cloudflare.com docker.io docker.com npmjs.org npmjs.com pypi.org apache.org w3.org \
     xmlsoap.org mozilla.org kubernetes.io k8s.io quay.io gcr.io ghcr.io example.com \
     example.org example.net facebook.com twitter.com apple.com icloud.com paypal.com \
     twilio.com sendgrid.com sendgrid.net mailgun.net mailgun.org telegram.org openai.com \
     anthropic.com huggingface.co datadoghq.com datadoghq.eu newrelic.com atlassian.net \
     atlassian.com okta.com auth0.com salesforce.com shopify.com digitalocean.com heroku.com \
     herokuapp.com vercel.app netlify.app debian.org ubuntu.com redhat.com centos.org \
     fedoraproject.org maven.org java.com oracle.com python.org rubygems.org crates.io \
     golang.org nuget.org linkedin.com youtube.com wikipedia.org bing.com yahoo.com baidu.com \
     akamai.net fastly.net letsencrypt.org schemas.xmlsoap.org ietf.org iana.org elastic.co \
     hashicorp.com terraform.io jetbrains.com spring.io springframework.org hibernate.org \
     mysql.com postgresql.org mongodb.com mongodb.org mongodb.net redis.io",
);

/// Ends of names of machines, and no ends of files or classes.
pub(super) static TOP_DOMAINS: Lexicon = Lexicon::new(
    "com net org io de nl uk fr eu us ru cn edu gov it es ch at be se no dk fi pl cz jp kr in \
     au ca br info biz co me tv cloud dev app test internal local lan corp localdomain intra \
     home invalid example ie pt gr hu ro sk ua tr mx ar za nz sg hk tw ai sh xyz",
);

/// Words of sentences about accounts, which are no accounts.
pub(super) static COMMON: Lexicon = Lexicon::new(
    "account accounts agent already attempt authentication authorization cache check client \
     config configuration connection context controller count creation credentials data \
     database details device directory email entry event export failed field file found group \
     groups handle handler home import info information input interface invalid session \
     sessions lookup login logins logout lock mail management manager mapping message mode \
     model module name names namespace object page password permission permissions policy \
     pool preferences process profile profiles query queue record records registration \
     registry request requests response role roles rows service services settings signup \
     slice space state status store table task token tokens type update updates validation \
     value values view was with your order orders billing gateway catalog search notify \
     server worker main number balance activity logged deleted created updated locked \
     disabled enabled exists that this which will would should could into over under while \
     when after before because unknown missing required specified supplied provided given \
     cannot does did has have had been being were are not and the for from payments payment \
     customer customers inventory production staging admin public private internal local \
     remote primary secondary master slave leader follower replica node nodes cluster shard \
     index topic default test tests testing debug error errors warning warn fatal trace \
     notice level logger logging system kernel daemon root shell bash python java docker \
     kubernetes nginx apache mysql postgres redis kafka mongo elastic spring hibernate tomcat \
     jetty netty true false null none undefined string integer float double boolean array \
     list tuple result results output start started stop stopped stopping starting running \
     ready waiting pending complete completed success failure timeout retry retries",
);
