//! Records in XML, of each kind, and what is none.

use super::{check, check_none, lines};
use crate::input::decoder::DecodeError;

#[test]
fn log4j_events_need_no_root() {
    check(
        "<log4j:event logger=\"org.kiln.Fire\" timestamp=\"1680674828091\" level=\"WARN\" thread=\"main\">\n\
         <log4j:message><![CDATA[<hot> & \"bright\"]]></log4j:message>\n\
         <log4j:properties>\n<log4j:data name=\"pot\" value=\"7\"/>\n</log4j:properties>\n\
         <log4j:locationInfo class=\"org.kiln.Fire\" line=\"12\"/>\n</log4j:event>\n\n",
        &[
            r#"{"logger":"org.kiln.Fire","timestamp":"1680674828091","level":"WARN","thread":"main","message":"<hot> & \"bright\"","properties":{"pot":"7"},"locationInfo":{"class":"org.kiln.Fire","line":"12"}}"#,
        ],
    );
}

#[test]
fn log4j_2_says_the_instant_in_parts() {
    check(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Events xmlns=\"http://logging.apache.org/log4j/2.0/events\">\n\
         <Event xmlns=\"http://logging.apache.org/log4j/2.0/events\" thread=\"main\" level=\"INFO\" loggerName=\"Kiln\">\
         <Instant epochSecond=\"1680674828\" nanoOfSecond=\"91000000\"/><Message>lit &lt;at&gt; &#x41;</Message>\
         <ContextMap><item key=\"pot\" value=\"7\"/></ContextMap></Event>\n</Events>\n",
        &[
            r#"{"thread":"main","level":"INFO","loggerName":"Kiln","instant":"1680674828.091000000","Message":"lit <at> A","ContextMap":{"pot":"7"}}"#,
        ],
    );
}

#[test]
fn java_records_are_read_while_the_file_grows() {
    check(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!DOCTYPE log SYSTEM \"logger.dtd\">\n<log>\n\
         <record>\n  <date>2023-04-05T06:07:08</date>\n  <millis>1680674828091</millis>\n  <level>SEVERE</level>\n\
           <message>cracked</message>\n  <exception>\n    <message>too hot</message>\n  </exception>\n</record>\n",
        &[
            r#"{"date":"2023-04-05T06:07:08","millis":"1680674828091","level":"SEVERE","message":"cracked","exception":{"message":"too hot"}}"#,
        ],
    );
}

#[test]
fn windows_events_tell_time_level_and_message_first() {
    check(
        "\u{feff}<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
         <Provider Name='Kiln'/><EventID Qualifiers='16384'>7036</EventID><Level>3</Level>\
         <TimeCreated SystemTime='2023-04-05T06:07:08.0910000Z'/><Computer>k1</Computer></System>\
         <EventData><Data Name='Pot'>7</Data><Data>clay</Data></EventData>\
         <RenderingInfo Culture='en-US'><Message>Kiln is hot</Message></RenderingInfo></Event></Events>",
        &[
            r#"{"timestamp":"2023-04-05T06:07:08.0910000Z","level":"Warning","message":"Kiln is hot","System":{"Provider":{"Name":"Kiln"},"EventID":"7036","EventID.Qualifiers":"16384","Level":"3","Computer":"k1"},"EventData":{"Pot":"7","Data":"clay"},"RenderingInfo":{}}"#,
        ],
    );
}

#[test]
fn dotnet_has_its_own_names() {
    check(
        "<log4net:event logger=\"Kiln\" timestamp=\"2023-04-05T06:07:08.091+02:00\" level=\"WARN\">\
         <log4net:message>hot</log4net:message><log4net:properties>\
         <log4net:data name=\"log4net:HostName\" value=\"k1\" /></log4net:properties></log4net:event>\r\n",
        &[
            r#"{"logger":"Kiln","timestamp":"2023-04-05T06:07:08.091+02:00","level":"WARN","message":"hot","properties":{"log4net:HostName":"k1"}}"#,
        ],
    );
    check(
        "<E2ETraceEvent xmlns=\"http://schemas.microsoft.com/2004/06/E2ETraceEvent\"><System><EventID>7</EventID>\
         <SubType Name=\"Warning\">0</SubType><TimeCreated SystemTime=\"2023-04-05T06:07:08Z\" /></System>\
         <ApplicationData>hot</ApplicationData></E2ETraceEvent>",
        &[
            r#"{"timestamp":"2023-04-05T06:07:08Z","level":"Warning","System":{"EventID":"7","SubType":"0","SubType.Name":"Warning"},"ApplicationData":"hot"}"#,
        ],
    );
}

#[test]
fn text_between_records_is_kept_and_a_cut_record_too() {
    let raw =
        b"<log4j:event level=\"INFO\"><log4j:message>one</log4j:message></log4j:event>\noops\n\
        <log4j:event level=\"INFO\"><log4j:mess";
    let (text, outcome) = lines(raw);
    let expected =
        [r#"{"level":"INFO","message":"one"}"#, "oops", "<log4j:event level=\"INFO\"><log4j:mess"];
    assert_eq!(
        (text.as_slice(), outcome),
        (&expected.map(str::to_owned)[..], Err(DecodeError::Unfinished))
    );
}

#[test]
fn other_markup_is_no_log() {
    check_none("<html><body><event>x</event></body></html>");
    check_none("<13>Apr  5 06:07:08 k1 kiln: hot\n");
    check_none("<record><message>x</message></record>");
}
