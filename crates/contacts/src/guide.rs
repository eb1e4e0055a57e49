//! The guide's questions as a graph: what is asked, what each choice says about the visitor, and where it
//! leads.
//!
//! The structure stands once in `guide.json`; the words are in a file per language, which only the widget
//! reads.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::json::{Json, Wrong, objects};
use crate::model::{Audience, Kind, Level, Need};
use crate::select::Answers;

/// The only format version there is so far.
pub const FORMAT: u32 = 1;

/// More paths than anybody could read through, or prove, are a mistake.
const MOST_PATHS: usize = 20_000;
const MOST_QUESTIONS: usize = 500;

/// The questions and where they lead. Made by [`Guide::read`], which has made sure that every name leads
/// somewhere and that nothing goes in a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// Always [`FORMAT`].
    pub format: u32,
    /// The id of the first question.
    pub first: String,
    /// The level of the closed chain that a path must reach when its choices say nothing else.
    pub wanted: Level,
    /// Every question.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id: the key of its texts.
    pub id: String,
    /// The question that follows when this one is skipped; `None`: the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip: Option<String>,
    /// What one may answer.
    pub choices: Vec<Choice>,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id within its question.
    pub id: String,
    /// Who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// The question that follows; `None`: the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The level that paths through this choice must reach; of several on a path the last holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<Level>,
    /// Keys of texts with advice, which the results show to whoever has chosen this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<String>,
    /// Ids of pages to read, which the results offer to whoever has chosen this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

impl Question {
    /// The ids of the questions that may follow.
    fn nexts(&self) -> impl Iterator<Item = &str> {
        self.choices.iter().map(|choice| &choice.next).chain([&self.skip]).flatten().map(String::as_str)
    }
}

impl Choice {
    /// The answers so far with what this choice says.
    pub fn applied_to(&self, answers: Answers) -> Answers {
        Answers {
            audience: self.audience.or(answers.audience),
            kind: self.kind.or(answers.kind),
            need: self.need.or(answers.need),
        }
    }
}

/// One way through the guide, from the first question to the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'a> {
    /// The ids of the choices, in order.
    pub choices: Vec<&'a str>,
    /// What they say together.
    pub answers: Answers,
    /// The level that must be open at any minute.
    pub wanted: Level,
}

/// Why a guide cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuideError {
    /// Not JSON of this shape; the text says where.
    NotJson(String),
    /// `format` is not [`FORMAT`].
    Format,
    /// Two questions, or two choices of one question, have this id, or it is empty.
    Twice(String),
    /// `first`, `next` or `skip` names this question, which is not there.
    UnknownQuestion(String),
    /// This question has no choices.
    NoChoices(String),
    /// From this question the way leads back to it.
    Circle(String),
    /// No way leads to this question.
    Unreachable(String),
    /// There are more than 20 000 paths, or 500 questions.
    TooManyPaths,
}

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (what, name) = match self {
            GuideError::NotJson(why) => ("the guide cannot be read: ", why.as_str()),
            GuideError::Format => ("\"format\" is not 1", ""),
            GuideError::Twice(id) => ("an id is empty or there twice: ", id.as_str()),
            GuideError::UnknownQuestion(id) => ("there is no such question: ", id.as_str()),
            GuideError::NoChoices(id) => ("a question has no choices: ", id.as_str()),
            GuideError::Circle(id) => ("the way leads in a circle through ", id.as_str()),
            GuideError::Unreachable(id) => ("no way leads to the question ", id.as_str()),
            GuideError::TooManyPaths => ("there are more than 20 000 paths or 500 questions", ""),
        };
        f.write_str(what)?;
        f.write_str(name)
    }
}

impl std::error::Error for GuideError {}

objects! {
    Guide { format: needed, first: needed, wanted: needed, questions: needed, }
    Question { id: needed, skip: optional, choices: needed, }
    Choice {
        id: needed, audience: optional, kind: optional, need: optional, next: optional, wanted: optional,
        advice: optional, pages: optional,
    }
}

