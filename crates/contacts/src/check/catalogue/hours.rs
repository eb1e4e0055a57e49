//! Opening hours.

super::rules! {
    OPENS_EQUALS_CLOSES "opens-equals-closes" Error
    sv "Det öppnar och stänger klockan {time}."
       "Är det öppet dygnet runt: skriv \"opens\": \"00:00\", \"closes\": \"24:00\". Är det stängt: ta bort \
           raden."
       "Ingen kan veta om det betyder hela dygnet eller inte alls."
    en "It opens and closes at {time}."
       "If it is open all day and night: write \"opens\": \"00:00\", \"closes\": \"24:00\". If closed: \
           remove the row."
       "Nobody can know whether it means all day and night or not at all."
    OPENS_AT_24 "opens-at-24" Error
    sv "Det kan inte öppna klockan 24:00."
       "Skriv 00:00 på dagen efter."
       "24:00 är dygnets slut och kan bara vara en stängningstid."
    en "It cannot open at 24:00."
       "Write 00:00 on the day after."
       "24:00 is the end of the day and can be a closing time only."
    NO_DAYS "no-days" Error
    sv "Raden har tider men inga dagar."
       "Skriv minst en av mo, tu, we, th, fr, sa, su i ”days”, eller ta bort raden."
       "Tiderna gäller aldrig."
    en "The row has times but no days."
       "Write at least one of mo, tu, we, th, fr, sa, su in “days”, or remove the row."
       "The times never hold."
    INCOMPLETE_EXCEPTION "incomplete-exception" Error
    sv "Ändringen säger inte vad som gäller."
       "Skriv ett av tre: både ”opens” och ”closes”, eller \"closed\": true, eller \"unknown\": true."
       "Guiden vet inte om det är öppet de dagarna."
    en "The change does not say what holds."
       "Write one of three: both “opens” and “closes”, or \"closed\": true, or \"unknown\": true."
       "The guide does not know whether it is open on those days."
    CONTRADICTING_EXCEPTIONS "contradicting-exceptions" Warning
    sv "Ändringen säger emot den på rad {line}: båda gäller {date}, men de säger olika."
       "Behåll den som gäller."
       "Besökaren kan få se öppet när det är stängt."
    en "The change contradicts the one on line {line}: both hold on {date}, but they say different things."
       "Keep the one that holds."
       "The visitor may be shown open when it is closed."
    OVERLAPPING_HOURS "overlapping-hours" Warning
    sv "Tiderna går in i dem på rad {line}."
       "Slå ihop raderna, eller rätta tiderna."
       "Ofta är en av raderna gammal."
    en "The times run into those on line {line}."
       "Merge the rows, or mend the times."
       "Often one of the rows is old."
    NEVER_OPEN "never-open" Warning
    sv "Med dessa tider är det aldrig öppet."
       "Fyll i ”weekly”, eller skriv \"hours\": \"unknown\"."
       "Guiden säger stängt hela året."
    en "With these hours it is never open."
       "Fill in “weekly”, or write \"hours\": \"unknown\"."
       "The guide says closed all year."
    PAST_EXCEPTION "past-exception" Warning
    sv "Ändringen gällde till och med {to} och är över."
       "Ta bort ändringen ur filen."
       "Gamla ändringar gör det svårt att se dem som gäller."
    en "The change held until {to} and is over."
       "Remove it from the file."
       "Old changes make it hard to see those that hold."
    RED_DAY_WITHOUT_RULE "red-day-without-rule" Warning
    sv "Ingen har sagt vad som gäller {day} ({date})."
       "Skriv ”holidays” för alla röda dagar, eller en rad i ”exceptions” för den dagen."
       "Den dagen säger guiden ”vet inte”. Det är då många ringer."
    en "Nobody has said what holds on {day} ({date})."
       "Write “holidays” for all red days, or a row in “exceptions” for that day."
       "On that day the guide says “unknown”. It is when many call."
    EVE_WITHOUT_RULE "eve-without-rule" Warning
    sv "Ingen har sagt vad som gäller {day} ({date})."
       "Skriv ”eves” för aftnarna, eller en rad i ”exceptions” för den dagen."
       "Den dagen säger guiden ”vet inte”. Det är då många ringer."
    en "Nobody has said what holds on {day} ({date})."
       "Write “eves” for the eves, or a row in “exceptions” for that day."
       "On that day the guide says “unknown”. It is when many call."
}
