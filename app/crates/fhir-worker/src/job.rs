//! Starting an export from what the page sends, with errors as codes that the page has texts for.

use fhir_profiles::{BundleExport, ExportInput, Format};

/// The input is no `ExportInput`, or the format is none: page and module do not fit together.
const UNREADABLE: &str = "unreadable-input";

/// Reads the input and starts the export; an error is a code.
pub(crate) fn start(input: &str, format: &str) -> Result<BundleExport, &'static str> {
    let format = parse_format(format).ok_or(UNREADABLE)?;
    let input: ExportInput = serde_json::from_str(input).map_err(|_| UNREADABLE)?;
    BundleExport::new(input, format).map_err(|error| error.code())
}

fn parse_format(name: &str) -> Option<Format> {
    match name {
        "xml" => Some(Format::Xml),
        "json" => Some(Format::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fhir_profiles::sample;

    #[test]
    fn a_readable_input_becomes_a_file() {
        let input = serde_json::to_string(&sample::full()).unwrap();
        assert!(start(&input, "xml").unwrap().into_text().starts_with("<?xml"));
        assert!(start(&input, "json").unwrap().into_text().starts_with("{\"resourceType\":\"Bundle\""));
    }

    #[test]
    fn errors_are_codes_without_personal_data() {
        let mut input = sample::full();
        input.period.end = "2001-01-01T00:00:00Z".parse().unwrap();
        let reversed = serde_json::to_string(&input).unwrap();
        assert_eq!(start(&reversed, "xml").err(), Some("period-reversed"));
        assert_eq!(start(&reversed, "pdf").err(), Some("unreadable-input"));
        for broken in ["", "{}", "null", "{\"period\":1}", &reversed[..200]] {
            assert_eq!(start(broken, "xml").err(), Some("unreadable-input"));
        }
    }
}
