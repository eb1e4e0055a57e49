//! The visitor's state: what was answered, where they stand, what is shown. One reducer changes it; nothing
//! of it is kept anywhere else, and it is gone with the page.

use vagvisare_contacts::guide::{Choice, Guide, Question};
use vagvisare_contacts::layers::Entry;
use vagvisare_contacts::model::Need;
use vagvisare_contacts::pages::{Page, read_pages};
use vagvisare_contacts::search::search;
use vagvisare_contacts::select::Answers;

use crate::areas::Areas;
use crate::config::{Config, LayerText};
use crate::contacts::Contacts;
use crate::message::{Fetch, Message, Press};
use crate::texts::{Key, Locale, Texts};

/// How many characters a search has at most.
pub const LONGEST_QUERY: usize = 100;

/// A question that was passed, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The question's id.
    pub question: String,
    /// The place of the choice; `None`: skipped.
    pub choice: Option<usize>,
}

/// Which screen is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Screen<'a> {
    /// A question.
    Question(&'a Question),
    /// The services that suit the answers.
    Results,
    /// The search over all services.
    Search,
    /// A page to read.
    Page,
}

/// Everything that decides what is on the screen, but the time.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The questions.
    pub guide: Guide,
    /// The words.
    pub texts: Texts,
    /// The services.
    pub contacts: Contacts,
    /// Level of the first heading, 2–6.
    pub heading_level: u8,
    /// BCP 47 tags of the languages to choose from.
    pub langs: Vec<String>,
    /// The questions passed, in order.
    pub steps: Vec<Step>,
    /// The question asked now; `None`: the results.
    pub question: Option<String>,
    /// Whether the search lies over them.
    pub searching: bool,
    /// What is searched for.
    pub query: String,
    /// The id of the page that lies over them.
    pub page: Option<String>,
    /// The pages to read that have come, in the visitor's language or else in Swedish.
    pub pages: Vec<Page>,
    /// The language of the pages that have been asked for and have not come yet.
    pub pages_coming: Option<String>,
    /// The list of areas.
    pub areas: Areas,
    /// Whether it is open.
    pub areas_open: bool,
    /// The area that is being fetched.
    pub area_coming: Option<String>,
    /// The language that is being fetched.
    pub lang_coming: Option<String>,
    /// What could not be fetched the last time that something was asked for.
    pub failed: Option<Key>,
    /// How often the visitor has come to another screen: the focus follows.
    pub moves: u32,
    /// How often something was announced, and what last.
    pub said: (u32, String),
}

impl State {
    /// The first screen; `None` when the guide or the locale cannot be read, so that the loader's fallback
    /// stays.
    pub fn new(config: &Config) -> Option<Self> {
        let guide = Guide::read(&config.guide).ok()?;
        let locale = Locale::read(&config.locale)?;
        let (contacts, _) = Contacts::read(&config.area, config.layers.clone(), &[]);
        let mut langs = config.langs.clone();
        if !langs.contains(&locale.lang) {
            langs.insert(0, locale.lang.clone());
        }
        let pages_coming = Some(locale.lang.clone());
        Some(State {
            question: Some(guide.first.clone()),
            guide,
            texts: Texts { locale, fallback: None },
            contacts,
            heading_level: config.heading_level,
            langs,
            steps: Vec::new(),
            searching: false,
            query: String::new(),
            page: None,
            pages: Vec::new(),
            pages_coming,
            areas: Areas::Away,
            areas_open: false,
            area_coming: None,
            lang_coming: None,
            failed: None,
            moves: 0,
            said: (0, String::new()),
        })
    }

