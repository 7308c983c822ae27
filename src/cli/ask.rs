//! Questions on a terminal: the only home of inquire. Everything it shows is in the person's
//! language.

use std::fmt;
use std::io::{self, IsTerminal};

use chrono::NaiveDate;
use inquire::error::InquireError;
use inquire::list_option::ListOption;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{Confirm, MultiSelect, Select, Text};

use super::Failure;
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;

/// Lines of a list that show at once.
const PAGE: usize = 10;

/// Whether there is somebody to ask.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Who asks: the language, and whether colours show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask {
    pub(super) lang: Lang,
    pub(super) colour: bool,
}

/// A choice of a list, shown clean.
struct Choice(String);

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&terminal(&self.0))
    }
}

impl Ask {
    /// A text that must not be empty.
    pub(super) fn text(self, question: &str, help: &str) -> Result<String, Failure> {
        let empty = self.lang.pick("il faut répondre quelque chose", "an answer is needed");
        let filled = move |answer: &str| {
            Ok(if answer.trim().is_empty() {
                Validation::Invalid(empty.into())
            } else {
                Validation::Valid
            })
        };
        let question = self.before(question);
        let text = Text::new(&question).with_help_message(help).with_validator(filled);
        let answer = text.with_render_config(self.look()).prompt().map_err(stop)?;
        Ok(answer.trim().to_owned())
    }

    /// A text that may be empty.
    pub(super) fn optional(self, question: &str, help: &str) -> Result<Option<String>, Failure> {
        let question = self.before(question);
        let text = Text::new(&question).with_help_message(help);
        let answer = text.with_render_config(self.look()).prompt().map_err(stop)?;
        Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
    }

    /// A text that `reads` takes; what it was taken for.
    pub(super) fn parsed<T>(
        self,
        question: &str,
        help: &str,
        proposed: &str,
        reads: impl Fn(&str) -> Option<T> + Clone + 'static,
    ) -> Result<T, Failure> {
        self.read(question, help, Some(proposed), reads)
    }

    /// The same; nothing may be proposed.
    pub(super) fn read<T>(
        self,
        question: &str,
        help: &str,
        proposed: Option<&str>,
        reads: impl Fn(&str) -> Option<T> + Clone + 'static,
    ) -> Result<T, Failure> {
        let lang = self.lang;
        let check = reads.clone();
        let valid = move |answer: &str| {
            let shown = terminal(answer);
            Ok(match check(answer) {
                Some(_) => Validation::Valid,
                None => Validation::Invalid(
                    tr!(lang, "`{shown}` n'est pas compris", "`{shown}` is not understood").into(),
                ),
            })
        };
        let question = self.before(question);
        let help_message = Some(help).filter(|help| !help.is_empty());
        let text = Text { default: proposed, help_message, ..Text::new(&question) };
        let text = text.with_validator(valid).with_render_config(self.look());
        let answer = text.prompt().map_err(stop)?;
        reads(&answer).ok_or(Failure::Interrupted)
    }

    /// A day; another one is proposed.
    pub(super) fn day(
        self,
        question: &str,
        help: &str,
        proposed: NaiveDate,
        reads: impl Fn(NaiveDate) -> bool + Clone + 'static,
    ) -> Result<NaiveDate, Failure> {
        let taken = move |text: &str| crate::literal::date(text.trim()).filter(|day| reads(*day));
        self.parsed(question, help, &proposed.to_string(), taken)
    }

    /// One of a list, by its position.
    pub(super) fn one(self, question: &str, choices: Vec<String>) -> Result<usize, Failure> {
        self.one_from(question, choices, 0)
    }

    /// The same, from a position on.
    pub(super) fn one_from(
        self,
        question: &str,
        choices: Vec<String>,
        first: usize,
    ) -> Result<usize, Failure> {
        let help = self.lang.pick(
            "↑↓ pour choisir, Entrée pour valider, ou tapez quelques lettres",
            "↑↓ to choose, Enter to accept, or type a few letters",
        );
        let choices = choices.into_iter().map(Choice).collect();
        let question = self.before(question);
        let select = Select::new(&question, choices).with_help_message(help).with_page_size(PAGE);
        let select = select.with_starting_cursor(first);
        let chosen = select.with_render_config(self.look()).raw_prompt().map_err(stop)?;
        Ok(chosen.index)
    }

    /// Some of a list, by their positions; `proposed` are taken unless the person says otherwise.
    pub(super) fn some(
        self,
        question: &str,
        choices: Vec<String>,
        proposed: &[usize],
    ) -> Result<Vec<usize>, Failure> {
        let lang = self.lang;
        let help = lang.pick(
            "Espace pour cocher ou décocher, Entrée pour valider",
            "Space to tick or untick, Enter to accept",
        );
        let formatter = move |chosen: &[ListOption<&Choice>]| {
            let shown: Vec<String> = chosen.iter().map(|choice| choice.value.to_string()).collect();
            let none = lang.pick("aucun", "none").to_owned();
            if shown.is_empty() { none } else { shown.join(", ") }
        };
        let choices = choices.into_iter().map(Choice).collect();
        let question = self.before(question);
        let select = MultiSelect::new(&question, choices).with_help_message(help);
        let select = select.with_page_size(PAGE).with_default(proposed).with_formatter(&formatter);
        let chosen = select.with_render_config(self.look()).raw_prompt().map_err(stop)?;
        Ok(chosen.into_iter().map(|choice| choice.index).collect())
    }

    /// Yes or no; yes is proposed.
    pub(super) fn confirm(self, question: &str) -> Result<bool, Failure> {
        let lang = self.lang;
        let parser = |answer: &str| match answer.trim().to_lowercase().as_str() {
            "o" | "oui" | "y" | "yes" => Ok(true),
            "n" | "non" | "no" => Ok(false),
            _ => Err(()),
        };
        let default = move |_| lang.pick("O/n", "Y/n").to_owned();
        let said = move |yes| {
            let (said, denied) = (lang.pick("oui", "yes"), lang.pick("non", "no"));
            if yes { said.to_owned() } else { denied.to_owned() }
        };
        let wrong = lang.pick("répondez par oui ou par non", "answer yes or no");
        Confirm::new(question)
            .with_default(true)
            .with_parser(&parser)
            .with_default_value_formatter(&default)
            .with_formatter(&said)
            .with_error_message(wrong)
            .with_render_config(self.look())
            .prompt()
            .map_err(stop)
    }

    /// A question that the answer follows on its line.
    fn before(self, question: &str) -> String {
        format!("{question}{}", self.lang.pick("\u{a0}:", ":"))
    }

    fn look(self) -> RenderConfig<'static> {
        let look =
            if self.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        look.with_canceled_prompt_indicator(self.lang.pick("(abandonné)", "(given up)").into())
    }
}

fn stop(error: InquireError) -> Failure {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            Failure::Interrupted
        }
        InquireError::IO(error) => error.into(),
        other => io::Error::other(other.to_string()).into(),
    }
}
