use fhir_sdk::r4b::codes::{BundleType, NameUse};
use fhir_sdk::r4b::resources::{Bundle, Patient};
use fhir_sdk::r4b::types::{ExtensionValue, HumanName};

use super::*;
use crate::resource::types::{all, beside, contact_point, extension, extension_of, one, quantity, words};
use crate::terms::KILOGRAMS;

const FORMATS: [Format; 2] = [Format::Json, Format::Xml];

fn text(value: &str) -> ExtensionValue {
    ExtensionValue::String(value.to_owned())
}

/// The resource in JSON and in XML.
fn both(resource: &impl Serialize) -> [String; 2] {
    FORMATS.map(|format| {
        let mut writer = Writer::new(format);
        writer.resource(resource).unwrap();
        writer.take()
    })
}

fn named(name: HumanName) -> Patient {
    Patient::builder().name(one(name)).build().unwrap()
}

#[test]
fn items_are_separated_across_pieces() {
    let bundle = Bundle::builder().r#type(BundleType::Collection).build().unwrap();
    let mut writer = Writer::new(Format::Json);
    writer.begin(&bundle).unwrap();
    writer.begin_list("entry");
    let mut whole = writer.take();
    for value in ["eins", "zwei"] {
        writer.item("entry", &words(value)).unwrap();
        whole += &writer.take();
    }
    writer.written_entry("urn:uuid:1", "{}");
    writer.end_list();
    writer.end("Bundle");
    whole += &writer.take();
    let expected = concat!(
        r#"{"resourceType":"Bundle","type":"collection","entry":[{"text":"eins"},{"text":"zwei"},"#,
        r#"{"fullUrl":"urn:uuid:1","resource":{}}]}"#
    );
    assert_eq!(whole, expected);
}

#[test]
fn a_document_declares_its_namespace_once() {
    let bundle = Bundle::builder().r#type(BundleType::Collection).build().unwrap();
    let mut writer = Writer::new(Format::Xml);
    writer.begin(&bundle).unwrap();
    writer.begin_list("entry");
    writer.written_entry("urn:uuid:1", "<Basic/>");
    writer.end_list();
    writer.end("Bundle");
    let expected = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>",
        "<entry><fullUrl value=\"urn:uuid:1\"/><resource><Basic/></resource></entry></Bundle>\n",
    );
    assert_eq!(writer.take(), expected);
}

#[test]
fn text_is_escaped_and_cleaned_in_both_formats() {
    let [json, xml] = both(&words("  <a href=\"x\">&\\\n\u{1}Ä "));
    assert_eq!(json, r#"{"text":"<a href=\"x\">&\\\nÄ"}"#);
    assert_eq!(xml, "<resource><text value=\"&lt;a href=&quot;x&quot;&gt;&amp;\\&#10;Ä\"/></resource>");
}

#[test]
fn a_text_that_ends_in_a_bracket_does_not_lose_its_comma() {
    let name = HumanName::builder().text("{".to_owned()).family("[".to_owned()).build().unwrap();
    assert_eq!(both(&name)[0], r#"{"text":"{","family":"["}"#);
}

#[test]
fn what_is_empty_is_not_written() {
    let name = HumanName::builder().text(" \u{1}".to_owned()).given(one(String::new())).build().unwrap();
    let [json, xml] = both(&named(name));
    assert_eq!(json, r#"{"resourceType":"Patient"}"#);
    assert_eq!(xml, "<resource><Patient></Patient></resource>");
}

#[test]
fn decimals_keep_their_digits_and_leave_no_trace() {
    for digits in ["80.0", "80", "0.10", "-3.00", "123456789012345678", "0.1234567890123456"] {
        let [json, xml] = both(&quantity(digits, KILOGRAMS));
        let rest = r#""unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}"#;
        assert_eq!(json, format!("{{\"value\":{digits},{rest}"));
        assert!(
            xml.starts_with(&format!("<resource><value value=\"{digits}\"/><unit value=\"kg\"/>")),
            "{xml}"
        );
    }
}

#[test]
fn extensions_stand_beside_a_primitive_in_json_and_in_it_in_xml() {
    let name = HumanName::builder()
        .r#use(NameUse::Official)
        .family("Ä".to_owned())
        .family_ext(beside("http://example.org/?a&b", text("A")))
        .build()
        .unwrap();
    let [json, xml] = both(&name);
    let family =
        r#""family":"Ä","_family":{"extension":[{"url":"http://example.org/?a&b","valueString":"A"}]}"#;
    assert_eq!(json, format!(r#"{{"use":"official",{family}}}"#));
    let family = r#"<family value="Ä"><extension url="http://example.org/?a&amp;b"><valueString value="A"/></extension></family>"#;
    assert_eq!(xml, format!(r#"<resource><use value="official"/>{family}</resource>"#));
}

#[test]
fn a_primitive_without_a_value_has_its_extensions_all_the_same() {
    // The one that was written before is another one.
    let name = HumanName::builder().text("A".to_owned()).family_ext(beside("u", text("B"))).build().unwrap();
    let [json, xml] = both(&name);
    assert_eq!(json, r#"{"text":"A","_family":{"extension":[{"url":"u","valueString":"B"}]}}"#);
    assert_eq!(
        xml,
        r#"<resource><text value="A"/><family><extension url="u"><valueString value="B"/></extension></family></resource>"#
    );
}

#[test]
fn in_a_list_each_value_has_its_own_extensions() {
    let name = HumanName::builder()
        .given(all(["A", "B", "C"].map(str::to_owned)))
        .given_ext(vec![None, Some(beside("u", text("b")))])
        .build()
        .unwrap();
    let [json, xml] = both(&name);
    let beside = r#""_given":[null,{"extension":[{"url":"u","valueString":"b"}]}]"#;
    assert_eq!(json, format!(r#"{{"given":["A","B","C"],{beside}}}"#));
    let extended = r#"<given value="B"><extension url="u"><valueString value="b"/></extension></given>"#;
    assert_eq!(xml, format!(r#"<resource><given value="A"/>{extended}<given value="C"/></resource>"#));
}

#[test]
fn the_address_of_an_extension_comes_first_and_is_an_attribute_in_xml() {
    let mut patient = Patient::builder().id("p".to_owned()).build().unwrap();
    patient.extension = vec![extension_of("outer", vec![extension("inner", text("x"))])];
    patient.telecom =
        one(contact_point(fhir_sdk::r4b::codes::ContactPointSystem::Url, "https://a.example").unwrap());
    let [json, xml] = both(&patient);
    let inner = r#""extension":[{"url":"outer","extension":[{"url":"inner","valueString":"x"}]}]"#;
    let telecom = r#""telecom":[{"system":"url","value":"https://a.example"}]"#;
    assert_eq!(json, format!(r#"{{"resourceType":"Patient","id":"p",{inner},{telecom}}}"#));
    let inner =
        r#"<extension url="outer"><extension url="inner"><valueString value="x"/></extension></extension>"#;
    assert!(xml.starts_with(&format!(r#"<resource><Patient><id value="p"/>{inner}<telecom>"#)), "{xml}");
}
