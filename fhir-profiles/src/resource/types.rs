//! The data types that several resources share, as the typed model wants them.

use fhir_sdk::r4b::codes::ContactPointSystem;
use fhir_sdk::r4b::resources::{BaseResource, IdentifiableResource};
use fhir_sdk::r4b::types::{
    Annotation, AnnotationInner, CodeableConcept, CodeableConceptInner, Coding, CodingInner, ContactPoint,
    Extension, ExtensionInner, ExtensionValue, FieldExtension, Identifier, IdentifierInner, Meta, MetaInner,
    Period, PeriodInner, Quantity, QuantityInner, Reference, ReferenceInner,
};
use fhir_sdk::{Date, DateTime};
use jiff::Timestamp;
use uuid::Uuid;

use super::Unwritable;
use super::time::instant;
use crate::identity::Urn;
use crate::input::{Amount, Code, Coded};
use crate::terms::{self, RESOURCE_IDENTIFIER, UCUM, URN, Unit};
use crate::text::is_blank;
use crate::writer::{approximate, digits};

/// What every resource begins with.
pub(crate) struct Head {
    pub(crate) id: Uuid,
    /// Full canonical address of the profile with its version.
    pub(crate) profile: &'static str,
    pub(crate) version: u32,
    pub(crate) updated_at: Timestamp,
}

impl Head {
    /// Sets `id` and `meta`.
    pub(crate) fn put_on(&self, resource: &mut impl BaseResource) -> Result<(), Unwritable> {
        resource.set_id(Some(Urn::new(self.id).uuid().to_owned()));
        resource.set_meta(Some(meta(Some((self.version, self.updated_at)), self.profile)?));
        Ok(())
    }

    /// Sets `id` and `meta`, and the identity as the only `identifier`.
    pub(crate) fn put_with_identifier<R: BaseResource + IdentifiableResource>(
        &self,
        resource: &mut R,
    ) -> Result<(), Unwritable> {
        resource.set_identifier(one(own_identifier(self.id)));
        self.put_on(resource)
    }
}

/// `meta` with the version and its moment, where there is one.
pub(crate) fn meta(version: Option<(u32, Timestamp)>, profile: &str) -> Result<Meta, Unwritable> {
    Ok(Meta::from(MetaInner {
        id: None,
        extension: Vec::new(),
        version_id: version.map(|(number, _)| number.to_string()),
        version_id_ext: None,
        last_updated: version.map(|(_, at)| instant(at)).transpose()?,
        last_updated_ext: None,
        source: None,
        source_ext: None,
        profile: one(profile.to_owned()),
        profile_ext: Vec::new(),
        security: Vec::new(),
        security_ext: Vec::new(),
        tag: Vec::new(),
        tag_ext: Vec::new(),
    }))
}

/// A repeated element with one value.
pub(crate) fn one<T>(value: T) -> Vec<Option<T>> {
    vec![Some(value)]
}

/// A repeated element.
pub(crate) fn all<T>(values: impl IntoIterator<Item = T>) -> Vec<Option<T>> {
    values.into_iter().map(Some).collect()
}

/// A reference to another entry of the bundle.
pub(crate) fn reference(target: Uuid) -> Reference {
    refer(Some(Urn::new(target).as_str().to_owned()), None)
}

/// A reference to somebody who has no resource.
pub(crate) fn named(display: &str) -> Reference {
    refer(None, Some(display.to_owned()))
}

fn refer(reference: Option<String>, display: Option<String>) -> Reference {
    Reference::from(ReferenceInner {
        id: None,
        extension: Vec::new(),
        reference,
        reference_ext: None,
        r#type: None,
        type_ext: None,
        identifier: None,
        identifier_ext: None,
        display,
        display_ext: None,
    })
}

/// An identifier.
pub(crate) fn identifier(kind: Option<CodeableConcept>, system: Option<&str>, value: &str) -> Identifier {
    Identifier::from(IdentifierInner {
        id: None,
        extension: Vec::new(),
        r#use: None,
        use_ext: None,
        r#type: kind,
        type_ext: None,
        system: system.map(str::to_owned),
        system_ext: None,
        value: Some(value.to_owned()),
        value_ext: None,
        period: None,
        period_ext: None,
        assigner: None,
        assigner_ext: None,
    })
}

/// An identifier that is the resource's own UUID.
pub(crate) fn own_identifier(id: Uuid) -> Identifier {
    identifier(Some(concept(&[RESOURCE_IDENTIFIER])), Some(URN), Urn::new(id).as_str())
}

