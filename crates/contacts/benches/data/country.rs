//! A made-up country: as many municipalities as one likes, 20 services each, on top of the national file that
//! is served. Every number is of the fictional series 08-465 004 00–99.

use std::fmt::Write;

/// Services of each municipality.
pub const SERVICES: usize = 20;

/// The file of a municipality: every third service like a social emergency (nights, red days, eves,
/// exceptions), the others with office hours and lunch, round the clock, or unknown.
pub fn municipality(number: usize) -> (String, String) {
    let code = format!("{:02}{:02}", number / 25 + 1, number % 25 + 1);
    let mut file = format!(
        r#"{{"format":1,"area":{{"code":"{code}","name":"Exempelköping {number}"}},
            "updated":"2026-11-01","services":["#
    );
    for service in 0..SERVICES {
        if service > 0 {
            file.push(',');
        }
        // No two municipalities keep the same hours.
        let minute = (number + service * 7) % 60;
        let hours = match service % 6 {
            0 | 3 => format!(
                r#"{{"weekly":[{{"days":["mo","tu","we","th"],"opens":"17:{minute:02}","closes":"02:00"}},
                    {{"days":["fr"],"opens":"15:00","closes":"02:00"}},
                    {{"days":["sa","su"],"opens":"16:00","closes":"02:{minute:02}"}}],
                    "holidays":[{{"opens":"16:00","closes":"02:00"}}],"eves":[{{
                        "opens":"11:00","closes":"02:00"}}],
                    "exceptions":[{{"from":"2027-07-01","to":"2027-07-31","opens":"18:00","closes":"01:00"}},
                    {{"from":"2027-02-0{}","to":"2027-02-11","closed":true}}]}}"#,
                service % 9 + 1
            ),
            1 | 4 => format!(
                r#"{{"weekly":[{{"days":["mo","tu","we","th","fr"],
                    "opens":"08:{minute:02}","closes":"12:00"}},
                    {{"days":["mo","tu","we","th","fr"],"opens":"13:00","closes":"16:{minute:02}"}}],
                    "holidays":"closed","eves":"closed"}}"#
            ),
            2 => r#""unknown""#.to_owned(),
            _ => r#""always""#.to_owned(),
        };
        let audience =
            [r#""self","relative""#, r#""child""#, r#""using_violence""#, r#""self","child","staff""#]
                [service % 4];
        let fields = ["", r#""kinds":["honour"],"#, r#""needs":["talk","care"],"#, r#""gender":["women"],"#]
            [service / 4 % 4];
        let _ = write!(
            file,
            r#"{{"id":"{code}.service{service}","name":{{"sv":"Verksamhet {service}",
                "en":"Service {service}"}},
                "organization":"Exempelköpings kommun","summary":{{"sv":"Råd och stöd till dig som är utsatt
                 för våld.
                 Du kan ringa utan att säga vem du är, och vi kan möta dig där du är."}},
                "audience":[{audience}],{fields}
                "channels":[{{"type":"phone","value":"+468465004{service:02}","display":
                "08-465 004 {service:02}","cost":"standard","anonymous":null,"on_bill":null,
                "languages":["sv","en"],"interpreter":true,"hours":{hours}}},
                {{"type":"web","value":"https://example.se/{code}/{service}","hours":"always"}}],
                "when_closed":["se.112"],
                "source":{{"url":"https://example.se/{code}","date":"2026-10-30"}},"check_every_days":180}}"#
        );
    }
    file.push_str("]}");
    // Line breaks within texts are not JSON.
    (code, file.replace('\n', " "))
}
