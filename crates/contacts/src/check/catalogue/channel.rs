//! Ways to reach a service: numbers, links, mail, and what is claimed of them.

super::rules! {
    NO_CHANNEL "no-channel" Error
    sv "Kontakten har inget sätt att nå den som går att använda."
       "Lägg till minst en kanal med nummer, länk, e-post eller besöksadress."
       "En kontakt utan väg fram är en stängd dörr; guiden visar den inte."
    en "The contact has no usable way to reach it."
       "Add at least one channel with a number, a link, a mail address or an address to visit."
       "A contact with no way in is a closed door; the guide does not show it."
    NUMBER_INVALID "number-invalid" Error
    sv "”{number}” går inte att ringa: {why}."
       "{advice}"
       "Den som trycker på numret kommer inte fram."
    en "“{number}” cannot be dialled: {why}."
       "{advice}"
       "Whoever presses the number does not get through."
    NUMBER_COUNTRY_CODE "number-country-code" Error
    sv "Numret ”{number}” saknar landsnummer."
       "Skriv ”{suggestion}” i ”value”. Hur det ska läsas står i ”display”."
       "Utan landsnummer går numret inte att ringa från en utländsk telefon."
    en "The number “{number}” lacks its country code."
       "Write “{suggestion}” in “value”. How it is to be read stands in “display”."
       "Without the country code the number cannot be dialled from a foreign telephone."
    NUMBER_PREMIUM "number-premium" Error
    sv "”{number}” är ett betalnummer (0900, 0939 eller 0944)."
       "Kontrollera numret. Ingen stödlinje har betalnummer."
       "Samtalet kostar och syns på räkningen."
    en "“{number}” is a premium-rate number (0900, 0939 or 0944)."
       "Check the number. No support line has a premium-rate number."
       "The call costs money and shows on the bill."
    SHORT_NUMBER_PLUS46 "short-number-plus46" Error
    sv "Kortnumret {short} är skrivet med landsnummer: ”{number}”."
       "Skriv ”{short}” i ”value”."
       "Ett kortnummer med +46 framför går inte fram."
    en "The short number {short} is written with the country code: “{number}”."
       "Write “{short}” in “value”."
       "A short number with +46 before it does not get through."
    DISPLAY_DIFFERS "display-differs" Error
    sv "Besökaren läser ”{display}” men når ”{value}”."
       "Skriv samma i ”display” som i ”value”. {advice}"
       "Den som läser ett nummer och kommer till ett annat litar inte på något av dem."
    en "The visitor reads “{display}” but reaches “{value}”."
       "Write the same in “display” as in “value”. {advice}"
       "Whoever reads one number and reaches another trusts neither."
    LINK_NOT_HTTPS "link-not-https" Error
    sv "”{link}” går inte att använda som länk."
       "Skriv hela adressen, med https:// först och utan mellanslag, citattecken och lösenord. Finns sidan bara \
           på http går den inte att använda."
       "På en oskyddad länk kan andra i nätet se vad besökaren läser."
    en "“{link}” cannot be used as a link."
       "Write the whole address, with https:// first and without spaces, quotation marks and passwords. A page \
           that exists on http only cannot be used."
       "On an unprotected link others on the network can see what the visitor reads."
    MAIL_INVALID "mail-invalid" Error
    sv "”{mail}” är inte en e-postadress."
       "Skriv adressen ensam, utan namn och utan mailto:, till exempel relationsvald@kommunen.se."
       "Brevet kommer inte fram."
    en "“{mail}” is not a mail address."
       "Write the address alone, without a name and without mailto:, such as relationsvald@kommunen.se."
       "The mail does not arrive."
    PERSONAL_MAIL "personal-mail" Error
    sv "”{mail}” ser ut att vara en persons e-postadress."
       "Använd en funktionsbrevlåda. Guiden känner igen förnamn.efternamn; funktion.enhet går bra."
       "En person slutar, är sjuk eller på semester; en funktion svarar. Och personens namn är skyddsvärt."
    en "“{mail}” looks like a person's mail address."
       "Use a functional mailbox. The checker recognises firstname.lastname; function.unit is fine."
       "A person leaves, is ill or on holiday; a function answers. And the person's name deserves protection."
    MOBILE_NUMBER "mobile-number" Error
    sv "”{number}” är ett mobilnummer, och det står inte att det hör till en funktion."
       "Hör mobilen till en funktion: skriv \"function_mobile\": true på kanalen. Annars: ta bort numret."
       "En anställds eget nummer ska aldrig spridas här."
    en "“{number}” is a mobile number, and it is not said to belong to a function."
       "If it belongs to a function: write \"function_mobile\": true on the channel. Else: remove the number."
       "An employee's own number must never be spread here."
    SECRET_ADDRESS "secret-address" Error
    sv "Platsen är hemlig, men besöket säger var den är."
       "Ta bort adressen här. Den som ska komma får veta den i samtalet."
       "Guiden visar inte adressen, men filen kan läsas av vem som helst, också av den som letar."
    en "The place is secret, but the visit says where it is."
       "Remove the address here. Whoever is to come is told in the call."
       "The guide does not show the address, but anybody can read the file, the one who searches too."
    CLAIM_WITHOUT_SOURCE "claim-without-source" Error
    sv "{claim} lovas utan källa."
       "Lägg till ”source” {at}, eller skriv null om ingen vet."
       "Ett löfte som inte håller kan avslöja den som ringer."
    en "{claim} is promised without a source."
       "Add “source” {at}, or write null if nobody knows."
       "A promise that does not hold can expose the caller."
    NEAR_MATCH "near-match" Warning
    sv "Numret {number} är nästan likt {known} ({name}) men inte samma."
       "Är det samma linje: ta bort numret här, den finns redan nationellt. Annars: kontrollera det en gång \
           till."
       "Med en enda siffra fel svarar någon annan, eller ingen."
    en "The number {number} is almost {known} ({name}), but not the same."
       "If it is the same line: remove the number here, it is there nationally. Else: check it once more."
       "With a single wrong digit somebody else answers, or nobody."
    SAME_NUMBER_TWO_NAMES "same-number-two-names" Warning
    sv "Numret {number} står också under {other}."
       "Är det samma verksamhet: behåll en av dem och använd ”known_as” eller ”notes”. Är det en växel: skriv \
           dess id i ”contact_centre”."
       "Besökaren tror att det finns två ställen att ringa, och när numret ändras blir ett av dem gammalt."
    en "The number {number} also stands under {other}."
       "If it is the same service: keep one and use “known_as” or “notes”. If it is a switchboard: write its id in \
           “contact_centre”."
       "The visitor believes that there are two places to call, and when the number changes one grows old."
    SAME_NAME_TWO_NUMBERS "same-name-two-numbers" Warning
    sv "{name} har ett annat nummer i {other}: {number}."
       "Kontrollera vilket som gäller, och behåll bara det."
       "Ett av numren är troligen gammalt."
    en "{name} has another number in {other}: {number}."
       "Check which one holds, and keep only that."
       "One of the numbers is probably old."
    DEAD_LINK "dead-link" Warning
    sv "Länken {link} svarade inte som den ska: {why}."
       "Öppna länken och rätta adressen, eller ta bort den."
       "Besökaren kommer till en tom sida."
    en "The link {link} did not answer as it should: {why}."
       "Open the link and mend the address, or remove it."
       "The visitor gets to an empty page."
}
