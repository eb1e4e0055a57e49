//! The shape of one contact file: one layer (nation, county or municipality) of services.
//!
//! These types are the one definition that the widget, the checker and the JSON Schema share. They are
//! tolerant where a fault can be told apart later (a wrong date is text here and an error in the checker)
//! only if the widget has no use for the typed value; everything the visitor's screen depends on is typed.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::map::Map;

mod channel;
mod hours;

pub use channel::{Channel, ChannelType, Claim, Cost};
pub use hours::{DayRule, Exception, Hours, Schedule, Span, Weekday, Weekly};

/// The only file format version there is so far.
pub const FORMAT: u32 = 1;

/// The `place` of a service whose address is secret.
pub const CONFIDENTIAL: &str = "confidential";

/// How the model's word for a secret place begins, and those that editors write instead; no street does.
const SECRET: [&str; 6] = [CONFIDENTIAL, "hemlig", "konfid", "secret", "skydda", "sekretess"];

/// Whether a place says that it is secret, in whatever letters.
pub fn is_secret(place: &str) -> bool {
    let begins = |word: &&str| place.trim().get(..word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word));
    SECRET.iter().any(begins)
}

/// A text per language: BCP 47 tag → words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
#[cfg_attr(
    feature = "schema",
    schemars(description = "Text per språk: språkkod (sv, en, fi, sv-simple …) och orden.")
)]
pub struct Text(pub Map<String>);

impl Text {
    /// The words in `lang`, else in its base language, else in Swedish, else in any; with the tag they are
    /// in. `None` when there are none at all.
    pub fn get(&self, lang: &str) -> Option<(&str, &str)> {
        let base = lang.split('-').next().unwrap_or(lang);
        [lang, base, "sv"]
            .iter()
            .find_map(|tag| self.0.get_key_value(tag))
            .or_else(|| self.0.iter().next())
            .map(|(tag, words)| (tag.as_str(), words.as_str()))
    }
}

/// One file: one layer of services for one area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(
    feature = "schema",
    schemars(description = "En fil med kontaktuppgifter för ett område: riket, ett län eller en kommun.")
)]
pub struct Layer {
    /// Address of the JSON Schema, for editors' programs.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Adress till schemat. Gör att redigeringsprogrammet hjälper till medan du \
                skriver.")
    )]
    pub schema: Option<String>,
    /// Always [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(description = "Filens format. Alltid 1."))]
    pub format: u32,
    /// Which area this layer is of.
    #[cfg_attr(feature = "schema", schemars(description = "Området som filen gäller."))]
    pub area: Area,
    /// Who answers for the file: a unit and its functional mailbox, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Vem som ansvarar för filen: en enhet och dess funktionsbrevlåda, aldrig en \
                person."
        )
    )]
    pub responsible: Option<Responsible>,
    /// When the file was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(description = "Dagen då filen senast ändrades, ÅÅÅÅ-MM-DD."))]
    pub updated: Option<Date>,
    /// Municipalities of a county: those without a file of their own still get a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Bara i ett läns fil: länets kommuner. De kan väljas även om de inte har en \
                egen fil."
        )
    )]
    pub municipalities: Vec<Area>,
    /// The service that is the municipality's own switchboard (contact centre), by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(description = "Id för kommunens växel eller kontaktcenter."))]
    pub contact_centre: Option<String>,
    /// Ids of services of lower layers that are not shown here. 112 can never be hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Id för verksamheter i länets eller rikets fil som inte ska visas här. 112 kan \
                aldrig döljas."
        )
    )]
    pub hide: Vec<String>,
    /// What this area adds to a service of a lower layer, by id.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Det som ert område vill lägga till om en verksamhet i länets eller rikets fil: \
                id och text."
        )
    )]
    pub notes: Map<Text>,
    /// Dated notices that this area sets on services of lower layers, by id.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Meddelanden med datum om verksamheter i länets eller rikets fil: id och \
                meddelande.")
    )]
    pub alerts: Map<Alert>,
    /// The layer's own services.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(description = "Områdets egna verksamheter."))]
    pub services: Vec<Service>,
}

/// An area: `se`, a county's two digits or a municipality's four.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Ett område."))]
pub struct Area {
    /// `se`, `01` or `0184` (SCB's codes).
    #[cfg_attr(
        feature = "schema",
        schemars(description = "se för riket, två siffror för län (01), fyra för kommun (0184).")
    )]
    pub code: String,
    /// The area's name as its people say it.
    #[cfg_attr(feature = "schema", schemars(description = "Områdets namn, till exempel Solna stad."))]
    pub name: String,
}

