//! Ids, and the rules between layers.

super::rules! {
    BAD_ID "bad-id" Error
    sv "”{id}” är inte ett id för området {area}."
       "Skriv {area}, punkt och ett kort namn med små bokstäver utan å, ä och ö: {area}.socialjour."
       "Id:t är namnet som andra filer pekar på; det måste gå att se varifrån det kommer."
    en "“{id}” is not an id of the area {area}."
       "Write {area}, a full stop and a short name in small letters a–z: {area}.socialjour."
       "The id is the name that other files point to; it must show where it comes from."
    DUPLICATE_ID "duplicate-id" Error
    sv "Id:t ”{id}” används redan av kontakten på rad {line}."
       "Ge den ena ett eget id, eller ta bort den som är en kopia."
       "Bara en av dem visas."
    en "The id “{id}” is already used by the contact on line {line}."
       "Give one of them an id of its own, or remove the one that is a copy."
       "Only one of them is shown."
    UNKNOWN_ID "unknown-id" Error
    sv "Ingen kontakt har id:t ”{id}”."
       "{advice}"
       "Hänvisningen leder ingenstans."
    en "No contact has the id “{id}”."
       "{advice}"
       "The reference leads nowhere."
    HIDDEN_112 "hidden-112" Error
    sv "112 kan aldrig döljas eller stängas."
       "{advice}"
       "Den som är i fara ska alltid se 112."
    en "112 can never be hidden or closed."
       "{advice}"
       "Someone in danger must always see 112."
    NO_112 "no-112" Error
    sv "I rikets fil finns ingen kontakt där alla når 112 dygnet runt."
       "Lägg till se.112: telefon 112 med \"hours\": \"always\", i drift och utan gränser för ålder och kön."
       "Den som är i fara ska alltid se 112, och alla områden får det ur den här filen."
    en "The national file has no contact by which everybody reaches 112 at any hour."
       "Add se.112: phone 112 with \"hours\": \"always\", active and without limits of age and gender."
       "Someone in danger must always see 112, and every area gets it from this file."
    HIDES_OWN "hides-own" Error
    sv "Filen döljer sin egen kontakt ”{id}”."
       "Ta bort ”{id}” ur ”hide”. Ska kontakten inte visas: ta bort den ur ”services”."
       "Med ”hide” döljs bara det som står i länets eller rikets fil; den egna kontakten visas ändå."
    en "The file hides its own contact “{id}”."
       "Remove “{id}” from “hide”. If the contact is not to be shown: remove it from “services”."
       "Only what stands in the county's or the national file is hidden with “hide”; the own contact is shown \
           all the same."
    REDEFINED "redefined" Error
    sv "Kontakten ”{id}” finns redan i filen {layer}.json och får inte skrivas om här."
       "Ta bort kontakten. Lägg till egna ord med ”notes” eller ”alerts”, eller dölj den med ”hide”."
       "Ett avskrivet nummer blir kvar när det riktiga ändras. Därför finns varje kontakt på ett enda ställe."
    en "The contact “{id}” is already in the file {layer}.json and must not be written again here."
       "Remove the contact. Add your own words with “notes” or “alerts”, or hide it with “hide”."
       "A copied number stays when the real one changes. So each contact stands in one place only."
    STAFF_LINE_PUBLIC "staff-line-public" Error
    sv "{what} är bara för personal ({name}) men visas här för andra."
       "Ta bort numret eller hänvisningen, eller skriv \"audience\": [\"staff\"]."
       "Den som ringer blir avvisad, i ett läge då det kan vara sista försöket."
    en "{what} is for staff only ({name}) but is shown to others here."
       "Remove the number or the reference, or write \"audience\": [\"staff\"]."
       "The caller is turned away, when it may be the last attempt."
    POINTS_TO_HIDDEN "points-to-hidden" Warning
    sv "Hänvisningen går till ”{id}”, som inte visas ({why})."
       "Hänvisa till en kontakt som visas, eller ta bort hänvisningen."
       "När kontakten är stängd får besökaren inget annat att vända sig till."
    en "The reference goes to “{id}”, which is not shown ({why})."
       "Refer to a contact that is shown, or remove the reference."
       "When the contact is closed, the visitor gets nobody else to turn to."
    POINTS_TO_SELF "points-to-self" Warning
    sv "Kontakten hänvisar till sig själv när den är stängd."
       "Ta bort ”{id}” ur ”when_closed”, eller hänvisa till en annan."
       "Den som möter en stängd telefon hänvisas till samma stängda telefon."
    en "The contact refers to itself when it is closed."
       "Remove “{id}” from “when_closed”, or refer to another one."
       "Whoever finds a closed line is referred to the same closed line."
    INACTIVE "inactive" Warning
    sv "Kontakten är markerad som avslutad (inactive) och visas aldrig."
       "Ta bort den ur filen om den inte kommer tillbaka. Är den stängd för en tid: temporarily_closed."
       "Det som står kvar utan att visas glöms bort."
    en "The contact is marked as gone (inactive) and is never shown."
       "Remove it from the file if it will not come back. If it is closed for a time: temporarily_closed."
       "What stays without being shown is forgotten."
    CLOSED_WITHOUT_ALERT "closed-without-alert" Warning
    sv "Kontakten är stängd för en tid, men inget meddelande säger varför eller till när."
       "Lägg till ”alert” med text och datum, och hänvisa vidare med ”when_closed”."
       "Besökaren ser bara att det är stängt och vet inte om det öppnar igen."
    en "The contact is closed for a time, but no notice says why or until when."
       "Add “alert” with text and dates, and refer on with “when_closed”."
       "The visitor only sees that it is closed and does not know whether it will open again."
}
