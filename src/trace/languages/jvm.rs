//! Java, Kotlin, Scala: `Throwable.printStackTrace`, and what logback and log4j add to its lines.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::scan::{has_ending, leading_number, named_anywhere, number};
use crate::trace::{Language, Relation};

pub(super) const JVM: LanguageDef = LanguageDef {
    language: Language::Jvm,
    id: "jvm",
    title: "Java",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named: named_anywhere,
    library: LibrarySigns {
        functions: &[
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "com.oracle.",
            "oracle.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "clojure.",
            "groovy.",
            "groovyjarjar",
            "org.codehaus.",
            "org.gradle.",
            "android.",
            "androidx.",
            "com.android.",
            "dalvik.",
            "libcore.",
            "org.apache.",
            "org.springframework.",
            "org.hibernate.",
            "org.eclipse.",
            "org.jboss.",
            "org.wildfly.",
            "org.glassfish.",
            "org.slf4j.",
            "org.junit.",
            "junit.",
            "org.testng.",
            "org.mockito.",
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "com.microsoft.sqlserver.",
            "org.h2.",
            "com.zaxxer.",
            "com.fasterxml.",
            "com.google.common.",
            "com.google.inject.",
            "com.google.gson.",
            "com.google.protobuf.",
            "com.netflix.",
            "com.squareup.",
            "okhttp3.",
            "okio.",
            "retrofit2.",
            "io.netty.",
            "io.grpc.",
            "io.vertx.",
            "io.undertow.",
            "io.micrometer.",
            "io.micronaut.",
            "io.quarkus.",
            "io.smallrye.",
            "io.reactivex.",
            "io.lettuce.",
            "io.ktor.",
            "io.opentelemetry.",
            "io.jsonwebtoken.",
            "reactor.",
            "rx.",
            "akka.",
            "play.",
            "cats.",
            "zio.",
            "ch.qos.logback.",
            "net.sf.cglib.",
            "net.bytebuddy.",
            "org.aspectj.",
            "org.objectweb.",
            "org.jetbrains.",
            "redis.clients.",
            "com.mongodb.",
            "com.datastax.",
            "com.amazonaws.",
            "software.amazon.",
            "com.azure.",
            "feign.",
            "org.quartz.",
            "org.mybatis.",
            "com.ibatis.",
            "liquibase.",
            "org.flywaydb.",
            "org.keycloak.",
            "worker.org.gradle.",
            "com.intellij.",
            "lombok.",
        ],
        files: &[],
    },
};

/// Files that classes are made of.
const SOURCES: &[&str] = &[".java", ".kt", ".kts", ".scala", ".groovy", ".clj", ".sc"];

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if let Some(call) = text.strip_prefix("at ").and_then(call) {
        return TraceLine::Frame(call);
    }
    if let Some(rest) = text.strip_prefix("Caused by: ") {
        return TraceLine::Head { relation: Relation::CausedBy, rest };
    }
    if let Some(rest) = text.strip_prefix("Suppressed: ") {
        return TraceLine::Head { relation: Relation::Suppressed, rest };
    }
    // Some print the cause first, and then what it was wrapped by.
    if let Some(rest) = text.strip_prefix("Wrapped by: ") {
        return TraceLine::Head { relation: Relation::CausedBy, rest };
    }
    match text.strip_prefix("... ").and_then(leading_number) {
        Some((n, " more" | " common frames omitted" | " frames truncated")) => {
            TraceLine::LeftOut(n)
        }
        Some((n, rest)) if rest.starts_with(" frames excluded") => TraceLine::LeftOut(n),
        _ => TraceLine::Other,
    }
}

/// `java.base/java.lang.Thread.run(Thread.java:833) ~[?:?]`
fn call(text: &str) -> Option<CallPlace<'_>> {
    let (name, rest) = text.split_once('(')?;
    let (place, after) = rest.split_once(')')?;
    // Behind the place stand only the archive it is from, and marks of who printed it.
    if !(after.is_empty() || after.starts_with(' ')) || name.contains(' ') || !name.contains('.') {
        return None;
    }
    // A loader and a module may stand before the class.
    let function =
        name.rsplit_once('/').filter(|(_, last)| last.contains('.') && !name.contains("$$Lambda"));
    let function = function.map_or(name, |(_, last)| last);
    let (file, line) = match place.rsplit_once(':') {
        Some((file, line)) => (file, Some(number(line)?)),
        None => (place, None),
    };
    let is_source = has_ending(file, SOURCES);
    // What a compiler made has no file, or a made-up one.
    let is_made = matches!(
        file,
        "Native Method" | "Unknown Source" | "SourceFile" | "<generated>" | "Unknown"
    ) || file.starts_with("r8-map-id");
    let is_empty = place.is_empty() && (after.starts_with(" [") || after.starts_with(" ~["));
    let file = if is_source { file } else { "" };
    (is_source || is_made || is_empty).then_some(CallPlace { function, file, line })
}