/// Who answers for a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Vem som ansvarar för filen."))]
pub struct Responsible {
    /// The unit.
    #[cfg_attr(feature = "schema", schemars(description = "Enheten, till exempel Socialförvaltningen."))]
    pub unit: String,
    /// Its functional mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Enhetens funktionsbrevlåda. Aldrig en persons adress.")
    )]
    pub email: Option<String>,
}

/// Something that helps: a line, a team, a shelter, a chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(
    feature = "schema",
    schemars(description = "En verksamhet som hjälper: en stödlinje, ett team, en jour, en chatt.")
)]
pub struct Service {
    /// Readable and prefixed by its layer: `se.kvinnofridslinjen`.
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Läsbart och unikt, med områdets kod först: 0184.socialjour. Ändra det inte \
                sedan."
        )
    )]
    pub id: String,
    /// What it is called.
    #[cfg_attr(feature = "schema", schemars(description = "Namnet som visas, per språk."))]
    pub name: Text,
    /// Other names people search for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(description = "Andra namn som människor söker på."))]
    pub known_as: Vec<String>,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(description = "Vem som driver verksamheten."))]
    pub organization: Option<String>,
    /// Whether it is running.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "active (i drift), temporarily_closed (stängd en tid) eller inactive (upphörd, \
                visas inte)."
        )
    )]
    pub status: Status,
    /// What it does, in one or two sentences.
    #[serde(default, skip_serializing_if = "is_empty_text")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Vad verksamheten gör, i en eller två korta meningar per språk.")
    )]
    pub summary: Text,
    /// What it does not do.
    #[serde(default, skip_serializing_if = "is_empty_text")]
    #[cfg_attr(feature = "schema", schemars(description = "Vad verksamheten inte gör, per språk."))]
    pub does_not: Text,
    /// Who may turn to it. Never empty.
    #[cfg_attr(feature = "schema", schemars(description = "Vem som kan vända sig hit. Minst en."))]
    pub audience: Vec<Audience>,
    /// Which kinds of violence it knows; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Vilka slags våld verksamheten kan möta. Utelämnat betyder alla.")
    )]
    pub kinds: Vec<Kind>,
    /// Which needs it meets; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Vad man kan få hjälp med. Utelämnat betyder allt.")
    )]
    pub needs: Vec<Need>,
    /// Ages it is for.
    #[serde(default, skip_serializing_if = "Age::is_any")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Åldrar som verksamheten är till för. Utelämnat betyder alla.")
    )]
    pub age: Age,
    /// Genders it is for; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Kön som verksamheten är till för. Utelämnat betyder alla.")
    )]
    pub gender: Vec<Gender>,
    /// Whether help is given without a needs assessment (socialtjänstlagen 11:5). `None`: unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "true om hjälpen ges utan behovsprövning, false om inte, null om ingen vet.")
    )]
    pub no_assessment_needed: Option<Claim>,
    /// How general the help is; decides its place in the closed chain. See [`Service::level`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Hur allmän hjälpen är: support (stödlinje eller lokal verksamhet), general \
                (allmän, som 1177 och socialjour) eller emergency (112). Behövs sällan: utelämnat räknas \
                det ut."
        )
    )]
    pub level: Option<Level>,
    /// Ways to reach it.
    #[cfg_attr(feature = "schema", schemars(description = "Sätten att nå verksamheten. Minst ett."))]
    pub channels: Vec<Channel>,
    /// Ids of services to turn to when this one is closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Id för verksamheter att vända sig till när den här är stängd.")
    )]
    pub when_closed: Vec<String>,
    /// A dated notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Ett meddelande med datum. Det försvinner av sig självt.")
    )]
    pub alert: Option<Alert>,
    /// A street address, or `"confidential"`: then no address and no map is ever shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Gatuadress, eller confidential om platsen är hemlig: då visas ingen adress."
        )
    )]
    pub place: Option<String>,
    /// Where the facts come from.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(description = "Var uppgifterna kommer ifrån."))]
    pub source: Option<Source>,
    /// When a person last made sure; `None`: nobody has.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "När någon senast kontrollerade uppgifterna. null om ingen har gjort det.")
    )]
    pub checked: Option<Checked>,
    /// How many days a check lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Efter hur många dagar uppgifterna ska kontrolleras igen.")
    )]
    pub check_every_days: Option<u32>,
}

