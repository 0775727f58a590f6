//! Texts in German and English (Fluent), compiled into each program.
//!
//! A program hands its own sources to [`use_texts`]; views say `t!("key")` or `t!("key", name = value)`.

use std::rc::Rc;

use dioxus::core::Runtime;
use dioxus::prelude::*;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Value;

use crate::browser;

/// The text of a key in the reader's language; subscribes the view to a change of language.
#[macro_export]
macro_rules! t {
    ($key:literal) => {
        $crate::i18n::text($key, &[])
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::text($key, &[$((stringify!($name), $crate::i18n::Value::from($value))),+])
    };
}

/// What makes words: kept where something happens, asked where it is shown, so that they change with the language. Where a
/// reason has words of its own, such as a `Trouble`, the reason is kept instead; a finished text never is.
#[derive(Clone)]
pub struct Words(Rc<dyn Fn() -> String>);

impl Words {
    /// Keeps what makes the words: `Words::new(|| t!("key"))`.
    #[must_use]
    pub fn new(make: impl Fn() -> String + 'static) -> Self {
        Self(Rc::new(make))
    }

    /// The words in the reader's language; subscribes the view to a change of language.
    #[must_use]
    pub fn text(&self) -> String {
        (self.0)()
    }
}

/// Copies are the same words; others are not compared.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Words {}

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// German, the first language.
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag, as it stands in `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Reads a BCP 47 tag such as `de-AT`; `None` for a language we do not speak.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of the list that we speak, German when there is none.
    #[must_use]
    pub fn choose<S: AsRef<str>>(wanted: &[S]) -> Self {
        wanted.iter().find_map(|tag| Self::parse(tag.as_ref())).unwrap_or_default()
    }
}

/// Fluent sources of one program: `(German, English)` per file.
pub type Sources = &'static [(&'static str, &'static str)];

/// The texts of the running program, handed down as a context.
#[derive(Clone)]
pub struct Texts {
    sources: Sources,
    language: Signal<Language>,
    bundle: Signal<Rc<Bundle>>,
    started: Signal<bool>,
}

impl Texts {
    /// The language shown now; subscribes the caller.
    #[must_use]
    pub fn language(&self) -> Language {
        (self.language)()
    }

    /// Changes the language at once and remembers it on this device.
    pub fn set_language(&mut self, language: Language) {
        browser::keep_preference(LANGUAGE_KEY, language.tag());
        browser::set_root_attribute("lang", Some(language.tag()));
        self.bundle.set(Rc::new(Bundle::new(language, self.sources)));
        self.language.set(language);
    }

    /// Speaks the language of the page, for a program that lies in the page of another one.
    pub fn follow_page(&mut self) {
        let spoken = browser::document()
            .and_then(|document| document.document_element()?.get_attribute("lang"))
            .and_then(|tag| Language::parse(&tag));
        if let Some(language) = spoken.filter(|language| *language != self.language()) {
            self.set_language(language);
        }
    }
}

const LANGUAGE_KEY: &str = "heilsam.language";

/// Provides the texts to all views below; call once, in the root component.
pub fn use_texts(sources: Sources) -> Texts {
    use_context_provider(|| {
        let language = browser::preference(LANGUAGE_KEY)
            .and_then(|tag| Language::parse(&tag))
            .unwrap_or_else(|| Language::choose(&browser::languages()));
        browser::set_root_attribute("lang", Some(language.tag()));
        Texts {
            sources,
            language: Signal::new(language),
            bundle: Signal::new(Rc::new(Bundle::new(language, sources))),
            started: Signal::new(false),
        }
    })
}

/// Whether this is the first page shown since the program started: then the focus stays where the
/// browser put it. Every later page moves it to its heading.
pub fn use_first_page() -> bool {
    use_hook(|| {
        let Some(texts) = try_consume_context::<Texts>() else { return true };
        let mut started = texts.started;
        let first = !*started.peek();
        if first {
            started.set(true);
        }
        first
    })
}

/// The texts of the running program; none outside of one, as in a unit test.
fn current() -> Option<Texts> {
    let runtime = Runtime::try_current()?;
    let own = runtime.try_current_scope_id().and_then(|_| try_consume_context());
    // A letter that arrives, a timer, a task that outlives its view: what runs outside of every view, or above all of them,
    // speaks as the whole program does.
    own.or_else(|| runtime.in_scope(ScopeId::APP, try_consume_context))
}

/// What `t!` calls: formats a key, or gives back the key itself when nobody wrote the text.
#[must_use]
pub fn text(key: &str, args: &[(&str, Value<'_>)]) -> String {
    match current() {
        Some(texts) => texts.bundle.read().format(key, args),
        None => key.to_owned(),
    }
}

/// The language shown now, German outside of a program.
#[must_use]
pub fn language() -> Language {
    current().map(|texts| texts.language()).unwrap_or_default()
}

/// Parsed texts of one language.
pub struct Bundle(FluentBundle<FluentResource>);

impl Bundle {
    /// Parses the sources; a message that cannot be read is left out, the others still work.
    #[must_use]
    pub fn new(language: Language, sources: Sources) -> Self {
        let id: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        // The marks around variables would end up in titles, file names and copied text.
        bundle.set_use_isolating(false);
        for (german, english) in sources {
            let source = if language == Language::De { german } else { english };
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    /// Formats one message.
    #[must_use]
    pub fn format(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.0.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: Sources = &[("hello = Guten Tag, { $name }\n", "hello = Hello, { $name }\n")];

    #[test]
    fn variables_carry_no_invisible_marks() {
        let bundle = Bundle::new(Language::De, SOURCES);
        assert_eq!(bundle.format("hello", &[("name", "Ada".into())]), "Guten Tag, Ada");
    }

    #[test]
    fn words_that_are_kept_are_made_when_they_are_shown() {
        let spoken = Rc::new(std::cell::Cell::new(Language::De));
        let now = Rc::clone(&spoken);
        let words =
            Words::new(move || Bundle::new(now.get(), SOURCES).format("hello", &[("name", "Ada".into())]));
        assert_eq!(words.text(), "Guten Tag, Ada");
        spoken.set(Language::En);
        assert_eq!(words.clone().text(), "Hello, Ada");
    }

    #[test]
    fn a_missing_text_shows_its_key() {
        assert_eq!(Bundle::new(Language::En, SOURCES).format("nothing", &[]), "nothing");
    }

    #[test]
    fn the_first_language_we_speak_wins_and_german_is_the_default() {
        assert_eq!(Language::choose(&["fr-FR", "en-GB", "de"]), Language::En);
        assert_eq!(Language::choose(&["fr", "tr"]), Language::De);
        assert_eq!(Language::choose::<&str>(&[]), Language::De);
    }
}
