//! Whether a mail address looks like a person's.
//!
//! `förnamn.efternamn@` is a person's; `funktion.enhet@` (info.social@, socialjour.vast@) is not. No rule
//! tells them apart from their form alone, so the first part is looked up in a list of common first names.
//! Words of functions come first: Maria is a name, maria.ungdom@ a clinic.

/// The most common first names of Sweden's population (SCB) and of its largest language groups, without
/// accents.
const FIRST_NAMES: &str = "abdi adam agneta agnes ahmad ahmed albin alexander alexandra alfred ali alice alma amanda amina amir \
    anders andreas anette anita ann anna anneli annika anton arne arvid astrid axel barbro bengt berit \
    birgitta bjorn bo britt camilla carina carl carolina caroline catarina cecilia charlotte christer \
    christian christina christoffer claes dan daniel david dennis ebba elias elin elisabet elisabeth \
    ella elsa emelie emil emilia emma erik eva fatima felicia felix filip fredrik frida gabriel georg \
    gerd goran gun gunilla gunnar gustav hampus hanna hannah hans hassan helen helena helene henrik hugo \
    hussein ibrahim ida inga inger ingela ingrid irene isabelle isak jakob jan jenny jens jesper jessica \
    joakim johan johanna johannes john jonas jonathan josefin julia kaj karin karl karolina katarina \
    kenneth kerstin kevin khadija kim kjell klara kristian kristin kristina kurt lars lena lennart leif \
    leila leo liam lilian linda linnea linus lisa lisbeth louise lovisa lucas ludvig madeleine magdalena \
    magnus maja malin margareta maria marianne marie marina markus martin mathias mats mattias max \
    maryam melissa mikael moa mohamed mohammad monica monika mustafa nathalie niklas nils noah nora \
    olivia ola olof omar oscar oskar patrik per peter petra pia pernilla rebecka rickard rikard robert \
    robin roger roland rolf rune saga samuel sandra sara sarah sebastian simon siv sofia sofie solveig \
    sonja stefan sten stig sture susanna susanne sven theo therese thomas tobias tommy tomas tony \
    torbjorn ulf ulla ulrika urban victor victoria viktor viktoria vera vilma wilhelm william yvonne \
    yusuf yasmin zahra zainab asa ake orjan osten";

/// Words of functions and units; one of them makes an address a function's.
const FUNCTION_WORDS: &str = "akut anmalan barn bistand chatt diarie enhet familj forvaltning frid funktion grupp hus individ info \
    jour kansli kommun kontakt kontor kris kvinno mail mans mott namnd omsorg orosanmalan post \
    radgivning reception registrator relation service skola skydd social stad stod support team trygg \
    ungdom utredning vald vard vast oster norr soder vuxen vaxel center centrum klinik mottagning region";

/// Whether the part before the @ is built as a person's name: a first name and more, an initial and a
/// surname, or a surname that ends in -sson.
pub fn is_personal(mail: &str) -> bool {
    let Some((name, _)) = mail.split_once('@') else { return false };
    let name = plain(name);
    let parts: Vec<&str> = name.split(['.', '_', '-']).filter(|part| !part.is_empty()).collect();
    let is_word = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    if parts.len() < 2
        || !parts.iter().all(|part| is_word(part.trim_end_matches(|c: char| c.is_ascii_digit())))
    {
        return false;
    }
    if parts.iter().any(|part| FUNCTION_WORDS.split(' ').any(|word| part.starts_with(word))) {
        return false;
    }
    FIRST_NAMES.split(' ').any(|name| name == *first)
        || last.ends_with("sson")
        || (first.len() == 1 && parts.len() == 2 && last.len() >= 4)
}

/// Small letters without accents, as names stand in addresses.
fn plain(text: &str) -> String {
    let fold = |c| match c {
        'å' | 'ä' | 'à' | 'á' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        other => other,
    };
    text.to_lowercase().chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_are_recognised() {
        for mail in [
            "anna.svensson@solna.se",
            "Karl-Erik.Berg@exempel.se",
            "asa.lind@exempel.se",
            "åsa.lind@exempel.se",
            "kim_johansson@exempel.se",
            "a.lindberg@exempel.se",
            "fatima.ali2@exempel.se",
            "dobromir.persson@exempel.se",
        ] {
            assert!(is_personal(mail), "{mail}");
        }
    }

    #[test]
    fn names_of_functions_are_not_taken_for_persons() {
        for mail in [
            "info@exempel.se",
            "info.social@exempel.se",
            "socialjour.vast@exempel.se",
            "maria.ungdom@exempel.se",
            "relationsvald@solna.se",
            "kvinnofrid-team@exempel.se",
            "sara@exempel.se",
            "funktion.enhet@exempel.se",
            "familjeratt.norr@exempel.se",
            "bris@bris.se",
            "huvudregistrator.ks@exempel.se",
        ] {
            assert!(!is_personal(mail), "{mail}");
        }
    }
}