    /// The screen that is shown.
    pub fn screen(&self) -> Screen<'_> {
        if self.page.is_some() {
            return Screen::Page;
        }
        if self.searching {
            return Screen::Search;
        }
        let question = self.question.as_deref().and_then(|id| self.guide.question(id));
        question.map_or(Screen::Results, Screen::Question)
    }

    /// What the chosen answers say together.
    pub fn answers(&self) -> Answers {
        self.steps.iter().fold(Answers::default(), |answers, step| {
            let question = self.guide.question(&step.question);
            let choice = question.and_then(|question| question.choices.get(step.choice?));
            choice.map_or(answers, |choice| choice.applied_to(answers))
        })
    }

    /// How many questions may still come, this one included.
    pub fn questions_left(&self) -> usize {
        self.question.as_deref().map_or(0, |id| self.guide.questions_from(id))
    }

    /// What the search has found.
    pub fn found(&self) -> Vec<&Entry> {
        search(&self.contacts.directory, &self.guide_words(), &self.query, self.answers().audience)
    }

    /// What each choice of the guide says, and in which words; not what those say who hurt somebody, for "my
    /// children see it" is in the words of whoever is hurt too.
    fn guide_words(&self) -> Vec<(Answers, String)> {
        let mut all = Vec::new();
        for question in &self.guide.questions {
            for choice in &question.choices {
                let says = choice.applied_to(Answers::default());
                if says.need != Some(Need::Change) {
                    all.push((says, self.texts.choice(&question.id, &choice.id).text));
                }
            }
        }
        all
    }

    /// That the search has found so much, in words; nothing when nothing is searched for.
    pub fn found_words(&self, found: usize) -> String {
        let query = self.query.trim();
        match found {
            0 if query.is_empty() => String::new(),
            0 => self.texts.say(Key::SearchNone).with("query", query).text,
            1 => self.texts.say(Key::SearchOne).text,
            n => self.texts.say(Key::SearchCount).with("n", &n.to_string()).text,
        }
    }

    /// Changes the state by what happened; hands back what is to be fetched.
    pub fn update(&mut self, message: Message) -> Option<Fetch> {
        match message {
            Message::Pressed(press) => return self.press(press),
            Message::Typed(query) => self.typed(query),
            Message::AreaChosen(code) => {
                self.failed = None;
                self.area_coming = Some(code.clone());
                return Some(Fetch::Layers(code));
            }
            Message::LanguageChosen(lang) => {
                self.failed = None;
                self.lang_coming = Some(lang.clone()).filter(|lang| lang != self.texts.lang());
                return self.lang_coming.clone().map(Fetch::Locale);
            }
            Message::AreasCame(list) => self.areas = Areas::read(list),
            // Only the last one asked for is of interest.
            Message::LayersCame(code, layers) if self.area_coming.as_ref() == Some(&code) => {
                self.area_coming = None;
                self.show_area(&code, layers);
            }
            Message::LocaleCame(lang, json) if self.lang_coming.as_ref() == Some(&lang) => {
                self.lang_coming = None;
                self.speak(json);
                return self.lacking();
            }
            Message::FallbackCame(json) => {
                if let Some(fallback) = json.as_deref().and_then(Locale::read) {
                    self.texts.fallback = Some(fallback);
                }
            }
            // Those of a language that has been left meanwhile are of no interest.
            Message::PagesCame(lang, json) if lang == self.texts.lang() || lang == "sv" => {
                self.keep_pages(json);
                // Swedish ones, from before the language was chosen, may come while its own are under way.
                if self.pages_coming.as_ref() == Some(&lang) {
                    self.pages_coming = (lang != "sv" && self.lacks_pages()).then(|| "sv".to_owned());
                    return self.pages_coming.clone().map(Fetch::Pages);
                }
            }
            Message::PagesCame(..) | Message::LayersCame(..) | Message::LocaleCame(..) | Message::Ticked => {}
        }
        None
    }

    fn typed(&mut self, query: String) {
        self.query = query;
        // The field takes no more, but a program can fill it.
        if let Some((end, _)) = self.query.char_indices().nth(LONGEST_QUERY) {
            self.query.truncate(end);
        }
        let words = self.found_words(self.found().len());
        // "10 hits" again at each letter would drown the letters.
        if words != self.said.1 {
            self.announce(words);
        }
    }

    fn show_area(&mut self, code: &str, came: Vec<LayerText>) {
        let (contacts, any) = Contacts::read(code, came, &self.contacts.files);
        if !any {
            return self.fail(Key::AreaFailed);
        }
        self.contacts = contacts;
        let words = [&self.texts.say(Key::Area).text, ": ", &self.contacts.directory.area.name].concat();
        self.announce(words);
    }

    /// What could not be fetched takes nothing away, nor does Swedish what is there in the visitor's language.
    fn keep_pages(&mut self, json: Option<String>) {
        let Some(pages) = json.as_deref().and_then(read_pages) else { return };
        let own = std::mem::replace(&mut self.pages, pages);
        for page in &mut self.pages {
            let same = |own: &&Page| own.id == page.id && own.lang == self.texts.locale.lang;
            if let Some(own) = own.iter().find(same) {
                page.clone_from(own);
            }
        }
    }

    /// What must be fetched for a language that has just come: Swedish beneath it, if it is not whole.
    pub fn lacking(&self) -> Option<Fetch> {
        let texts = &self.texts;
        let lacks = texts.lacks_words() || self.lacks(|choice| &choice.advice, &|key| texts.has(key));
        (lacks && texts.fallback.is_none() && texts.lang() != "sv").then_some(Fetch::Fallback)
    }

    /// Whether the guide names a page that has not come.
    fn lacks_pages(&self) -> bool {
        self.lacks(|choice| &choice.pages, &|id| self.pages.iter().any(|page| page.id == *id))
    }

    /// Whether any choice names what is not `here`.
    fn lacks(&self, names: fn(&Choice) -> &[String], here: &dyn Fn(&String) -> bool) -> bool {
        // Loops, for the iterators of iterators would make the program larger.
        for question in &self.guide.questions {
            for choice in &question.choices {
                if !names(choice).iter().all(here) {
                    return true;
                }
            }
        }
        false
    }

    fn press(&mut self, press: Press) -> Option<Fetch> {
        match press {
            Press::Choice(choice) => self.pass(Some(choice)),
            Press::Skip => self.pass(None),
            Press::Page(at) => {
                let id = self.pages.get(at).map(|page| page.id.clone());
                self.open(id);
            }
            Press::Safe => self.open(Some("safe".to_owned())),
            Press::Back if self.page.is_some() => self.open(None),
            Press::Back if self.searching => self.search(false),
            Press::Back => {
                if let Some(step) = self.steps.pop() {
                    self.go(Some(step.question));
                }
            }
            Press::Restart => {
                self.steps.clear();
                self.go(Some(self.guide.first.clone()));
            }
            Press::Search => self.search(true),
            Press::Areas => {
                self.areas_open = !self.areas_open;
                self.failed = None;
                if self.areas_open && !matches!(self.areas, Areas::Here(_)) {
                    self.areas = Areas::Coming;
                    return Some(Fetch::Areas);
                }
            }
        }
        None
    }

    /// Has a screen reader say something.
    pub fn announce(&mut self, words: String) {
        self.said = (self.said.0.wrapping_add(1), words);
    }

    fn fail(&mut self, what: Key) {
        self.failed = Some(what);
        self.announce(self.texts.say(what).text);
    }

    fn pass(&mut self, choice: Option<usize>) {
        let Some(question) = self.question.as_deref().and_then(|id| self.guide.question(id)) else { return };
        let next = match choice.map(|at| question.choices.get(at)) {
            Some(Some(choice)) => choice.next.clone(),
            Some(None) => return,
            None => question.skip.clone(),
        };
        self.steps.push(Step { question: question.id.clone(), choice });
        self.go(next);
    }

    fn open(&mut self, page: Option<String>) {
        self.page = page;
        self.moved();
    }

    fn search(&mut self, open: bool) {
        self.page = None;
        self.searching = open;
        self.query.clear();
        // What the last search found is over, and the next may find as much.
        self.said.1.clear();
        self.moved();
    }

    fn go(&mut self, question: Option<String>) {
        self.question = question;
        self.moved();
    }

    fn moved(&mut self) {
        self.failed = None;
        self.moves = self.moves.wrapping_add(1);
    }

    /// Goes over to a language whose file has come.
    fn speak(&mut self, json: Option<String>) {
        let Some(locale) = json.as_deref().and_then(Locale::read) else {
            return self.fail(Key::LanguageFailed);
        };
        let before = std::mem::replace(&mut self.texts.locale, locale);
        if before.lang == "sv" {
            self.texts.fallback = Some(before);
        }
        self.pages.clear();
        self.pages_coming = Some(self.texts.lang().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{after, choice, chosen, config, layers};
    use vagvisare_contacts::model::{Audience, Kind};

    #[test]
    fn three_choices_lead_to_the_results_with_what_they_say_together() {
        let state = chosen(&["self", "close_relationship", "talk"]);
        assert_eq!(state.screen(), Screen::Results);
        let answers = state.answers();
        assert_eq!(answers.audience, Some(Audience::Myself));
        assert_eq!(answers.kind, Some(Kind::CloseRelationship));
        assert_eq!(answers.need, Some(Need::Talk));
    }

    #[test]
    fn every_question_can_be_skipped_and_nothing_is_answered_then() {
        let state = chosen(&["-", "-", "-"]);
        assert_eq!(state.screen(), Screen::Results);
        assert_eq!(state.answers(), Answers::default());
    }

    #[test]
    fn back_goes_the_same_way_and_forgets_the_last_answer_only() {
        let mut state = chosen(&["child", "home", "talk"]);
        state.update(Message::Pressed(Press::Back));
        assert_eq!(state.question.as_deref(), Some("child_need"));
        assert_eq!(state.answers().kind, Some(Kind::CloseRelationship));
        state.update(Message::Pressed(Press::Back));
        state.update(Message::Pressed(Press::Back));
        assert_eq!(state.question.as_deref(), Some("who"));
        assert_eq!(state.answers(), Answers::default());
        state.update(Message::Pressed(Press::Back));
        assert_eq!(state.question.as_deref(), Some("who"), "there is nothing before the first question");
    }

    #[test]
    fn a_language_without_some_of_the_advice_has_swedish_laid_beneath_it() {
        let english = include_str!("../www/guide/en.json");
        let start = |locale: String| after(&Config { locale, ..config() }, Vec::new());
        assert_eq!(start(english.to_owned()).lacking(), None);
        let mut state = start(english.replace("\"adv.child.safe\"", "\"adv.gone\""));
        assert_eq!(state.lacking(), Some(Fetch::Fallback));
        state.update(Message::FallbackCame(Some(config().locale)));
        let words = state.texts.advice("adv.child.safe").unwrap();
        assert!(words.text.contains("112") && words.lang.as_deref() == Some("sv"));
        assert_eq!(state.lacking(), None);
    }

    #[test]
    fn starting_again_forgets_every_answer() {
        let mut state = chosen(&["staff", "child", "honour"]);
        state.update(Message::Pressed(Press::Restart));
        assert_eq!(state.question.as_deref(), Some("who"));
        assert!(state.steps.is_empty());
    }

    #[test]
    fn a_choice_that_is_not_there_changes_nothing() {
        let before = chosen(&[]);
        let state = after(&config(), vec![Message::Pressed(Press::Choice(99))]);
        assert_eq!(state, before);
        let mut results = chosen(&["-", "-", "-"]);
        let moves = results.moves;
        results.update(Message::Pressed(Press::Choice(0)));
        assert_eq!(results.moves, moves, "results have no choices");
    }

    #[test]
    fn the_search_lies_over_the_screen_that_it_was_opened_on() {
        let mut state = chosen(&["self"]);
        state.update(Message::Pressed(Press::Search));
        state.update(Message::Typed("bris".to_owned()));
        assert_eq!(state.screen(), Screen::Search);
        assert!(state.found().iter().any(|entry| entry.service.id == "se.bris"));
        state.update(Message::Pressed(Press::Back));
        assert_eq!(state.question.as_deref(), Some("kind"));
        assert!(!state.searching && state.query.is_empty());
    }

    #[test]
    fn the_search_finds_staff_lines_for_staff_only() {
        let found = |state: &mut State| {
            state.update(Message::Pressed(Press::Search));
            state.update(Message::Typed("kompetens".to_owned()));
            state.found().iter().any(|entry| entry.service.is_staff_only())
        };
        assert!(found(&mut chosen(&["staff"])));
        assert!(!found(&mut chosen(&["self"])));
        assert!(!found(&mut chosen(&[])));
    }

    #[test]
    fn another_area_keeps_the_answers() {
        let mut state = chosen(&["self", "sexual"]);
        let steps = state.steps.clone();
        state.update(Message::AreaChosen("01".to_owned()));
        state.update(Message::LayersCame("01".to_owned(), layers().split_off(1)));
        assert_eq!(state.contacts.directory.area.code, "01");
        assert_eq!(state.steps, steps);
        assert_eq!(state.area_coming, None);
    }

    #[test]
    fn of_two_areas_asked_for_only_the_last_is_shown() {
        let mut state = chosen(&[]);
        state.update(Message::AreaChosen("0126".to_owned()));
        state.update(Message::AreaChosen("01".to_owned()));
        let before = state.contacts.clone();
        state.update(Message::LayersCame("0126".to_owned(), layers()));
        assert_eq!(state.contacts, before);
    }

    #[test]
    fn an_area_that_cannot_be_fetched_leaves_the_old_one_and_says_so() {
        let mut state = chosen(&[]);
        let before = state.contacts.clone();
        state.update(Message::AreaChosen("0126".to_owned()));
        state.update(Message::LayersCame("0126".to_owned(), Vec::new()));
        assert_eq!(state.contacts, before);
        assert_eq!(state.failed, Some(Key::AreaFailed));
    }

    #[test]
    fn the_list_of_areas_is_asked_for_when_it_is_opened_and_again_if_it_did_not_come() {
        let mut state = chosen(&[]);
        let press = |state: &mut State| state.update(Message::Pressed(Press::Areas));
        assert_eq!(press(&mut state), Some(Fetch::Areas));
        assert_eq!(state.areas, Areas::Coming);
        state.update(Message::AreasCame(None));
        assert_eq!((press(&mut state), press(&mut state)), (None, Some(Fetch::Areas)));
        state.update(Message::AreasCame(Some(r#"[{"code":"se","name":"Sverige"}]"#.to_owned())));
        assert_eq!((press(&mut state), press(&mut state)), (None, None));
    }

    #[test]
    fn what_another_area_shares_stands_though_it_cannot_be_fetched_again() {
        let mut state = chosen(&[]);
        state.update(Message::AreaChosen("0126".to_owned()));
        let files = [
            ("0126", Some(include_str!("../www/contacts/0126.json").to_owned())),
            ("01", None),
            ("se", Some("<!doctype html>".to_owned())),
        ];
        let came = files.map(|(code, text)| LayerText { code: code.to_owned(), text });
        state.update(Message::LayersCame("0126".to_owned(), came.into()));
        let contacts = &state.contacts;
        assert_eq!(contacts.directory.area.code, "0126");
        assert!(contacts.missing.is_empty(), "{:?}", contacts.missing);
        for id in ["se.kvinnofridslinjen", "01.origo", "0126.rad-och-stod"] {
            assert!(contacts.directory.entry(id).is_some(), "{id}");
        }
        assert!(contacts.directory.entry("0184.kontaktcenter").is_none());
    }

    #[test]
    fn another_language_keeps_the_answers_and_swedish_lies_beneath_it() {
        let mut state = chosen(&["self"]);
        state.update(Message::LanguageChosen("en".to_owned()));
        let json = include_str!("../www/guide/en.json").to_owned();
        state.update(Message::LocaleCame("en".to_owned(), Some(json)));
        assert_eq!(state.texts.lang(), "en");
        assert_eq!(state.texts.fallback.as_ref().unwrap().lang, "sv");
        assert_eq!(state.question.as_deref(), Some("kind"));
    }

    #[test]
    fn a_language_that_cannot_be_read_leaves_the_old_one_and_says_so() {
        for json in [None, Some(String::new()), Some("{\"lang\":".to_owned()), Some("[]".to_owned())] {
            let mut state = chosen(&[]);
            state.update(Message::LanguageChosen("en".to_owned()));
            state.update(Message::LocaleCame("en".to_owned(), json));
            assert_eq!(state.texts.lang(), "sv");
            assert_eq!(state.failed, Some(Key::LanguageFailed));
        }
    }

    #[test]
    fn without_a_guide_or_a_locale_there_is_nothing_to_mount() {
        for broken in ["", "{", "[]", "{\"format\":2}"] {
            let guide = Config { guide: broken.to_owned(), ..config() };
            assert!(State::new(&guide).is_none());
            let locale = Config { locale: broken.to_owned(), ..config() };
            assert!(State::new(&locale).is_none());
        }
    }

    #[test]
    fn the_focus_follows_each_step_and_no_passing_minute() {
        let mut state = chosen(&[]);
        assert_eq!(state.moves, 0, "the first screen takes no focus");
        state.update(Message::Ticked);
        state.update(Message::Pressed(Press::Areas));
        assert_eq!(state.moves, 0);
        let message = choice(&state, "self");
        state.update(message);
        assert_eq!(state.moves, 1);
    }

    #[test]
    fn how_much_was_found_is_said_once_and_again_in_the_next_search() {
        let mut state = chosen(&[]);
        let mut said = |message| {
            let before = state.said.0;
            state.update(message);
            (state.said.0 - before, state.said.1.clone())
        };
        for _ in 0..2 {
            assert_eq!(said(Message::Pressed(Press::Search)).1, "");
            assert_eq!(said(Message::Typed("självm".to_owned())), (1, "1 träff".to_owned()));
            assert_eq!(said(Message::Typed("självmo".to_owned())), (0, "1 träff".to_owned()));
            assert_eq!(said(Message::Typed(String::new())), (1, String::new()));
            said(Message::Typed("självmo".to_owned()));
            assert_eq!(said(Message::Pressed(Press::Back)).1, "");
        }
    }

    #[test]
    fn ordinary_words_of_any_language_find_somebody() {
        let queries = [
            (
                include_str!("../www/guide/sv.json"),
                &[
                    ("slår", "se.kvinnofridslinjen"),
                    ("hotad", "0184.relationsvaldsteamet"),
                    ("pengar", "0184.agera-kvinnojour"),
                    ("förföljelse", "se.kvinnofridslinjen"),
                    ("polis", "0184.agera-kvinnojour"),
                    ("Hur får jag hjälp?", "0184.relationsvaldsteamet"),
                    ("kvinofrid", "se.kvinnofridslinjen"),
                ][..],
            ),
            (
                include_str!("../www/guide/en.json"),
                &[("money", "0184.agera-kvinnojour"), ("stalking", "se.kvinnofridslinjen")],
            ),
            (
                include_str!("../www/guide/fi.json"),
                &[
                    ("poliisi", "0184.agera-kvinnojour"),
                    ("väkivalta", "0184.relationsvaldsteamet"),
                    ("lapsille", "se.kvinnofridslinjen"),
                ],
            ),
            (
                include_str!("../www/guide/ar.json"),
                &[("الشرطة", "0184.agera-kvinnojour"), ("عنف", "0184.relationsvaldsteamet")],
            ),
            (include_str!("../www/guide/uk.json"), &[("поліція", "0184.agera-kvinnojour")]),
        ];
        for (locale, queries) in queries {
            let mut state = after(&Config { locale: locale.to_owned(), ..config() }, Vec::new());
            for (query, id) in queries {
                state.update(Message::Typed((*query).to_owned()));
                assert!(state.found().iter().any(|entry| entry.service.id == *id), "{query}");
                assert!(state.found().iter().all(|entry| !entry.service.is_staff_only()), "{query}");
            }
        }
    }

    #[test]
    fn words_of_those_who_hurt_somebody_lead_nobody_else_to_their_lines() {
        let mut state = chosen(&["self"]);
        state.update(Message::Typed("barn".to_owned()));
        assert!(state.found().iter().all(|entry| entry.service.id != "se.valj-att-sluta"));
    }

    #[test]
    fn it_is_told_how_many_questions_there_are_at_most() {
        let state = chosen(&["self"]);
        assert_eq!(state.steps.len() + state.questions_left(), 3);
    }
}
