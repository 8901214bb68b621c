//! Plans for any text.

use logscry::format::{
    FORMATS, FieldNames, Framing, Parsed, Plan, SourceParser, ToldFormat, detect_told, format_by_id,
};
use logscry::time::Assumptions;

use super::choices::Choices;
use crate::feed::MODIFIED;

pub(crate) fn check(mut choices: Choices<'_>) {
    let assumptions = Assumptions { not_after: MODIFIED, offset_secs: 0, dates: None };
    let format = choices.flag().then(|| choices.pick(FORMATS).id().to_owned());
    let framing = choices.pick(&[None, None, Some(Framing::Headed), Some(Framing::Lines)]);
    let told = ToldFormat { format, framing, ..ToldFormat::default() };
    let sample = choices.rest();

    let plan = detect_told(sample, assumptions, &told);
    assert_eq!(plan, detect_told(sample, assumptions, &told), "the same text, the same plan");
    check_plan(&plan);
    assert!(framing.is_none_or(|framing| plan.framing == framing), "what is told is so");
    let json = serde_json::to_string(&plan).expect("JSON");
    assert_eq!(serde_json::from_str::<Plan>(&json).expect("a plan"), plan);

    let mut names = FieldNames::new();
    let mut parser = SourceParser::new(&plan, &mut names, assumptions);
    let mut out = Parsed::default();
    for line in sample.split(|byte| *byte == b'\n') {
        let place = parser.parse(line, &mut names, &mut out);
        assert!(usize::from(place) < plan.formats.len(), "a format of the plan reads it");
    }
}

fn check_plan(plan: &Plan) {
    assert!(!plan.why.is_empty());
    assert_eq!(plan.formats.last().map(|format| format.id.as_str()), Some("text"));
    for format in &plan.formats {
        let known = format_by_id(&format.id).expect("a format that exists");
        assert!(format.layout < known.n_layouts(), "{} {}", format.id, format.layout);
        if let Some(payload) = &format.payload {
            check_plan(payload);
        }
    }
}
