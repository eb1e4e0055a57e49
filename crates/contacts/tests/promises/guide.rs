use vagvisare_contacts::guide::{Guide, GuideError};
use vagvisare_contacts::model::{Audience, Kind, Level, Need};
use vagvisare_contacts::select::Answers;

/// A guide of these questions; the first is `who`.
fn guide(questions: &str) -> Result<Guide, GuideError> {
    Guide::read(&format!(r#"{{"format":1,"first":"who","wanted":"general","questions":[{questions}]}}"#))
}

const SMALL: &str = r#"
    { "id": "who", "skip": "kind", "choices": [
        { "id": "self", "audience": "self", "next": "kind" },
        { "id": "child", "audience": "child", "next": "need", "wanted": "support" },
        { "id": "staff", "audience": "staff" } ] },
    { "id": "kind", "choices": [
        { "id": "honour", "kind": "honour", "next": "need" },
        { "id": "unsure", "next": "need" } ] },
    { "id": "need", "choices": [
        { "id": "talk", "need": "talk" },
        { "id": "care", "need": "care", "wanted": "emergency" } ] }"#;

#[test]
fn every_way_from_the_first_question_to_the_results_is_a_path() {
    let guide = guide(SMALL).expect("a guide");
    let paths: Vec<(String, Answers, Level)> =
        guide.paths().into_iter().map(|path| (path.choices.join(" "), path.answers, path.wanted)).collect();
    let answers = |audience, kind, need| Answers { audience: Some(audience), kind, need: Some(need) };
    let (myself, child) = (Audience::Myself, Audience::Child);
    assert_eq!(
        paths,
        [
            ("self honour talk".into(), answers(myself, Some(Kind::Honour), Need::Talk), Level::General),
            ("self honour care".into(), answers(myself, Some(Kind::Honour), Need::Care), Level::Emergency),
            ("self unsure talk".into(), answers(myself, None, Need::Talk), Level::General),
            ("self unsure care".into(), answers(myself, None, Need::Care), Level::Emergency),
            ("child talk".into(), answers(child, None, Need::Talk), Level::Support),
            ("child care".into(), answers(child, None, Need::Care), Level::Emergency),
            (
                "staff".into(),
                Answers { audience: Some(Audience::Staff), ..Answers::default() },
                Level::General
            ),
        ]
    );
}

#[test]
fn a_guide_that_leads_nowhere_or_in_circles_is_refused() {
    let question = |id: &str, rest: &str| format!(r#"{{"id":"{id}"{rest}}}"#);
    let one = r#","choices":[{"id":"a"}]"#;
    for (questions, error) in [
        (question("other", one), GuideError::UnknownQuestion("who".into())),
        (question("who", r#","choices":[]"#), GuideError::NoChoices("who".into())),
        (question("who", r#","choices":[{"id":"a","next":"b"}]"#), GuideError::UnknownQuestion("b".into())),
        (question("who", r#","skip":"b","choices":[{"id":"a"}]"#), GuideError::UnknownQuestion("b".into())),
        (question("who", r#","choices":[{"id":"a","next":"who"}]"#), GuideError::Circle("who".into())),
        (question("who", r#","choices":[{"id":"a"},{"id":"a"}]"#), GuideError::Twice("a".into())),
        (question("who", r#","choices":[{"id":""}]"#), GuideError::Twice(String::new())),
        (format!("{},{}", question("who", one), question("who", one)), GuideError::Twice("who".into())),
        (format!("{},{}", question("who", one), question("b", one)), GuideError::Unreachable("b".into())),
        (
            format!(
                "{},{}",
                question("who", r#","choices":[{"id":"a","next":"b"}]"#),
                question("b", r#","skip":"who","choices":[{"id":"a"}]"#)
            ),
            GuideError::Circle("who".into()),
        ),
    ] {
        assert_eq!(guide(&questions), Err(error), "{questions}");
    }
    assert!(matches!(Guide::read("{"), Err(GuideError::NotJson(_))));
    assert_eq!(
        Guide::read(r#"{"format":2,"first":"who","wanted":"general","questions":[]}"#),
        Err(GuideError::Format)
    );
}

#[test]
fn more_paths_than_can_be_proved_are_refused_in_good_time() {
    // 2^40 paths.
    let questions: Vec<String> = (0..40)
        .map(|number| {
            let id = if number == 0 { "who".to_owned() } else { format!("q{number}") };
            let next = if number < 39 { format!(r#","next":"q{}""#, number + 1) } else { String::new() };
            format!(r#"{{"id":"{id}","choices":[{{"id":"a"{next}}},{{"id":"b"{next}}}]}}"#)
        })
        .collect();
    assert_eq!(guide(&questions.join(",")), Err(GuideError::TooManyPaths));
    let long: Vec<String> =
        (0..501).map(|number| format!(r#"{{"id":"q{number}","choices":[{{"id":"a"}}]}}"#)).collect();
    assert_eq!(guide(&long.join(",")), Err(GuideError::TooManyPaths));
}

#[test]
fn the_guide_that_is_served_is_one() {
    let guide = Guide::read(include_str!("../../../../www/guide/guide.json")).expect("a guide");
    assert!(guide.paths().len() > 20);
}