fn is_empty_text(text: &Text) -> bool {
    text.0.is_empty()
}

impl Service {
    /// The level of the closed chain that this service reaches: what the file says, else told by its numbers
    /// (112; 1177 and 114 14) or by being a municipality's social emergency unit (`….socialjour`), else
    /// support. For the order of cards; the proof of the chain ([`crate::coverage`]) goes by channel.
    pub fn level(&self) -> Level {
        let numbers = self.channels.iter().map(Channel::level);
        self.level.unwrap_or_else(|| numbers.fold(self.level_by_kind(), Level::max))
    }

    /// The level that a service has by what it is, its numbers aside.
    pub fn level_by_kind(&self) -> Level {
        if self.id.ends_with(".socialjour") { Level::General } else { Level::Support }
    }

    /// Whether this is how 112 is reached, by voice or text: what no layer may hide.
    pub fn is_112(&self) -> bool {
        self.channels.iter().any(|channel| channel.value == "112")
    }

    /// Whether only council staff may be shown this service.
    pub fn is_staff_only(&self) -> bool {
        self.audience.iter().all(|audience| *audience == Audience::Staff)
    }

    /// Whether the service may be shown to somebody who has answered this: one that is gone to nobody, one
    /// for staff to staff only.
    pub fn may_be_shown(&self, audience: Option<Audience>) -> bool {
        self.status != Status::Inactive && (audience == Some(Audience::Staff) || !self.is_staff_only())
    }
}

/// Whether a service is running.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Om verksamheten är i drift."))]
pub enum Status {
    /// Running.
    #[default]
    #[cfg_attr(feature = "schema", schemars(description = "I drift."))]
    Active,
    /// Closed for a time: shown, with its alert, as closed.
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Stängd en tid. Visas som stängd, med sitt meddelande.")
    )]
    TemporarilyClosed,
    /// Gone: not shown.
    #[cfg_attr(feature = "schema", schemars(description = "Upphörd. Visas inte."))]
    Inactive,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Vem som kan vända sig hit."))]
pub enum Audience {
    /// An adult who lives with violence.
    #[serde(rename = "self")]
    #[cfg_attr(feature = "schema", schemars(description = "Vuxen som själv är utsatt."))]
    Myself,
    /// A child or young person under 18.
    #[cfg_attr(feature = "schema", schemars(description = "Barn eller ung under 18 år."))]
    Child,
    /// Someone who worries about somebody: relative, friend, neighbour.
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Den som är orolig för någon: anhörig, vän, granne.")
    )]
    Relative,
    /// Someone who uses violence.
    #[cfg_attr(feature = "schema", schemars(description = "Den som själv utövar våld."))]
    UsingViolence,
    /// Someone who meets violence at work.
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Den som möter våld i sitt arbete. En verksamhet med bara staff visas aldrig \
                för allmänheten."
        )
    )]
    Staff,
}

/// Kinds of violence: the five of the regional strategy, and the two that the prevention question adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Slags våld."))]
pub enum Kind {
    /// Violence in close relationships.
    #[cfg_attr(feature = "schema", schemars(description = "Våld i nära relation."))]
    CloseRelationship,
    /// Honour-related violence and oppression.
    #[cfg_attr(feature = "schema", schemars(description = "Hedersrelaterat våld och förtryck."))]
    Honour,
    /// Sexual violence.
    #[cfg_attr(feature = "schema", schemars(description = "Sexuellt våld."))]
    Sexual,
    /// Prostitution.
    #[cfg_attr(feature = "schema", schemars(description = "Prostitution."))]
    Prostitution,
    /// Human trafficking.
    #[cfg_attr(feature = "schema", schemars(description = "Människohandel."))]
    Trafficking,
    /// Stalking and digital control.
    #[cfg_attr(feature = "schema", schemars(description = "Stalkning och digital kontroll."))]
    Stalking,
    /// Sexual harassment.
    #[cfg_attr(feature = "schema", schemars(description = "Sexuella trakasserier."))]
    Harassment,
}

