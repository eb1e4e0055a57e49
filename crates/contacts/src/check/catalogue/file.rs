//! The file itself: its encoding and its JSON.

super::rules! {
    EMPTY_FILE "empty-file" Error
    sv "Filen är tom."
       "Börja från en färdig mall: vagvisare new följt av områdets kod, till exempel 0184."
       "En tom fil tar bort områdets alla kontakter."
    en "The file is empty."
       "Start from a template: vagvisare new followed by the area's code, such as 0184."
       "An empty file removes all contacts of the area."
    TOO_LARGE "too-large" Error
    sv "Filen är större än 2 MB och läses inte."
       "Kontrollera att det är rätt fil. En kontaktfil är sällan större än 200 kB."
       "En besökare med dålig täckning skulle aldrig få fram kontakterna."
    en "The file is larger than 2 MB and is not read."
       "Make sure that it is the right file. A contact file is seldom larger than 200 kB."
       "A visitor with a poor connection would never get to the contacts."
    TOO_DEEP "too-deep" Error
    sv "Block och listor ligger i varandra i mer än 64 nivåer."
       "Kontrollera att det är en kontaktfil, eller att en hakparentes inte har upprepats."
       "Ingen kontaktfil behöver så många nivåer, och webbläsaren kan inte läsa den."
    en "Blocks and lists are nested more than 64 levels deep."
       "Make sure that it is a contact file, and that no bracket has been repeated."
       "No contact file needs so many levels, and the browser cannot read it."
    BYTE_ORDER_MARK "byte-order-mark" Error
    sv "Filen börjar med ett osynligt tecken (BOM)."
       "Spara som ”UTF-8” och inte ”UTF-8 med BOM”, eller kör vagvisare fmt på filen."
       "Tecknet hör inte hemma i JSON, och en del program vägrar att läsa filen."
    en "The file starts with an invisible character (BOM)."
       "Save as “UTF-8” and not “UTF-8 with BOM”, or run vagvisare fmt on the file."
       "The character has no place in JSON, and some programs refuse to read the file."
    UTF16 "utf-16" Error
    sv "Filen är sparad som UTF-16 (i Anteckningar kallat ”Unicode”)."
       "Spara som ”UTF-8”, eller kör vagvisare fmt på filen."
       "Webbläsaren läser bara UTF-8; besökaren får inga kontakter."
    en "The file is saved as UTF-16 (called “Unicode” in Notepad)."
       "Save as “UTF-8”, or run vagvisare fmt on the file."
       "The browser reads UTF-8 only; the visitor gets no contacts."
    NOT_UTF8 "not-utf-8" Error
    sv "Filen är inte sparad som UTF-8; här står det första tecknet som är fel."
       "Öppna filen i programmet som den skrevs i och spara som ”UTF-8”."
       "Å, ä och ö blir oläsliga för besökaren."
    en "The file is not saved as UTF-8; the first wrong character is here."
       "Open the file in the program that it was written in and save as “UTF-8”."
       "Å, ä and ö become unreadable to the visitor."
    SYNTAX "syntax" Error
    sv "Filen går inte att läsa som JSON: {what}."
       "Rätta det som markeras. Felet kan också stå strax före."
       "Webbläsaren läser allt eller inget; ett enda fel tecken tar bort alla kontakter."
    en "The file cannot be read as JSON: {what}."
       "Mend what is marked. The fault may also stand just before it."
       "The browser reads all or nothing; one wrong character removes all contacts."
    COMMENT "comment" Error
    sv "Kommentarer är inte tillåtna i filen."
       "Ta bort kommentaren. En intern anteckning hör hemma utanför filen."
       "Webbläsaren kan inte läsa en fil med kommentarer, och allt i filen kan läsas av besökaren."
    en "Comments are not allowed in the file."
       "Remove the comment. An internal note belongs outside the file."
       "The browser cannot read a file with comments, and everything in it can be read by the visitor."
    TRAILING_COMMA "trailing-comma" Error
    sv "Det står ett komma efter det sista i listan eller blocket."
       "Ta bort kommatecknet."
       "Webbläsaren kan inte läsa filen; besökaren får inga kontakter."
    en "There is a comma after the last item of the list or block."
       "Remove the comma."
       "The browser cannot read the file; the visitor gets no contacts."
    DUPLICATE_KEY "duplicate-key" Error
    sv "Nyckeln ”{key}” står två gånger i samma block."
       "Behåll den som gäller och ta bort den andra."
       "Bara en av dem används, och det syns inte vilken."
    en "The key “{key}” stands twice in the same block."
       "Keep the one that holds and remove the other."
       "Only one of them is used, and it does not show which."
}
