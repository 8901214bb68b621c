//! Arrays and wrapped exports of JSON: what is found, what is kept, what is none.

use super::{check, check_none, lines, lines_in_pieces};
use crate::input::decoder::DecodeError;
use crate::input::{FirstBytes, recognise};

#[track_caller]
fn check_path(raw: &str, expected: &str) {
    let (codec, plan) = recognise(FirstBytes { bytes: raw.as_bytes() }).expect("an export");
    assert_eq!((codec.id, plan.detail.as_str()), ("json_records", expected));
}

#[test]
fn values_survive_as_written() {
    check(
        "[\n {\n  \"n\": 1.50e+02,\n  \"s\": \"a \\\"b\\\" \\u00e9  c\",\n  \"k\": 1, \"k\": 2, \"a\": [ 1, {\"b\": []} ]\n },\n {} ]\n",
        &[r#"{"n":1.50e+02,"s":"a \"b\" \u00e9  c","k":1,"k":2,"a":[1,{"b":[]}]}"#, "{}"],
    );
}

#[test]
fn records_stand_on_their_lines() {
    let raw = b"[\n  {\n    \"a\": 1\n  },\n  {\"a\": 2}, {\"a\": 3},\n\n\n  {\"a\": 4}\n]\n";
    let (text, _) = lines_in_pieces(raw, 100);
    assert_eq!(text, "\n{\"a\":1}\n\n\n{\"a\":2}\n{\"a\":3}\n\n{\"a\":4}\n");
}

#[test]
fn services_have_their_ways() {
    check(
        r#"{"took":3,"hits":{"total":{"value":2},"hits":[{"_index":"k","_score":null,"_source":{"msg":"a"}},{"_index":"k","fields":{"msg":["b"],"n":[1,2]}}]}}"#,
        &[r#"{"msg":"a","_index":"k","_score":null}"#, r#"{"msg":"b","n":[1,2],"_index":"k"}"#],
    );
    check(
        r#"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"k"},"values":[["1680674828091000000","a [b]"],["1680674828092000000","c",{"x":"y"}]]},{"stream":{"app":"l"},"values":[["3","d"]]}],"stats":{}}}"#,
        &[
            r#"{"timestamp":"1680674828091000000","line":"a [b]","labels":{"app":"k"}}"#,
            r#"{"timestamp":"1680674828092000000","line":"c","metadata":{"x":"y"},"labels":{"app":"k"}}"#,
            r#"{"timestamp":"3","line":"d","labels":{"app":"l"}}"#,
        ],
    );
    check(
        r#"{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"Message","type":"string"}],"rows":[["2023-04-05T06:07:08Z","hot",1]]}]}"#,
        &[r#"{"TimeGenerated":"2023-04-05T06:07:08Z","Message":"hot","column_3":1}"#],
    );
    check(
        r#"{"results":[[{"field":"@timestamp","value":"2023-04-05 06:07:08.091"},{"field":"@message","value":"hot"}]],"status":"Complete"}"#,
        &[r#"{"@timestamp":"2023-04-05 06:07:08.091","@message":"hot"}"#],
    );
}

#[test]
fn otlp_values_lose_their_types() {
    check(
        r#"{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"kiln"}}]},"scopeLogs":[{"scope":{"name":"fire"},"logRecords":[{"timeUnixNano":"1680674828091000000","observedTimeUnixNano":"0","severityNumber":13,"body":{"stringValue":"hot"},"attributes":[{"key":"pots","value":{"arrayValue":{"values":[{"intValue":"7"},{"boolValue":true}]}}},{"key":"m","value":{"kvlistValue":{"values":[{"key":"a","value":{"doubleValue":1.5}}]}}}]}]}]}]}"#,
        &[
            r#"{"timeUnixNano":"1680674828091000000","severityNumber":13,"body":"hot","attributes":{"pots":["7",true],"m":{"a":1.5}},"resource":{"service.name":"kiln"},"scope":{"name":"fire"}}"#,
        ],
    );
}

#[test]
fn context_is_carried_into_the_records_of_its_object_alone() {
    check(
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"kiln\",\"logEvents\":[{\"id\":\"1\",\"message\":\"a\"}]}\n\
         {\"owner\":\"2\",\"logGroup\":\"pot\",\"logEvents\":[{\"id\":\"2\",\"message\":\"b\"}]}\n{\"error\":\"no more\"}\nthe end\n",
        &[
            r#"{"id":"1","message":"a","owner":"1","logGroup":"kiln"}"#,
            r#"{"id":"2","message":"b","owner":"2","logGroup":"pot"}"#,
            r#"{"error":"no more"}"#,
            "the end",
        ],
    );
}

#[test]
fn records_are_found_by_structure_and_name() {
    check_path(r#"{"nextToken":"x","events":[{"message":"a"}]}"#, "events[]");
    check_path(r#"{"Records":[{"eventName":"a","resources":[{"ARN":"b"}]}]}"#, "Records[]");
    check_path(r#"{"meta":{"page":1},"data":[{"id":"1","attributes":{}}]}"#, "data[]");
    check_path(
        r#"{"log":{"version":"1.2","pages":[{"id":1}],"entries":[{"url":"a"},{"url":"b"}]}}"#,
        "log.entries[]",
    );
    check_path(r#"{"pots":[{"id":1},{"id":2},{"id":3}]}"#, "pots[]");
}

#[test]
fn entries_with_arrays_are_entries() {
    check_none("{\"time\":\"2023-04-05T06:07:08Z\",\"events\":[{\"a\":1},{\"a\":2},{\"a\":3}]}\n");
    check_none("{\"id\":1,\"items\":[{\"a\":1},{\"a\":2},{\"a\":3}]}\n{\"id\":2,\"items\":[]}\n");
    check_none("{\n  \"level\": \"info\"\n}\n{\n  \"level\": \"warn\"\n}\n");
    check_none("[{\"a\":1}] and so on\n");
    check_none("[2023-04-05 06:07:08] kiln\n");
    check_none("[1, 2, 3]\n");
}

#[test]
fn damage_and_a_missing_end_keep_what_came_before() {
    let (text, outcome) = lines(br#"{"events":[{"a":1},{"a":2},{"a":"#);
    assert_eq!(text, [r#"{"a":1}"#, r#"{"a":2}"#, r#"{"a":"#]);
    assert_eq!(outcome, Err(DecodeError::Unfinished));
    let (text, outcome) = lines(br#"{"events":[{"a":1},{"a":2}}, {"a":3}]}"#);
    assert_eq!(text, [r#"{"a":1}"#, r#"{"a":2}"#]);
    assert_eq!(outcome, Err(DecodeError::Damaged { n_used: 26 }));
}
