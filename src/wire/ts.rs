//! Renders the protocol as TypeScript: the content of `www/src/engine/wire.ts`.

use ts_rs::{Config, TS as _};

use super::{
    Content, Ended, GridSpec, Key, NanosText, Reply, Request, SourcePlan, TaskFailure, TaskLedger,
    Trouble, Want, WireArchiveBytes, WireDroppedField, WireFormat, WireFormatTitle, WireLayer,
    WireLedger, WireListTrouble, WireMark, WireMember, WireMemory, WireNeedle, WireOpened,
    WireOther, WireOverrule, WirePlace, WireRole, WireUnknownField,
};

/// The whole file.
pub fn render() -> String {
    let config = Config::default();
    let declarations = [
        NanosText::decl(&config),
        Request::decl(&config),
        Reply::decl(&config),
        SourcePlan::decl(&config),
        Content::decl(&config),
        WireOverrule::decl(&config),
        WireFormat::decl(&config),
        WireMark::decl(&config),
        WireRole::decl(&config),
        WireOther::decl(&config),
        Key::decl(&config),
        GridSpec::decl(&config),
        Want::decl(&config),
        Ended::decl(&config),
        TaskFailure::decl(&config),
        Trouble::decl(&config),
        TaskLedger::decl(&config),
        WireLedger::decl(&config),
        WireMemory::decl(&config),
        WireDroppedField::decl(&config),
        WireFormatTitle::decl(&config),
        WireNeedle::decl(&config),
        WireUnknownField::decl(&config),
        WireOpened::decl(&config),
        WireMember::decl(&config),
        WirePlace::decl(&config),
        WireLayer::decl(&config),
        WireArchiveBytes::decl(&config),
        WireListTrouble::decl(&config),
    ];
    let mut text = String::from(
        "// The protocol between page and worker, rendered from src/wire; do not edit.\n\
         // Renew it with: UPDATE=1 cargo test --features ts wire\n",
    );
    for declaration in declarations {
        text.push_str("\nexport ");
        text.push_str(&declaration);
        text.push('\n');
    }
    text
}