/// What somebody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Vad man kan få hjälp med."))]
pub enum Need {
    /// To talk to somebody.
    #[cfg_attr(feature = "schema", schemars(description = "Någon att prata med."))]
    Talk,
    /// Somewhere safe to be.
    #[cfg_attr(feature = "schema", schemars(description = "Någonstans där det är tryggt."))]
    SafePlace,
    /// Police and court.
    #[cfg_attr(feature = "schema", schemars(description = "Polis och rättegång."))]
    PoliceAndCourt,
    /// Care, and having injuries documented.
    #[cfg_attr(feature = "schema", schemars(description = "Vård, och att få skador dokumenterade."))]
    Care,
    /// Help for children.
    #[cfg_attr(feature = "schema", schemars(description = "Hjälp för barn."))]
    Children,
    /// Home and money.
    #[cfg_attr(feature = "schema", schemars(description = "Bostad och pengar."))]
    HomeAndMoney,
    /// To change one's own behaviour.
    #[cfg_attr(feature = "schema", schemars(description = "Att ändra sitt eget beteende."))]
    Change,
    /// To be heard after having asked before.
    #[cfg_attr(feature = "schema", schemars(description = "Att bli hörd när man har bett om hjälp förut."))]
    AskedBefore,
}

/// Whom a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Kön som verksamheten är till för."))]
pub enum Gender {
    /// Everybody.
    #[cfg_attr(feature = "schema", schemars(description = "Alla."))]
    All,
    /// Women and girls.
    #[cfg_attr(feature = "schema", schemars(description = "Kvinnor och flickor."))]
    Women,
    /// Men and boys.
    #[cfg_attr(feature = "schema", schemars(description = "Män och pojkar."))]
    Men,
    /// Trans persons.
    #[cfg_attr(feature = "schema", schemars(description = "Transpersoner."))]
    Trans,
    /// Non-binary persons.
    #[cfg_attr(feature = "schema", schemars(description = "Icke-binära."))]
    Nonbinary,
}

/// Ages in whole years, both ends included; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Åldrar i hela år, båda medräknade."))]
pub struct Age {
    /// Youngest.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(description = "Yngsta ålder i hela år, eller null."))]
    pub min: Option<u8>,
    /// Oldest.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(description = "Äldsta ålder i hela år, eller null."))]
    pub max: Option<u8>,
}

impl Age {
    /// Whether every age is welcome.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }
}

/// The closed chain's levels, from the best to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Hur allmän hjälpen är."))]
pub enum Level {
    /// A support line or a local service that knows the matter.
    #[cfg_attr(
        feature = "schema",
        schemars(description = "En stödlinje eller lokal verksamhet som kan frågan.")
    )]
    Support,
    /// A general one: care advice, police, social emergency.
    #[cfg_attr(
        feature = "schema",
        schemars(description = "En allmän verksamhet: sjukvårdsrådgivning, polis, socialjour.")
    )]
    General,
    /// Only 112.
    #[cfg_attr(feature = "schema", schemars(description = "Bara 112."))]
    Emergency,
}

/// A dated notice, both dates included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Ett meddelande med datum."))]
pub struct Alert {
    /// The words.
    #[cfg_attr(feature = "schema", schemars(description = "Texten, per språk."))]
    pub text: Text,
    /// First date.
    #[cfg_attr(feature = "schema", schemars(description = "Första dagen, ÅÅÅÅ-MM-DD."))]
    pub from: Date,
    /// Last date.
    #[cfg_attr(feature = "schema", schemars(description = "Sista dagen, ÅÅÅÅ-MM-DD."))]
    pub to: Date,
}

/// Evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Var uppgiften kommer ifrån."))]
pub struct Source {
    /// An https address.
    #[cfg_attr(feature = "schema", schemars(description = "Sidans hela adress, med https://."))]
    pub url: String,
    /// The page's date: a day, a month (`2024-04`) or a year (`2020`). `None`: undated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Sidans datum: dag, månad (2024-04) eller år (2020). Utelämnat om sidan är \
                odaterad.")
    )]
    pub date: Option<String>,
}

/// That a person made sure, by function and not by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "När och hur uppgifterna senast kontrollerades."))]
pub struct Checked {
    /// When.
    #[cfg_attr(feature = "schema", schemars(description = "Dagen för kontrollen, ÅÅÅÅ-MM-DD."))]
    pub on: Date,
    /// How: `phoned`, `visited`, `mailed`, `read`.
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Hur: phoned (ringt), visited (besökt), mailed (mejlat) eller read (läst).",
            extend("enum" = ["phoned", "visited", "mailed", "read"])
        )
    )]
    pub how: String,
    /// Which function did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Vilken funktion som gjorde det. Aldrig en persons namn.")
    )]
    pub by: Option<String>,
}
