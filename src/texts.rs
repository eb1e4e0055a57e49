//! The words on the screen, in the visitor's language, each falling back to Swedish by itself.
//!
//! The list of [`Key`]s is the one place that says which texts the program uses; a test holds it against the
//! locale files, so that none is missing and none is left over.

use vagvisare_contacts::json::{Faults, Json};
use vagvisare_contacts::letters::split;
use vagvisare_contacts::map::Map;
use vagvisare_contacts::model::Text;
use yew::prelude::*;

use crate::el::{el_with, text};
use crate::intl;

macro_rules! keys {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal,)*) => {
        /// The texts that the program itself asks for. Questions and choices have theirs besides, by their
        /// ids.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Key { $($(#[doc = $doc])+ $name,)* }

        impl Key {
            /// Every key, in the order of the list.
            pub const ALL: &[Key] = &[$(Key::$name,)*];

            /// The key as the locale files have it.
            pub fn name(self) -> &'static str {
                match self { $(Key::$name => $key,)* }
            }
        }
    };
}

keys! {
    /// The emergency number, which stands in the words.
    Emergency = "ui.emergency",
    /// The police when it is not urgent; the number stands in the words.
    NotUrgent = "ui.not_urgent",
    /// Before somebody who answers now.
    Now = "ui.now",
    /// Past this question.
    Skip = "ui.skip",
    /// To the screen before.
    Back = "ui.back",
    /// To the first question.
    Restart = "ui.restart",
    /// With `{n}` and `{of}`: which question this is, of how many at most.
    Step = "ui.step",
    /// Before the chosen answers.
    Answers = "ui.answers",
    /// Heading of the screen that answers.
    Results = "ui.results",
    /// When there is nobody to show.
    ResultsEmpty = "ui.results.empty",
    /// Heading of the general services.
    ResultsGeneral = "ui.results.general",
    /// After the services: one may call without knowing what to say.
    NothingFits = "ui.nothing_fits",
    /// Heading of the advice.
    Advice = "ui.advice",
    /// Heading of the list of pages to read.
    Pages = "ui.pages",
    /// From a page back to the guide.
    PageClose = "ui.page.close",
    /// The pages could not be fetched.
    PageFailed = "ui.page.failed",
    /// Before first use: what leaving does not clear.
    SafeBefore = "safe.before",
    /// Opens the page that says the rest of it.
    SafeMore = "safe.more",
    /// Opens the rest of a card.
    More = "ui.more",
    /// Closes it.
    Less = "ui.less",
    /// Open.
    Open = "ui.open",
    /// With `{time}`: open until then.
    OpenUntil = "ui.open_until",
    /// Closed.
    Closed = "ui.closed",
    /// With `{time}`: closed, and when it opens.
    ClosedOpens = "ui.closed_opens",
    /// With `{name}`: closed, and whom to turn to.
    ClosedNext = "ui.closed_next",
    /// Whether it is open is not known.
    Unknown = "ui.unknown",
    /// Not running for a time.
    TemporarilyClosed = "ui.temporarily_closed",
    /// With `{hours}`: today's hours.
    HoursToday = "ui.hours_today",
    /// Open every minute.
    HoursAlways = "ui.hours_always",
    /// Nobody has told any hours.
    HoursUnknown = "ui.hours_unknown",
    /// Nobody has told today's hours.
    HoursTodayUnknown = "ui.hours_today_unknown",
    /// No hours today.
    ClosedToday = "ui.closed_today",
    /// With `{date}`: when somebody made sure.
    Checked = "ui.checked",
    /// Nobody has made sure.
    NotChecked = "ui.not_checked",
    /// With `{date}`: somebody made sure then, which is too long ago.
    Stale = "ui.stale",
    /// With `{name}`: the page that the facts come from.
    Source = "ui.source",
    /// With `{name}` and `{date}`: the same with its date.
    SourceDate = "ui.source_date",
    /// Before the name of the area.
    Area = "ui.area",
    /// Opens the list of areas.
    AreaChange = "ui.area_change",
    /// With `{area}` and `{shown}`: nothing is there of the one, so the other is shown.
    AreaUnknown = "ui.area_unknown",
    /// The area or the list of areas could not be fetched.
    AreaFailed = "ui.area_failed",
    /// With `{area}`: a contact file could not be read.
    LayerMissing = "ui.layer_missing",
    /// With `{n}`: parts of contact files that are left out.
    LeftOut = "ui.left_out",
    /// Label of the list of languages.
    Language = "ui.language",
    /// The language could not be fetched.
    LanguageFailed = "ui.language_failed",
    /// Nobody who speaks the language has read the translation.
    Unreviewed = "ui.unreviewed",
    /// While something is fetched.
    Loading = "ui.loading",
    /// Opens the search; its heading.
    Search = "ui.search",
    /// Label of the search field.
    SearchLabel = "ui.search.label",
    /// Closes the search.
    SearchClose = "ui.search.close",
    /// With `{n}`: how many were found.
    SearchCount = "ui.search.count",
    /// One was found.
    SearchOne = "ui.search.one",
    /// With `{query}`: nothing was found.
    SearchNone = "ui.search.none",
    /// Costs nothing.
    Free = "ui.free",
    /// Costs what an ordinary call costs.
    CostStandard = "ui.cost_standard",
    /// Costs what an ordinary text message costs.
    CostStandardSms = "ui.cost_standard_sms",
    /// One may be anonymous.
    Anonymous = "ui.anonymous",
    /// Not on the bill; the phone's own list shows the call all the same.
    NotOnBill = "ui.not_on_bill",
    /// On the bill.
    OnBill = "ui.on_bill",
    /// One must register first.
    RegisterFirst = "ui.register_first",
    /// Help is given without a needs assessment.
    NoAssessment = "ui.no_assessment",
    /// An interpreter can be had.
    Interpreter = "ui.interpreter",
    /// With `{list}`: languages spoken.
    Languages = "ui.languages",
    /// With `{min}`: from this age.
    AgeMin = "ui.age_min",
    /// With `{min}` and `{max}`: between these ages, both included.
    AgeRange = "ui.age_range",
    /// With `{age}`: below this age.
    AgeUnder = "ui.age_under",
    /// For women.
    ForWomen = "ui.for_women",
    /// For girls.
    ForGirls = "ui.for_girls",
    /// For men.
    ForMen = "ui.for_men",
    /// For boys.
    ForBoys = "ui.for_boys",
    /// For trans persons.
    ForTrans = "ui.for_trans",
    /// For non-binary persons.
    ForNonbinary = "ui.for_nonbinary",
    /// For those who meet it at work.
    ForStaff = "ui.for_staff",
    /// With `{name}`: who runs it.
    RunBy = "ui.run_by",
    /// Before what a service does not do.
    DoesNot = "ui.does_not",
    /// With `{number}`: a call.
    Call = "ui.call",
    /// With `{number}`: a text message.
    Sms = "ui.text",
    /// With `{number}`: a text telephone.
    Textphone = "ui.textphone",
    /// A video call.
    Video = "ui.video",
    /// A chat.
    Chat = "ui.chat",
    /// With `{address}`: an e-mail.
    Email = "ui.email",
    /// With `{site}`: a page.
    Web = "ui.web",
    /// A visit.
    Visit = "ui.visit",
    /// The link leads to another site.
    OtherSite = "ui.other_site",
    /// With `{address}`: where it is.
    Address = "ui.address",
    /// Where it is is not told.
    AddressConfidential = "ui.address_confidential",
    /// Before a dated notice.
    Alert = "ui.alert",
    /// Before what the area adds.
    Note = "ui.note",
    /// Tomorrow.
    Tomorrow = "ui.tomorrow",
    /// With `{time}`: at a time of today.
    At = "ui.at",
    /// With `{day}` and `{time}`: at a time of another day.
    DayAt = "ui.day_at",
    /// With `{day}` and `{time}`: until a time of another day.
    UntilDay = "ui.until_day",
    /// The day's name.
    Monday = "ui.wd.0",
    /// The day's name.
    Tuesday = "ui.wd.1",
    /// The day's name.
    Wednesday = "ui.wd.2",
    /// The day's name.
    Thursday = "ui.wd.3",
    /// The day's name.
    Friday = "ui.wd.4",
    /// The day's name.
    Saturday = "ui.wd.5",
    /// The day's name.
    Sunday = "ui.wd.6",
}

