//! The closed chain.

super::rules! {
    CHAIN_GAP "chain-gap" Warning
    sv "{area}: vägen {path} når inte {wanted} {hours} av årets timmar; som sämst finns då {level}. Första \
        gången {first}."
       "Lägg till en kontakt som är öppen då, eller låt en befintlig ta emot fler. Se vagvisare coverage \
           {code}."
       "Den som söker hjälp just då får en sämre väg än den som lovas, eller ingen."
    en "{area}: the path {path} does not reach {wanted} for {hours} of the year's hours; at worst there is \
        then {level}. First on {first}."
       "Add a contact that is open then, or let an existing one receive more. See vagvisare coverage {code}."
       "Whoever seeks help just then gets a poorer way than the one promised, or none."
}
