use vagvisare_contacts::model::{CONFIDENTIAL, Cost, Hours};
use vagvisare_contacts::read::{ReadError, Reading, is_https, read_layer};

use crate::line;

fn read(services: &str) -> Reading {
    let file = format!(r#"{{"format":1,"area":{{"code":"se","name":"Sverige"}},"services":[{services}]}}"#);
    read_layer(&file).unwrap_or_else(|error| panic!("{error}: {file}"))
}

fn shown(reading: &Reading) -> Vec<&str> {
    reading.layer.services.iter().map(|service| service.id.as_str()).collect()
}

fn left_out(reading: &Reading) -> Vec<Option<&str>> {
    reading.left_out.iter().map(|left| left.id.as_deref()).collect()
}

#[test]
fn one_bad_service_is_left_out_and_counted_and_the_others_are_shown() {
    let whole = line("se.a", r#""audience":["self"],"#, "112", r#""always""#);
    let nameless = r#"{"id":"se.b","audience":["self"],"channels":[]}"#;
    let reading = read(&format!(r#"{whole},{nameless},7,{{"id":3}},{}"#, whole.replace("se.a", "se.c")));
    assert_eq!(shown(&reading), ["se.a", "se.c"]);
    assert_eq!(left_out(&reading), [Some("se.b"), None, None]);
}

#[test]
fn a_file_without_a_usable_head_is_refused() {
    for (text, error) in [
        ("{}", ReadError::Format),
        (r#"{"format":2,"area":{"code":"se","name":"x"}}"#, ReadError::Format),
        (r#"{"format":1}"#, ReadError::Area),
        (r#"{"format":1,"area":{"code":"se"}}"#, ReadError::Area),
        (r#"{"format":1,"area":{"code":"se","name":"x"},"services":{}}"#, ReadError::Services),
    ] {
        assert_eq!(read_layer(text), Err(error), "{text}");
    }
    let deep = "[".repeat(10_000);
    for text in
        ["", " ", "null", "[]", "\u{feff}", "{\"format\":1,}", "{\"format\":1", "// x\n{}", deep.as_str()]
    {
        assert!(matches!(read_layer(text), Err(ReadError::NotJson(_))), "{:.20}", text);
    }
}

#[test]
fn a_byte_order_mark_carriage_returns_and_a_missing_list_do_no_harm() {
    let reading =
        read_layer("\u{feff}{\r\n\"format\":1,\r\n\"area\":{\"code\":\"se\",\"name\":\"Sverige\"}\r\n}\r\n");
    assert_eq!(reading.map(|reading| reading.layer.services.len()), Ok(0));
}

#[test]
fn a_faulty_head_field_is_left_out_and_the_services_are_shown() {
    let service = line("se.a", r#""audience":["self"],"#, "112", r#""always""#);
    let reading = read_layer(&format!(
        r#"{{"format":1,"area":{{"code":"se","name":"x"}},"updated":"igår","responsible":null,"hide":"se.b",
            "notes":{{"se.a":{{"sv":"Ja"}},"se.b":7}},"alerts":{{"se.a":{{"text":{{}},"from":"2026-01-01"}}}},
            "later":[1],"services":[{service}]}}"#
    ))
    .expect("a layer");
    assert_eq!(shown(&reading), ["se.a"]);
    assert_eq!(reading.layer.notes.len(), 1);
    assert_eq!(left_out(&reading), [None, None, Some("se.b"), Some("se.a")]);
}

#[test]
fn unsafe_channel_values_never_reach_a_page() {
    for (kind, value) in [
        ("web", "http://example.se/"),
        ("web", "javascript:alert(1)"),
        ("web", " https://example.se/"),
        ("web", "https://example.se/\\\"onclick="),
        ("web", "https://user@example.se/"),
        ("web", "https://"),
        ("web", "https://localhost/"),
        ("chat", "data:text/html,x"),
        ("video", "//example.se"),
        ("web", ""),
        ("phone", "08-465 004 00"),
        ("phone", "112;phone-context=x"),
        ("phone", "*21*0846500400#"),
        ("phone", "+"),
        ("phone", "+46+8"),
        ("phone", "1"),
        ("phone", "１１２"),
        ("sms", "112?body=x"),
        ("textphone", ""),
        ("email", "hjalp@example.se?bcc=x@example.se"),
        ("email", "a@b@example.se"),
        ("email", "a b@example.se"),
        ("email", "example.se"),
        ("email", "a@localhost"),
        ("email", "a%40b@example.se"),
    ] {
        let channel = |kind, value: &str| format!(r#"{{"type":"{kind}","value":"{value}"}}"#);
        let service = |channels: &str| {
            format!(r#"{{"id":"se.a","name":{{"sv":"A"}},"audience":["self"],"channels":[{channels}]}}"#)
        };
        let alone = read(&service(&channel(kind, value)));
        assert_eq!(shown(&alone), [""; 0], "{value}");
        assert_eq!(left_out(&alone), [Some("se.a"), Some("se.a")], "{value}");
        let beside =
            read(&service(&format!("{},{}", channel(kind, value), channel("phone", "+46846500400"))));
        assert_eq!(beside.layer.services[0].channels.len(), 1, "{value}");
        assert_eq!(left_out(&beside), [Some("se.a")], "{value}");
    }
}

#[test]
fn usable_channel_values_are_kept_as_they_are() {
    for (kind, value) in [
        ("phone", "112"),
        ("phone", "90101"),
        ("phone", "+46846500400"),
        ("sms", "112"),
        ("web", "https://example.se"),
        ("web", "https://www.example.se:8443/a?b=c&d=%20#e"),
        ("chat", "https://räksmörgås.se/"),
        ("email", "funktion.team@example.se"),
        ("visit", ""),
    ] {
        let reading = read(&format!(
            r#"{{"id":"se.a","name":{{"sv":"A"}},"audience":["self"],
                "channels":[{{"type":"{kind}","value":"{value}"}}]}}"#
        ));
        assert_eq!(reading.left_out, [], "{value}");
        assert_eq!(reading.layer.services[0].channels[0].value, value);
    }
}

#[test]
fn a_right_number_is_kept_when_only_its_hours_cannot_be_read() {
    let reading = read(
        r#"{"id":"se.a","name":{"sv":"A"},"audience":["self"],"channels":[
            {"type":"phone","value":"112","hours":{"weekly":[{"days":["mo"],
                "opens":"25:00","closes":"26:00"}]}},
            {"type":"carrier pigeon","value":"112"},
            {"type":"phone","value":"1177","hours":"always"}]}"#,
    );
    let channels = &reading.layer.services[0].channels;
    assert_eq!(channels.iter().map(|channel| channel.value.as_str()).collect::<Vec<_>>(), ["112", "1177"]);
    assert_eq!(
        channels.iter().map(|channel| &channel.hours).collect::<Vec<_>>(),
        [&Hours::Unknown, &Hours::Always]
    );
    assert_eq!(left_out(&reading), [Some("se.a"), Some("se.a")]);
}

#[test]
fn a_place_that_says_that_it_is_secret_is_no_address() {
    let place = |place: &str| {
        let fields = format!(r#""audience":["self"],"place":"{place}","#);
        let reading = read(&line("se.a", &fields, "112", r#""always""#));
        reading.layer.services.into_iter().find_map(|service| service.place)
    };
    for secret in ["confidential", "Confidential", " hemlig ", "HEMLIGT", "Skyddad adress", "sekretessbelagd"]
    {
        assert_eq!(place(secret).as_deref(), Some(CONFIDENTIAL), "{secret}");
    }
    for address in ["Skyddsvägen 1", "Storgatan 5", ""] {
        assert_eq!(place(address).as_deref(), Some(address), "{address}");
    }
}

#[test]
fn a_visit_to_a_secret_place_does_not_name_it() {
    let service = r#"{"id":"se.a","name":{"sv":"A"},"audience":["self"],"place":"confidential","channels":[
        {"type":"visit","value":"Storgatan 1","display":"Storgatan 1, Solna"},
        {"type":"phone","value":"+46846500400","display":"08-465 004 00"}]}"#;
    let reading = read(service);
    let [visit, phone] = &reading.layer.services[0].channels[..] else { panic!("two channels") };
    assert_eq!((visit.value.as_str(), &visit.display), ("", &None));
    assert_eq!(phone.display.as_deref(), Some("08-465 004 00"));
}

#[test]
fn of_two_services_with_one_id_the_first_is_shown() {
    let first = line("se.a", r#""audience":["self"],"#, "112", r#""always""#);
    let reading = read(&format!("{first},{}", first.replace("112", "1177")));
    assert_eq!(reading.layer.services.len(), 1);
    assert_eq!(reading.layer.services[0].channels[0].value, "112");
    assert_eq!(left_out(&reading), [Some("se.a")]);
}

#[test]
fn nothing_is_free_anonymous_or_off_the_bill_without_a_source() {
    let service = |source: &str| {
        let file = format!(
            r#"{{"id":"se.a","name":{{"sv":"A"}},"audience":["self"],{source}"no_assessment_needed":true,
                "channels":[
                {{"type":"phone","value":"+46846500400","cost":"free","anonymous":true,"on_bill":false}},
                {{"type":"phone","value":"+46846500401","cost":"standard","anonymous":false,"on_bill":true}},
                {{"type":"phone","value":"+46846500402",
                  "anonymous":{{"value":true,"source":{{"url":"https://example.se/"}}}},
                  "on_bill":{{"value":false,"source":{{"url":"http://example.se/"}}}}}}]}}"#
        );
        read(&file).layer.services.remove(0)
    };
    let claims = |source: &str| {
        let service = service(source);
        let value =
            |claim: &Option<vagvisare_contacts::model::Claim>| claim.as_ref().map(|claim| claim.value);
        let channels: Vec<_> = service
            .channels
            .iter()
            .map(|channel| (channel.cost, value(&channel.anonymous), value(&channel.on_bill)))
            .collect();
        (value(&service.no_assessment_needed), channels)
    };
    let told = (Some(Cost::Standard), Some(false), Some(true));
    let own = (None, Some(true), None);
    for bare in ["", r#""source":null,"#, r#""source":{"url":"http://example.se/"},"#] {
        assert_eq!(claims(bare), (None, vec![(None, None, None), told, own]), "{bare}");
    }
    let sourced = r#""source":{"url":"https://example.se/","date":"2026"},"#;
    assert_eq!(claims(sourced), (Some(true), vec![(Some(Cost::Free), Some(true), Some(false)), told, own]));
}

#[test]
fn an_address_is_https_with_a_plain_host_or_it_is_none() {
    assert!(is_https("https://unizonjourer.se/agerakvinnojour"));
    for bad in [
        "",
        "https://",
        "https:///x",
        "https://.se",
        "HTTPS://example.se",
        "https://exa mple.se",
        "https://a.b/`",
    ] {
        assert!(!is_https(bad), "{bad}");
    }
}