impl Guide {
    /// Reads `guide.json`.
    ///
    /// # Errors
    /// When it is no guide: see [`GuideError`].
    pub fn read(json: &str) -> Result<Self, GuideError> {
        let guide = Json::read(json).map_err(|error| GuideError::NotJson(error.to_string()))?;
        let guide = guide.whole::<Guide>().map_err(|Wrong(name)| GuideError::NotJson(name.to_owned()))?;
        guide.prove()?;
        Ok(guide)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// How many questions the longest way from this one has, it included.
    pub fn questions_from(&self, id: &str) -> usize {
        let mut count = 0;
        let mut now = vec![id];
        while !now.is_empty() {
            count += 1;
            let mut after = Vec::new();
            for next in now.into_iter().filter_map(|id| self.question(id)).flat_map(Question::nexts) {
                // Once, where ways meet again: each question that can be skipped would double them.
                if !after.contains(&next) {
                    after.push(next);
                }
            }
            now = after;
        }
        count
    }

    /// Every way from the first question to the results, in the order of the file, none skipped: to skip a
    /// question only takes a condition away, so that what a path without skipping is offered, the one with it
    /// is offered too.
    pub fn paths(&self) -> Vec<Path<'_>> {
        let mut paths = Vec::new();
        let start = Path { choices: Vec::new(), answers: Answers::default(), wanted: self.wanted };
        self.walk(&self.first, start, &mut paths);
        paths
    }

    fn walk<'a>(&'a self, id: &str, so_far: Path<'a>, paths: &mut Vec<Path<'a>>) {
        for choice in self.question(id).map_or(&[][..], |question| &question.choices) {
            if paths.len() > MOST_PATHS || so_far.choices.len() > self.questions.len() {
                return;
            }
            let mut path = so_far.clone();
            path.choices.push(&choice.id);
            path.answers = choice.applied_to(path.answers);
            path.wanted = choice.wanted.unwrap_or(path.wanted);
            match &choice.next {
                Some(next) => self.walk(next, path, paths),
                None => paths.push(path),
            }
        }
    }

    fn prove(&self) -> Result<(), GuideError> {
        if self.format != FORMAT {
            return Err(GuideError::Format);
        }
        if self.questions.len() > MOST_QUESTIONS {
            return Err(GuideError::TooManyPaths);
        }
        for (at, question) in self.questions.iter().enumerate() {
            let mut before = self.questions.iter().take(at);
            if question.id.is_empty() || before.any(|other| other.id == question.id) {
                return Err(GuideError::Twice(question.id.clone()));
            }
            if question.choices.is_empty() {
                return Err(GuideError::NoChoices(question.id.clone()));
            }
            for (at, choice) in question.choices.iter().enumerate() {
                let mut before = question.choices.iter().take(at);
                if choice.id.is_empty() || before.any(|other| other.id == choice.id) {
                    return Err(GuideError::Twice(choice.id.clone()));
                }
            }
        }
        // Questions of which all that follows has been seen, and those on the way to the present one.
        let (mut done, mut way) = (Vec::new(), Vec::new());
        self.follow(&self.first, &mut done, &mut way)?;
        if let Some(question) = self.questions.iter().find(|question| !done.contains(&question.id.as_str())) {
            return Err(GuideError::Unreachable(question.id.clone()));
        }
        if self.paths().len() > MOST_PATHS {
            return Err(GuideError::TooManyPaths);
        }
        Ok(())
    }

    fn follow<'a>(
        &'a self,
        id: &'a str,
        done: &mut Vec<&'a str>,
        way: &mut Vec<&'a str>,
    ) -> Result<(), GuideError> {
        if done.contains(&id) {
            return Ok(());
        }
        if way.contains(&id) {
            return Err(GuideError::Circle(id.to_owned()));
        }
        let question = self.question(id).ok_or_else(|| GuideError::UnknownQuestion(id.to_owned()))?;
        way.push(id);
        for next in question.nexts() {
            self.follow(next, done, way)?;
        }
        way.pop();
        done.push(id);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_way_is_counted_at_once_where_every_question_can_be_skipped() {
        let mut guide =
            Guide { format: FORMAT, first: "0".into(), wanted: Level::Support, questions: vec![] };
        for at in 0..MOST_QUESTIONS {
            let later = |by: usize| (at + by < MOST_QUESTIONS).then(|| (at + by).to_string());
            let choice = Choice { next: later(1), ..serde_json::from_str(r#"{"id":"a"}"#).unwrap() };
            guide.questions.push(Question { id: at.to_string(), skip: later(2), choices: vec![choice] });
        }
        assert_eq!(guide.prove(), Ok(()));
        assert_eq!(guide.questions_from("0"), MOST_QUESTIONS);
        assert_eq!(guide.questions_from("498"), 2);
    }

    #[test]
    fn the_two_readers_agree_on_the_shipped_guide() {
        let file = include_str!("../../../www/guide/guide.json");
        assert_eq!(Guide::read(file), Ok(serde_json::from_str(file).unwrap()));
    }
}