/// One locale file of `guide/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locale {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Whether somebody who speaks the language has read the translation.
    pub reviewed: bool,
    /// Key → words.
    pub texts: Map<String>,
}

impl Locale {
    /// Reads a locale file; `None` when it is none.
    pub fn read(json: &str) -> Option<Self> {
        let file = Json::read(json).ok()?;
        let faults = Faults::default();
        let locale = Locale {
            lang: file.needed("lang", &faults),
            dir: file.needed("dir", &faults),
            reviewed: file.optional("reviewed", &faults),
            texts: file.needed("texts", &faults),
        };
        faults.first().is_none().then_some(locale)
    }
}

/// The visitor's locale with Swedish beneath it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// The visitor's.
    pub locale: Locale,
    /// Swedish, when the visitor's is another and lacks something.
    pub fallback: Option<Locale>,
}

/// Words, and the language they are in if it is not the locale's.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// BCP 47 tag, when it differs from what stands around.
    pub lang: Option<String>,
}

impl Words {
    /// With `{name}` replaced by `value`.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Some((before, after)) = split(&self.text, &["{", name, "}"].concat()) {
            self.text = [before, value, after].concat();
        }
        self
    }
}

impl From<Words> for Html {
    fn from(words: Words) -> Html {
        match words.lang {
            None => text(words.text),
            Some(lang) => {
                el_with("span", &["dir", "lang"], &[direction(&lang), &lang], vec![text(words.text)]).into()
            }
        }
    }
}

