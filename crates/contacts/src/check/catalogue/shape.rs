//! The shape of the data: keys, kinds of value, words, dates, times, codes.

super::rules! {
    UNKNOWN_KEY "unknown-key" Error
    sv "Nyckeln ”{key}” finns inte här."
       "{advice}"
       "En felstavad nyckel läses inte alls; uppgiften försvinner utan att det märks."
    en "There is no key “{key}” here."
       "{advice}"
       "A misspelt key is not read at all; the fact disappears without notice."
    MISSING_KEY "missing-key" Error
    sv "Nyckeln ”{key}” fattas."
       "{advice}"
       "Utan den kan kontakten inte visas."
    en "The key “{key}” is missing."
       "{advice}"
       "Without it the contact cannot be shown."
    WRONG_TYPE "wrong-type" Error
    sv "Här står {found}, men det ska vara {expected}."
       "Skriv {expected} här."
       "Guiden kan inte använda värdet; kontakten visas inte."
    en "This is {found}, but it should be {expected}."
       "Write {expected} here."
       "The guide cannot use the value; the contact is not shown."
    UNKNOWN_WORD "unknown-word" Error
    sv "Ordet ”{found}” känns inte igen här."
       "{advice}"
       "Guiden förstår bara sina egna ord; med ett annat kan kontakten falla bort."
    en "The word “{found}” is not known here."
       "{advice}"
       "The guide understands its own words only; with another one the contact can be lost."
    BAD_DATE "bad-date" Error
    sv "”{found}” är inte ett datum som finns."
       "Skriv år, månad och dag: 2026-12-24."
       "En ändring på fel datum gör att guiden säger öppet när det är stängt."
    en "“{found}” is not a date that exists."
       "Write year, month and day: 2026-12-24."
       "A change on a wrong date makes the guide say open when it is closed."
    BAD_TIME "bad-time" Error
    sv "”{found}” är inte ett klockslag."
       "Skriv timmar och minuter med kolon: 08:00, 16:30, 24:00."
       "Guiden kan inte säga när det är öppet."
    en "“{found}” is not a time."
       "Write hours and minutes with a colon: 08:00, 16:30, 24:00."
       "The guide cannot say when it is open."
    DATES_REVERSED "dates-reversed" Error
    sv "Perioden slutar ({to}) före den börjar ({from})."
       "Byt plats på datumen eller rätta året."
       "Perioden gäller aldrig; ändringen syns inte för besökaren."
    en "The period ends ({to}) before it starts ({from})."
       "Swap the dates or mend the year."
       "The period never holds; the visitor does not see the change."
    BAD_FORMAT "bad-format" Error
    sv "Filens format är {found}, men det enda som finns är 1."
       "Skriv \"format\": 1."
       "Guiden läser inte en fil i ett format som den inte känner till."
    en "The file's format is {found}, but the only one there is is 1."
       "Write \"format\": 1."
       "The guide does not read a file of a format that it does not know."
    BAD_AREA_CODE "bad-area-code" Error
    sv "”{found}” är inte en områdeskod."
       "Skriv se för landet, länets två siffror (01) eller kommunens fyra siffror (0184), enligt SCB."
       "Guiden hittar filen genom koden."
    en "“{found}” is not an area code."
       "Write se for the country, the county's two digits (01) or the municipality's four (0184), as SCB \
           has them."
       "The guide finds the file by its code."
    AREA_MISMATCH "area-mismatch" Error
    sv "Filen heter {file} men innehåller området {found}."
       "Rätta koden, eller byt namn på filen till {found}.json om det inte redan finns en sådan."
       "De som bor i det ena området får det andras kontakter."
    en "The file is named {file} but holds the area {found}."
       "Mend the code, or rename the file to {found}.json if there is none yet."
       "Those who live in the one area get the contacts of the other."
    SECOND_OF_AREA "second-of-area" Error
    sv "Området {found} har redan filen {first}; {file} är en andra fil för samma område och räknas inte med."
       "Flytta {file} ur mappen. Är det den som gäller: låt den ersätta {first}."
       "Det som bara står i kopian når aldrig besökaren, och den som rättar i fel fil märker det inte."
    en "The area {found} has the file {first} already; {file} is a second file of the same area and does not \
        count."
       "Move {file} out of the folder. If it is the one that holds: let it replace {first}."
       "What stands in the copy only never reaches the visitor, and whoever mends the wrong file does not \
        notice."
    FILE_NAME "file-name" Warning
    sv "Filen heter {file}, men guiden läser området {found} bara ur {found}.json."
       "Byt namn på filen till {found}.json innan den publiceras."
       "Besökaren får inget av det som står i filen."
    en "The file is named {file}, but the guide reads the area {found} from {found}.json only."
       "Rename the file to {found}.json before it is published."
       "The visitor gets nothing of what stands in the file."
    BAD_LANGUAGE "bad-language" Error
    sv "”{found}” är inte en språkkod."
       "Skriv två eller tre små bokstäver: sv svenska, en engelska, fi finska, ar arabiska, so somaliska."
       "Texten visas aldrig för den som läser språket."
    en "“{found}” is not a language tag."
       "Write two or three small letters: sv Swedish, en English, fi Finnish, ar Arabic, so Somali."
       "The text is never shown to those who read the language."
    BAD_SOURCE_DATE "bad-source-date" Error
    sv "”{found}” är inte ett år, en månad eller en dag."
       "Skriv 2024, 2024-04 eller 2024-04-30."
       "Datumet säger hur gammal uppgiften är."
    en "“{found}” is not a year, a month or a day."
       "Write 2024, 2024-04 or 2024-04-30."
       "The date tells how old the fact is."
    AGE_REVERSED "age-reversed" Error
    sv "Den lägsta åldern ({min}) är högre än den högsta ({max})."
       "Byt plats på dem. Ta bort den gräns som inte finns."
       "Ingen är i den åldern; kontakten visas aldrig."
    en "The lowest age ({min}) is higher than the highest ({max})."
       "Swap them. Remove a limit that does not exist."
       "Nobody is of that age; the contact is never shown."
    NO_AUDIENCE "no-audience" Error
    sv "Det står inte vem kontakten är till för."
       "Skriv minst ett av self, child, relative, using_violence, staff i ”audience”."
       "Guiden visar kontakten för dem som står här, och för ingen annan."
    en "It does not say whom the contact is for."
       "Write at least one of self, child, relative, using_violence, staff in “audience”."
       "The guide shows the contact to those named here, and to nobody else."
}