/// A coding of a profile.
pub(crate) fn coding(of: terms::Coding) -> Coding {
    code(of.system, of.version, of.code, of.display)
}

/// A coding that the app chose.
pub(crate) fn chosen(of: &Code) -> Coding {
    code(&of.system, &of.version, &of.code, &of.display)
}

/// A coding of these parts; an empty one is left out.
pub(crate) fn code(system: &str, version: &str, code: &str, display: &str) -> Coding {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Coding::from(CodingInner {
        id: None,
        extension: Vec::new(),
        system: part(system),
        system_ext: None,
        version: part(version),
        version_ext: None,
        code: part(code),
        code_ext: None,
        display: part(display),
        display_ext: None,
        user_selected: None,
        user_selected_ext: None,
    })
}

/// A concept with these codings.
pub(crate) fn concept(codings: &[terms::Coding]) -> CodeableConcept {
    concept_of(all(codings.iter().copied().map(coding)), None)
}

/// A concept that the app chose.
pub(crate) fn coded(of: &Coded) -> CodeableConcept {
    concept_of(all(of.code.iter().map(chosen)), Some(&of.text))
}

/// A concept in words.
pub(crate) fn words(text: &str) -> CodeableConcept {
    concept_of(Vec::new(), Some(text))
}

/// A concept with codings and words.
pub(crate) fn concept_of(coding: Vec<Option<Coding>>, text: Option<&str>) -> CodeableConcept {
    CodeableConcept::from(CodeableConceptInner {
        id: None,
        extension: Vec::new(),
        coding,
        coding_ext: Vec::new(),
        text: text.map(str::to_owned),
        text_ext: None,
    })
}

/// A number with its unit, digit by digit.
pub(crate) fn quantity(value: &str, unit: Unit) -> Quantity {
    measure(value, unit.display(), unit.code())
}

/// A number whose unit the app chose.
pub(crate) fn amount(of: &Amount) -> Quantity {
    measure(of.value.as_str(), &of.unit, &of.ucum)
}

fn measure(value: &str, unit: &str, code: &str) -> Quantity {
    Quantity::from(QuantityInner {
        id: None,
        extension: Vec::new(),
        value: Some(approximate(value)),
        value_ext: Some(digits(value)),
        comparator: None,
        comparator_ext: None,
        unit: Some(unit.to_owned()),
        unit_ext: None,
        system: Some(UCUM.to_owned()),
        system_ext: None,
        code: Some(code.to_owned()),
        code_ext: None,
    })
}

/// A period; it may be open.
pub(crate) fn period(start: Option<DateTime>, end: Option<DateTime>) -> Period {
    Period::from(PeriodInner { id: None, extension: Vec::new(), start, start_ext: None, end, end_ext: None })
}

/// A period of whole days; none if both ends are open.
pub(crate) fn days(start: Option<Date>, end: Option<Date>) -> Option<Period> {
    (start.is_some() || end.is_some()).then(|| period(start.map(DateTime::Date), end.map(DateTime::Date)))
}

/// What the patient noted beside the value.
pub(crate) fn note(text: &str) -> Vec<Option<Annotation>> {
    if is_blank(text) {
        return Vec::new();
    }
    one(Annotation::from(AnnotationInner {
        id: None,
        extension: Vec::new(),
        author: None,
        author_ext: None,
        time: None,
        time_ext: None,
        text: text.to_owned(),
        text_ext: None,
    }))
}

/// A way to reach somebody.
pub(crate) fn contact_point(system: ContactPointSystem, value: &str) -> Result<ContactPoint, Unwritable> {
    Ok(ContactPoint::builder().system(system).value(value.to_owned()).build()?)
}

/// An extension with a value.
pub(crate) fn extension(url: &str, value: ExtensionValue) -> Extension {
    extend(url, Vec::new(), Some(value))
}

/// An extension made of others.
pub(crate) fn extension_of(url: &str, parts: Vec<Extension>) -> Extension {
    extend(url, parts, None)
}

fn extend(url: &str, extension: Vec<Extension>, value: Option<ExtensionValue>) -> Extension {
    Extension::from(ExtensionInner { id: None, extension, url: url.to_owned(), value, value_ext: None })
}

/// The extension of a primitive.
pub(crate) fn beside(url: &str, value: ExtensionValue) -> FieldExtension {
    FieldExtension { id: None, extension: vec![extension(url, value)] }
}
