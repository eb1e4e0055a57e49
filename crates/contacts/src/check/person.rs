//! Whether a mail address looks like a person's.
//!
//! `förnamn.efternamn@` is a person's; `funktion.enhet@` (info.social@, socialjour.vast@) is not. No rule
//! tells them apart from their form alone, so the first part is looked up in a list of common first names.
//! Words of functions come first: Maria is a name, maria.ungdom@ a clinic. But a surname that only begins
//! like one is a surname: peter.barnevik@ is no children's unit.

/// The most common first names of Sweden's population (SCB) and of its largest language groups, without
/// accents.
const FIRST_NAMES: &str = "\
    abdi adam agnes agneta ahmad ahmed aisha albin alexander alexandra alfred ali alice allan alma \
    amanda amina amir anders andreas anette angelica anita ann anna anneli annelie annika anton arne \
    arvid astrid axel barbro bengt berit bertil birgitta bjorn bo britt camilla carina carl carolina \
    caroline catarina cecilia charlotta charlotte christer christian christina christoffer claes conny \
    curt dan daniel david dennis ebba elias elin elisabet elisabeth ella ellen ellinor elsa emelie emil \
    emilia emma erik erika eva evelina ewa fatima felicia felix filip folke fredrik frida gabriel georg \
    gerd goran greta gun gunilla gunnar gunnel gustav hakan hampus hanna hannah hans hassan helen helena \
    helene henrik hugo hussein ibrahim ida inga ingegerd ingela ingemar inger ingrid irene isabelle isak \
    ismail jakob jan jari jennie jenny jens jesper jessica jimmy joakim johan johanna johannes john \
    johnny jonas jonathan jorgen josef josefin juha julia kaj kalle karim karin karl karolina katarina \
    katarzyna kenneth kent kerstin kevin khadija khaled kim kjell klara klas krister kristian kristin \
    kristina kristoffer kurt lars layla leif leila lena lennart leo liam lilian linda linnea linus lisa \
    lisbeth lotta louise lovisa lucas ludvig madeleine madelene magdalena magnus mahmoud maja malin \
    marcus margareta maria mariam marianne marie marina markus martin maryam mathias matilda mats \
    mattias max melissa mikael mikaela moa mohamed mohammad mohammed mona monica monika muhammad mustafa \
    nathalie niklas nils nina noah nora oksana ola olga oliver olivia olof omar oscar oskar osman ove \
    patrik pelle per pernilla peter petra pia piotr rasmus rebecca rebecka rickard rikard robert robin \
    roger roland rolf rune ruth saga samuel sandra sara sarah sebastian simon siv sofia sofie solveig \
    sonja stefan sten stig sture susanna susanne sven theo therese thomas tobias tomas tomasz tommy tony \
    torbjorn ulf ulla ulrika urban vera veronica victor victoria viktor viktoria vilma wilhelm william \
    yasmin yousef youssef yusuf yvonne zahra zainab asa ake orjan osten";

/// Words of functions and units, whole: as the beginning or the end of a longer word they are in surnames too
/// (Barnevik, Norrman, Postell, Söderberg).
const FUNCTION_WORDS: &str = "\
    barn barnahus center chatt chatten epost hus huset hvb kris lss mail norr norra oster ostra post samtal \
    soder sodra stad vald vard vast vastra";

/// Beginnings and endings of words of functions and units that no name holds: wherever in a part one of them
/// stands, the address is a function's.
const FUNCTION_STEMS: &str = "\
    akut anmalan arkiv bistand boende bokning bostad centrum diarie enhet faktura familj forsamling \
    forvaltning funktion grupp halsa individ info jour kansli klinik kommun kontakt kontor kvinno mottag \
    namnd omsorg radgivning reception region registrator relation service skola skydd social stadsdel stod \
    support team tjanst trygghet tryggt ungdom utredning valdsutsatt vardcentral vaxel vuxen";

/// Whether the part before the @ is built as a person's name: with a surname that ends in -sson, a first name
/// and more, or an initial and a surname.
///
/// A first name alone is not: shelters are named Ada, Frida and Sara.
pub fn is_personal(mail: &str) -> bool {
    let Some((name, _)) = mail.split_once('@') else { return false };
    let name = plain(name);
    let parts: Vec<&str> = name
        .split(['.', '_', '-'])
        .map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|part| !part.is_empty())
        .collect();
    let is_word = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    if !parts.iter().all(|part| is_word(part)) || parts.iter().any(|part| is_of_function(part)) {
        return false;
    }
    match parts.as_slice() {
        parts if parts.iter().any(|part| part.ends_with("sson")) => true,
        [initial, surname] if initial.len() == 1 => surname.len() >= 4,
        [first, _, ..] => FIRST_NAMES.split(' ').any(|name| name == *first),
        _ => false,
    }
}

fn is_of_function(part: &str) -> bool {
    FUNCTION_WORDS.split(' ').any(|word| word == part)
        || FUNCTION_STEMS.split(' ').any(|stem| part.contains(stem))
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
            "kristina.svensson@exempel.se",
            "anna.soderberg@exempel.se",
            "anders.söderström@exempel.se",
            "maria.osterberg@exempel.se",
            "erik.norrman@exempel.se",
            "karin.norrby@exempel.se",
            "hussein.ali@exempel.se",
            "sara.månsson@exempel.se",
            "karin.vastberg@exempel.se",
            "peter.barnevik@exempel.se",
            "anders.postell@exempel.se",
            "måns.larsson@exempel.se",
            "krister.berg@exempel.se",
            "svensson.anna@exempel.se",
            "annasvensson@exempel.se",
            "e.lindberg@exempel.se",
            "håkan.berg@exempel.se",
            "marcus.lind@exempel.se",
            "mohammed.ali@exempel.se",
            "jörgen.ek@exempel.se",
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
            "e-tjanster@exempel.se",
            "e-tjänst@exempel.se",
            "e.tjanst@exempel.se",
            "e-hälsa@exempel.se",
            "e-post@exempel.se",
            "maria.barnmottagning@exempel.se",
            "sara.norr@exempel.se",
            "bo.tryggt@exempel.se",
            "alma.boende@exempel.se",
            "frida.huset@exempel.se",
            "vera.samtal@exempel.se",
            "maria.forsamling@exempel.se",
            "barn-och-unga@exempel.se",
            "krisjouren.vast@exempel.se",
            "24@exempel.se",
        ] {
            assert!(!is_personal(mail), "{mail}");
        }
    }
}