/// The base language of a BCP 47 tag.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Which way a language is written.
pub fn direction(tag: &str) -> &'static str {
    if ["ar", "fa", "he", "ku", "ps", "ur", "yi"].contains(&base(tag)) { "rtl" } else { "ltr" }
}

impl Texts {
    /// BCP 47 tag of the visitor's locale.
    pub fn lang(&self) -> &str {
        &self.locale.lang
    }

    /// Whether the visitor's locale is Swedish of some kind.
    pub fn is_swedish(&self) -> bool {
        base(self.lang()) == "sv"
    }

    /// The words of a key of the program.
    pub fn say(&self, key: Key) -> Words {
        self.look_up(key.name()).unwrap_or_else(|| Words { text: key.name().to_owned(), lang: None })
    }

    /// The same as plain text, where no language can be told (attributes).
    pub fn plain(&self, key: Key) -> String {
        self.say(key).text
    }

    /// The words of a question; without any, its id.
    pub fn question(&self, id: &str) -> Words {
        self.look_up(&["q.", id].concat()).unwrap_or_else(|| Words { text: id.to_owned(), lang: None })
    }

    /// What is added to a question, if anything.
    pub fn help(&self, question: &str) -> Option<Words> {
        self.look_up(&["q.", question, ".help"].concat())
    }

    /// What a language is called. The locale has the common ones: the browser, asked for its first name of a
    /// language, reads its own tables, which holds a slow phone up for 0.1 s.
    pub fn language(&self, tag: &str) -> String {
        let name = self.locale.texts.get(&["language.", tag].concat());
        name.cloned().unwrap_or_else(|| intl::language(tag, self.lang()))
    }

    /// A piece of advice by the key that the guide gives it; without any words, nothing.
    pub fn advice(&self, key: &str) -> Option<Words> {
        self.look_up(key)
    }

    /// The words of a choice (`c.who.self`); without any, its id.
    pub fn choice(&self, question: &str, id: &str) -> Words {
        self.look_up(&["c.", question, ".", id].concat())
            .unwrap_or_else(|| Words { text: id.to_owned(), lang: None })
    }

    /// A text of the contact data in the visitor's language or the nearest there is; without any, nothing.
    pub fn of(&self, text: &Text) -> Words {
        let (tag, words) = text.get(self.lang()).unwrap_or((self.lang(), ""));
        let same = base(tag) == base(self.lang());
        Words { text: words.to_owned(), lang: (!same).then(|| tag.to_owned()) }
    }

    /// Whether the locale lacks a text of the program.
    pub fn lacks_words(&self) -> bool {
        Key::ALL.iter().any(|key| !self.has(key.name()))
    }

    /// Whether the locale itself has the words of a key.
    pub fn has(&self, key: &str) -> bool {
        self.locale.texts.contains_key(key)
    }

