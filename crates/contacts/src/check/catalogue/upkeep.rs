//! Evidence and freshness.

super::rules! {
    NEVER_CHECKED "never-checked" Warning
    sv "Ingen har kontrollerat uppgifterna."
       "Ring och kontrollera, och skriv ”checked” med datum, hur och vilken funktion som gjorde det."
       "Guiden säger till besökaren att uppgiften inte är bekräftad."
    en "Nobody has checked the facts."
       "Call and check, and write “checked” with the date, how, and which function did it."
       "The guide tells the visitor that the fact is unconfirmed."
    CHECK_OVERDUE "check-overdue" Warning
    sv "Uppgifterna kontrollerades {on} och skulle ha kontrollerats igen senast {due}."
       "Ring och kontrollera, och skriv dagens datum i ”checked”."
       "Tills dess säger guiden ”vet inte” i stället för ”öppet nu”."
    en "The facts were checked on {on} and should have been checked again by {due}."
       "Call and check, and write today's date in “checked”."
       "Until then the guide says “unknown” instead of “open now”."
    CHECK_IN_FUTURE "check-in-future" Warning
    sv "Kontrollen har ett datum som inte har varit: {on}."
       "Rätta datumet."
       "En kontroll i framtiden gör att uppgiften aldrig blir gammal."
    en "The check has a date that has not been: {on}."
       "Mend the date."
       "A check in the future keeps the fact from ever growing old."
    NO_CHECK_INTERVAL "no-check-interval" Warning
    sv "Det står inte hur länge en kontroll gäller."
       "Skriv \"check_every_days\": 180, eller så ofta som det behövs."
       "Utan den blir uppgiften aldrig gammal, hur gammal den än är."
    en "It does not say how long a check lasts."
       "Write \"check_every_days\": 180, or as often as is needed."
       "Without it the fact never grows old, however old it is."
    CHECK_TOO_SELDOM "check-too-seldom" Warning
    sv "En kontroll gäller i {days} dagar, mer än två år."
       "Skriv \"check_every_days\": 180, eller så ofta som det behövs, högst {most}."
       "Så länge hinner ett nummer bytas utan att guiden säger att uppgiften är gammal."
    en "A check lasts {days} days, more than two years."
       "Write \"check_every_days\": 180, or as often as is needed, at most {most}."
       "In that time a number can change without the guide saying that the fact is old."
    NO_SOURCE "no-source" Warning
    sv "Det står inte varifrån uppgifterna kommer."
       "Skriv ”source” med länk till sidan där de står."
       "Nästa redaktör måste kunna se var de ska kontrolleras."
    en "It does not say where the facts come from."
       "Write “source” with a link to the page where they stand."
       "The next editor must be able to see where to check them."
    PAST_ALERT "past-alert" Warning
    sv "Meddelandet gällde till och med {to} och är över."
       "Ta bort meddelandet ur filen."
       "Det visas inte längre, men står i vägen för den som redigerar."
    en "The notice held until {to} and is over."
       "Remove it from the file."
       "It is no longer shown, but stands in the way of whoever edits."
    NO_RESPONSIBLE "no-responsible" Warning
    sv "Det står inte vem som svarar för filen."
       "Skriv ”responsible” med enhet och funktionsbrevlåda."
       "Den som ser ett fel måste veta vem som ska få veta det."
    en "It does not say who answers for the file."
       "Write “responsible” with a unit and its functional mailbox."
       "Whoever sees a fault must know whom to tell."
}
