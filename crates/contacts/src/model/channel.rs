//! One way to reach a service, and what its sources say of it.

use std::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Hours, Level, Source};

/// One way to reach a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Ett sätt att nå verksamheten."))]
pub struct Channel {
    /// What kind of way.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(description = "Slags kontaktväg."))]
    pub kind: ChannelType,
    /// What is dialled, opened or written to: E.164 or a short number, an https address, an e-mail address.
    /// Empty for a visit.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Det som rings eller öppnas. Telefon: +46 och numret utan första nollan och \
                utan mellanslag (+46104440500); korta nummer som de är (112, 1177). Länk: hela adressen \
                med https://. Besök: tomt."
        )
    )]
    pub value: String,
    /// How it is written for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(description = "Så som det skrivs för läsaren: 010-444 05 00."))]
    pub display: Option<String>,
    /// What it costs. `None`: unknown.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Vad det kostar: free (gratis), standard (som ett vanligt samtal) eller null om \
                ingen vet."
        )
    )]
    pub cost: Option<Cost>,
    /// Whether one may be anonymous. `None`: unknown, never inferred.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "true om man kan vara anonym, false om inte, null om ingen vet. true kräver en \
                källa."
        )
    )]
    pub anonymous: Option<Claim>,
    /// Whether it shows on the invoice. `None`: unknown, never inferred.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "true om samtalet syns på telefonräkningen, false om inte, null om ingen vet. \
                false kräver en källa."
        )
    )]
    pub on_bill: Option<Claim>,
    /// Whether one must register first. `None`: unknown.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "true om man måste anmäla sig i förväg (som till SMS 112), false om inte, null \
                om ingen vet."
        )
    )]
    pub register_first: Option<bool>,
    /// That a mobile number belongs to a function and not to a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "true om ett mobilnummer hör till en funktion och inte till en person.")
    )]
    pub function_mobile: bool,
    /// Languages spoken, BCP 47; empty: unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Språk som talas: sv, en, fi … Utelämnat om ingen vet.")
    )]
    pub languages: Vec<String>,
    /// Whether an interpreter can be had. `None`: unknown.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "true om det går att få tolk, false om inte, null om ingen vet.")
    )]
    pub interpreter: Option<bool>,
    /// When it answers.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(description = "När någon svarar."))]
    pub hours: Hours,
}

impl Channel {
    /// How its value is written for people: as the data says, or as it is.
    pub fn written(&self) -> &str {
        self.display.as_deref().filter(|display| !display.is_empty()).unwrap_or(&self.value)
    }

    /// The level that a number has whatever its service: 112 is the last, 1177 and 114 14 are general.
    pub fn level(&self) -> Level {
        match self.value.as_str() {
            "112" => Level::Emergency,
            "1177" | "11414" => Level::General,
            _ => Level::Support,
        }
    }
}

/// Kinds of channel (HSDS phone.type, RFC 6350).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Slags kontaktväg."))]
pub enum ChannelType {
    /// A voice call.
    #[cfg_attr(feature = "schema", schemars(description = "Telefon."))]
    Phone,
    /// A text message.
    #[cfg_attr(feature = "schema", schemars(description = "Sms."))]
    Sms,
    /// A text telephone.
    #[cfg_attr(feature = "schema", schemars(description = "Texttelefon."))]
    Textphone,
    /// A video call.
    #[cfg_attr(feature = "schema", schemars(description = "Videosamtal."))]
    Video,
    /// A chat on a page.
    #[cfg_attr(feature = "schema", schemars(description = "Chatt på en webbsida."))]
    Chat,
    /// E-mail.
    #[cfg_attr(feature = "schema", schemars(description = "E-post."))]
    Email,
    /// A page.
    #[cfg_attr(feature = "schema", schemars(description = "Webbsida."))]
    Web,
    /// A visit to a place.
    #[cfg_attr(feature = "schema", schemars(description = "Besök."))]
    Visit,
}

impl ChannelType {
    /// Whether the value is a number to dial or text.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Phone | Self::Sms | Self::Textphone)
    }

    /// Whether the value is an https address.
    pub fn is_link(self) -> bool {
        matches!(self, Self::Chat | Self::Web | Self::Video)
    }

    /// Whether somebody answers at once when it is open: what counts in the closed chain.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Web | Self::Email)
    }
}

/// What a channel costs the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schemars(description = "Vad det kostar."))]
pub enum Cost {
    /// Nothing.
    #[cfg_attr(feature = "schema", schemars(description = "Gratis."))]
    Free,
    /// What the caller's own subscription takes for an ordinary call.
    #[cfg_attr(feature = "schema", schemars(description = "Som ett vanligt samtal i det egna abonnemanget."))]
    Standard,
}

/// A yes or no that may carry a source of its own: `true` or `{ "value": true, "source": {…} }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The answer.
    pub value: bool,
    /// Where it comes from, when not from the service's own source.
    pub source: Option<Source>,
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.source {
            None => serializer.serialize_bool(self.value),
            Some(source) => SourcedClaim { value: self.value, source: source.clone() }.serialize(serializer),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "Ett svar med egen källa."))]
struct SourcedClaim {
    #[cfg_attr(feature = "schema", schemars(description = "Svaret: true eller false."))]
    value: bool,
    #[cfg_attr(feature = "schema", schemars(description = "Källan till just detta svar."))]
    source: Source,
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ClaimVisitor;
        impl<'de> Visitor<'de> for ClaimVisitor {
            type Value = Claim;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("true, false or { value, source }")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Claim, E> {
                Ok(Claim { value, source: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Claim, A::Error> {
                let SourcedClaim { value, source } =
                    Deserialize::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Claim { value, source: Some(source) })
            }
        }
        deserializer.deserialize_any(ClaimVisitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Claim {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Claim".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "true eller false, eller { value, source } om svaret har en egen källa.",
            "anyOf": [{ "type": "boolean" }, generator.subschema_for::<SourcedClaim>()]
        })
    }
}