    fn look_up(&self, key: &str) -> Option<Words> {
        if let Some(words) = self.locale.texts.get(key) {
            return Some(Words { text: words.clone(), lang: None });
        }
        let fallback = self.fallback.as_ref()?;
        let words = fallback.texts.get(key)?.clone();
        let same = base(&fallback.lang) == base(self.lang());
        Some(Words { text: words, lang: (!same).then(|| fallback.lang.clone()) })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::config::{Config, LayerText};
    use crate::testing::{after, chosen, config};

    const LOCALES: [&str; 2] = [include_str!("../www/guide/sv.json"), include_str!("../www/guide/en.json")];

    fn keys_of_the_guide() -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for question in &chosen(&[]).guide.questions {
            keys.insert(["q.", &question.id].concat());
            for choice in &question.choices {
                keys.insert(["c.", &question.id, ".", &choice.id].concat());
                keys.extend(choice.advice.iter().cloned());
            }
        }
        keys
    }

    /// Of the languages that the shipped lines say they speak, in Solna and in Exempelköping.
    fn keys_of_languages() -> BTreeSet<String> {
        let text = Some(include_str!("../www/contacts/9999.json").to_owned());
        let layer = LayerText { code: "9999".to_owned(), text };
        let fictional = Config { area: layer.code.clone(), layers: vec![layer], ..config() };
        let states = [chosen(&[]), after(&fictional, Vec::new())];
        let services = states.iter().flat_map(|state| &state.contacts.directory.services);
        let channels = services.flat_map(|entry| &entry.service.channels);
        channels.flat_map(|channel| &channel.languages).map(|tag| ["language.", tag].concat()).collect()
    }

    #[test]
    fn no_text_is_missing_in_swedish_or_english() {
        let mut wanted = keys_of_the_guide();
        wanted.extend(keys_of_languages());
        wanted.extend(Key::ALL.iter().map(|key| key.name().to_owned()));
        for json in LOCALES {
            let locale = Locale::read(json).unwrap();
            let missing: Vec<&String> =
                wanted.iter().filter(|key| !locale.texts.contains_key(key.as_str())).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", locale.lang);
        }
    }

    #[test]
    fn no_text_is_there_that_nothing_shows() {
        let (guide, languages) = (keys_of_the_guide(), keys_of_languages());
        for json in LOCALES {
            let locale = Locale::read(json).unwrap();
            let unused: Vec<&String> = locale
                .texts
                .keys()
                // The loader's own.
                .filter(|key| !key.starts_with("loader."))
                .filter(|key| !languages.contains(*key))
                .filter(|key| !Key::ALL.iter().any(|known| known.name() == key.as_str()))
                .filter(|key| {
                    let question = key.strip_suffix(".help").unwrap_or(key);
                    !guide.contains(question)
                })
                .collect();
            assert!(unused.is_empty(), "{}: {unused:?}", locale.lang);
        }
    }

    #[test]
    fn placeholders_are_the_same_in_every_language() {
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
        };
        let [sv, en] = LOCALES.map(|json| Locale::read(json).unwrap());
        for (key, words) in sv.texts.iter() {
            assert_eq!(Some(names(words)), en.texts.get(key).map(|words| names(words)), "{key}");
        }
    }

    #[test]
    fn what_a_language_lacks_is_swedish_and_marked_as_such() {
        let mut locale = Locale::read(LOCALES[1]).unwrap();
        locale.texts.remove("ui.skip");
        let mut texts = Texts { locale, fallback: None };
        assert!(texts.lacks_words());
        texts.fallback = Locale::read(LOCALES[0]);
        let words = texts.say(Key::Skip);
        assert_eq!(words.lang.as_deref(), Some("sv"));
        assert_eq!(texts.say(Key::Back).lang, None);
    }

    #[test]
    fn easy_swedish_beneath_or_above_swedish_is_not_another_language() {
        let state = chosen(&[]);
        let mut texts = state.texts;
        texts.fallback = Locale::read(&config().locale);
        texts.locale.lang = "sv-simple".to_owned();
        texts.locale.texts.clear();
        assert_eq!(texts.say(Key::Skip).lang, None);
    }

    #[test]
    fn a_value_with_braces_is_shown_as_it_is() {
        let words = Words { text: "a {n} b {n}".to_owned(), lang: None };
        assert_eq!(words.with("n", "{n}").text, "a {n} b {n}");
        assert_eq!(split("{x} {n}!", "{n}"), Some(("{x} ", "!")));
        assert_eq!(split("{nn} {", "{n}"), None);
    }
}
