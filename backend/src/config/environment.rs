//! Keys that are set by environment variables.

use toml::{Table, Value};

use super::{ConfigDraft, ConfigError};

/// Begins the name of every environment variable that sets a key.
const PREFIX: &str = "HEILSAM_";
/// Begin the names that tests and the build use.
const OTHER_PREFIXES: [&str; 2] = ["HEILSAM_TEST_", "HEILSAM_XTASK_"];

/// `HEILSAM_SERVER__PUBLIC_ORIGIN` sets `server.public_origin`. The value is TOML where its key takes it so, and text otherwise: a
/// secret of digits is no number. Variables of others are left alone.
pub(super) fn set(table: &mut Table, name: &str, value: &str) -> Result<(), ConfigError> {
    let other = OTHER_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let Some(key) = name.strip_prefix(PREFIX).filter(|_| !other) else { return Ok(()) };
    let lower = key.to_ascii_lowercase();
    let Some((section, key)) = lower.split_once("__") else {
        return Err(ConfigError::Form(format!("environment variable {name}: expected HEILSAM_SECTION__KEY")));
    };
    let value = read(section, key, value);
    let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
    let Some(section) = section.as_table_mut() else {
        return Err(ConfigError::Form(format!("environment variable {name}: {key} is not in a section")));
    };
    section.insert(key.to_owned(), value);
    Ok(())
}

fn read(section: &str, key: &str, value: &str) -> Value {
    let text = Value::String(value.to_owned());
    let read = format!("v = {value}").parse::<Table>().ok().and_then(|mut table| table.remove("v"));
    match read {
        // Where neither fits, what is said about the value or its key is said in the end.
        Some(read) if fits(section, key, &read) || !fits(section, key, &text) => read,
        _ => text,
    }
}

/// Whether the key takes a value of this kind. No section needs more than one of its keys.
fn fits(section: &str, key: &str, value: &Value) -> bool {
    let keys = Table::from_iter([(key.to_owned(), value.clone())]);
    let whole = Table::from_iter([(section.to_owned(), Value::Table(keys))]);
    let draft: Result<ConfigDraft, toml::de::Error> = whole.try_into();
    draft.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Overrides, parse};

    fn with(environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        parse("", environment, Overrides::default())
    }

    #[test]
    fn a_text_that_looks_like_a_number_or_a_word_of_toml_is_a_text() {
        for text in ["12345678", "+4930123", "0x10", "1e3", "2026-01-01", "true", "[1]", "007"] {
            let config = with(&[("HEILSAM_VIDEO__TURN_SECRET", text)]).unwrap();
            assert_eq!(config.video.turn_secret.as_deref(), Some(text));
        }
        let config = with(&[("HEILSAM_SERVER__DIST", "2026")]).unwrap();
        assert_eq!(config.server.dist.as_deref(), Some(std::path::Path::new("2026")));
    }

    #[test]
    fn numbers_words_lists_and_quoted_texts_are_what_their_keys_take() {
        let config = with(&[
            ("HEILSAM_LIMITS__LOGINS_PER_MINUTE", "7"),
            ("HEILSAM_SERVER__DEMO", "true"),
            ("HEILSAM_VIDEO__TURN_URLS", "[\"turn:t.example:3478\"]"),
            ("HEILSAM_VIDEO__TURN_SECRET", "\"quoted\""),
        ])
        .unwrap();
        assert_eq!((config.limits.logins_per_minute, config.server.demo), (7, true));
        assert_eq!(config.video.turn_urls, ["turn:t.example:3478"]);
        assert_eq!(config.video.turn_secret.as_deref(), Some("quoted"));
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        assert!(with(&[("HEILSAM_LIMITS__LOGINS_PER_MINUTE", "many")]).is_err());
    }

    #[test]
    fn variables_of_tests_and_of_others_are_left_alone() {
        assert!(with(&[("HEILSAM_TEST_POSTGRES_URL", "x"), ("PATH", "/bin")]).is_ok());
    }
}
