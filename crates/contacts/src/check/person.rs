//! Whether a mail address looks like a person's.
//!
//! `förnamn.efternamn@` is a person's; `funktion.enhet@` (info.social@, socialjour.vast@) is not. No rule
//! tells them apart from their form alone, so the first part is looked up in a list of common first names.
//! Words of functions come first: Maria is a name, maria.ungdom@ a clinic. But a surname that only begins
//! like one is a surname: peter.barnevik@ is no children's unit.

/// The most common first names of Sweden's population (SCB) and of its largest language groups, without
/// accents.
const FIRST_NAMES: &str = "\
    abdi adam agnes agneta ahmad ahmed aisha albert albin alexander alexandra alfred ali alice alicia \
    allan alma alva amanda amelia amina amir anders andre andrea andreas anette angelica anita anja ann \
    anna anneli annelie annika anton antonia arne arvid astrid august axel barbro beatrice bengt berit \
    bertil birgitta bjorn bo bodil britt cajsa camilla carina carl carolina caroline catarina cecilia \
    charlotta charlotte christer christian christina christoffer claes clara conny cornelia curt dagmar \
    dan daniel david dennis dragan ebba edith edvin elias elin elina elisabet elisabeth ella ellen ellinor \
    elsa elsie elvira emelie emil emilia emma erik erika eskil ester eva evelina evert ewa fatima felicia \
    felix filip folke frank fredrik freja frida gabriel georg georgios gerd goran greger greta gun gunilla \
    gunnar gunnel gustaf gustav hakan hampus hanna hannah hans harald harry hassan hedda hedvig helen \
    helena helene henning henrik herman hilda hjalmar holger hugo hussein ibrahim ida ines inga ingeborg \
    ingegerd ingela ingemar inger ingrid irene isabella isabelle isak ismail ivan jakob jan jari jasmin \
    jelena jennie jenny jens jesper jessica jimmy joakim joel johan johanna johannes john johnny jon jonas \
    jonathan jorgen josef josefin juha julia julius kaj kajsa kalle karim karin karl karolina katarina \
    katarzyna katja kenneth kent kerstin kevin khadija khaled kim kjell klara klas krister kristian \
    kristin kristina kristoffer kurt lars layla leah leif leila lena lennart leo leon leonard li liam \
    lilian linda linn linnea linus lisa lisbeth livia loke lotta louise lova love lovisa lucas ludvig \
    lukas lydia lykke madeleine madelene magdalena magnus mahmoud maja malin malte marcus margareta margit \
    maria mariam marianne marie marina markus marta martin maryam mathias matilda mats matteo mattias max \
    melissa melker melvin mikael mikaela milan milo milton mira mirjam moa mohamed mohammad mohammed molly \
    mona monica monika muhammad mustafa natalia nathalie nellie nelly niklas nikola nils nina noah noel \
    nora oksana ola olga oliver olivia olle olof omar oscar oskar osman otto ove patrik pelle per pernilla \
    peter petra petter pia piotr ragnar rania rasmus rebeca rebecca rebecka rickard rikard rita robert \
    robin roger roland rolf ronja rune ruth saga sally samira samuel sandra sara sarah sebastian selma \
    signe sigrid simon simone siv sixten sofia sofie sofija solveig sonja stefan stella sten stig sture \
    susanna susanne svante sven svetlana tage tea thea theo therese thomas tilda tilde tobias tomas tomasz \
    tommy tony torbjorn torsten tove tuva tyra ulf ulla ulrika uno urban valter vera veronica victor \
    victoria viktor viktoria vilma vincent viola viveka walter wilhelm william wilma yasmin yousef youssef \
    yusuf yvette yvonne zahra zainab zlatan asa ake orjan osten";

/// Words of functions and units, whole: as the beginning or the end of a longer word they are in surnames too
/// (Barnevik, Norrman, Postell, Söderberg).
const FUNCTION_WORDS: &str = "\
    barn barnahus center chatt chatten epost hr hus huset hvb it kris lss mail natverk natverket norr norra \
    oster ostra post rehab samtal soder sodra stad vald vard vast vastra";

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
        || (FUNCTION_STEMS.split(' ').any(|stem| part.contains(stem)) && !is_surname(part))
}

/// Whether a part ends as surnames do: Skolander and Stödberg are no units.
fn is_surname(part: &str) -> bool {
    const ENDINGS: [&str; 7] = ["ander", "berg", "gren", "qvist", "quist", "sson", "strom"];
    ENDINGS.iter().any(|ending| part.ends_with(ending))
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
            "wilma.berg@exempel.se",
            "svante.lind@exempel.se",
            "anna.skolander@exempel.se",
            "anders.stödberg@exempel.se",
            "anna.kommunsson@exempel.se",
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
            "sara.natverket@exempel.se",
            "olivia.rehab@exempel.se",
            "max.it@exempel.se",
            "socialjour.falkenberg@exempel.se",
        ] {
            assert!(!is_personal(mail), "{mail}");
        }
    }
}
