//! The journal's export: text and binary fields, and damage.

use super::{check, check_none, lines};
use crate::input::decoder::DecodeError;

#[test]
fn records_become_objects() {
    check(
        "__CURSOR=s=a;i=1\n__REALTIME_TIMESTAMP=1680674828091000\nPRIORITY=4\nMESSAGE=kiln \"B\" = hot\n\n\
         __CURSOR=s=a;i=2\nMESSAGE=\n",
        &[
            r#"{"__CURSOR":"s=a;i=1","__REALTIME_TIMESTAMP":"1680674828091000","PRIORITY":"4","MESSAGE":"kiln \"B\" = hot"}"#,
            r#"{"__CURSOR":"s=a;i=2","MESSAGE":""}"#,
        ],
    );
}

#[test]
fn binary_values_are_as_long_as_they_say() {
    let mut raw = b"__CURSOR=s=a;i=1\n__REALTIME_TIMESTAMP=1680674828091000\nMESSAGE\n".to_vec();
    raw.extend_from_slice(&9_u64.to_le_bytes());
    raw.extend_from_slice(b"one\n\ntwo\t\n_PID=7\n\n");
    let (text, outcome) = lines(&raw);
    assert_eq!(outcome, Ok(()));
    assert!(text[0].ends_with(r#""MESSAGE":"one\n\ntwo\t","_PID":"7"}"#), "{text:?}");
}

#[test]
fn a_cut_record_keeps_its_fields() {
    let (text, outcome) = lines(b"__CURSOR=s=a;i=1\n__REALTIME_TIMESTAMP=1\n_PID=7\nMESS");
    assert_eq!(text, [r#"{"__CURSOR":"s=a;i=1","__REALTIME_TIMESTAMP":"1","_PID":"7"}"#]);
    assert_eq!(outcome, Err(DecodeError::Unfinished));
}

#[test]
fn damage_ends_it_at_its_place() {
    let raw = b"__CURSOR=s=a;i=1\n__REALTIME_TIMESTAMP=1\n\nno field\n";
    let (text, outcome) = lines(raw);
    assert_eq!(text.len(), 1);
    assert!(matches!(outcome, Err(DecodeError::Damaged { .. })), "{outcome:?}");
}

#[test]
fn an_environment_is_no_journal() {
    check_none("PATH=/bin\nHOME=/root\n");
}
