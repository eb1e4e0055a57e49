//! Texts: language, length, plainness.

super::rules! {
    SWEDISH_MISSING "swedish-missing" Error
    sv "Texten finns inte på svenska."
       "Lägg till \"sv\" med den svenska texten."
       "De flesta besökare läser svenska, och alla andra språk faller tillbaka på den."
    en "The text does not exist in Swedish."
       "Add \"sv\" with the Swedish text."
       "Most visitors read Swedish, and all other languages fall back on it."
    EMPTY_TEXT "empty-text" Error
    sv "Texten är tom."
       "Skriv texten, eller ta bort nyckeln."
       "Besökaren ser ett tomt ställe."
    en "The text is empty."
       "Write the text, or remove the key."
       "The visitor sees an empty place."
    TRANSLATION_MISSING "translation-missing" Warning
    sv "Texten finns inte på {language}."
       "Lägg till \"{tag}\" med texten på det språket."
       "Den som läser guiden på det språket får svenska här."
    en "The text does not exist in {language}."
       "Add \"{tag}\" with the text in that language."
       "Whoever reads the guide in that language gets Swedish here."
    TEXT_TOO_LONG "text-too-long" Warning
    sv "Texten är {length} tecken lång; högst {limit} får plats i lugn och ro."
       "Korta den. Behåll vad besökaren får hjälp med och vad som händer när man ringer."
       "Den som är rädd och har bråttom läser inte långa texter."
    en "The text is {length} characters long; at most {limit} can be read in peace."
       "Shorten it. Keep what the visitor gets help with and what happens when one calls."
       "Someone frightened and in a hurry does not read long texts."
    TEXT_HARD "text-hard" Warning
    sv "Texten är svår att läsa (LIX {lix}; över {limit} är svårt)."
       "Skriv kortare meningar och vanligare, kortare ord."
       "Språklagen kräver klarspråk, och den som är rädd läser sämre än vanligt."
    en "The text is hard to read (LIX {lix}; above {limit} is hard)."
       "Write shorter sentences and more common, shorter words."
       "The Language Act requires plain language, and someone frightened reads worse than usual."
}
