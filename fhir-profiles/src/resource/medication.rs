//! A medicine.

use fhir_sdk::r4b::resources::{Medication, MedicationIngredient, MedicationIngredientItem};
use fhir_sdk::r4b::types::Ratio;

use super::observation::{Subject, head};
use super::types::{amount, coded};
use super::{Built, Unwritable, profile};
use crate::input::{self, Entry, Ingredient, Strength};

/// A `Medication`.
pub(crate) fn build(subject: Subject, entry: &Entry, taken: &input::Medication) -> Built {
    let mut medication = Medication::builder().code(coded(&taken.name)).build()?;
    head(&mut medication, subject, entry, profile!("Medication"))?;
    medication.form = taken.form.as_ref().map(coded);
    for of in &taken.ingredients {
        medication.ingredient.push(Some(ingredient(of)?));
    }
    Ok(medication.into())
}

fn ingredient(of: &Ingredient) -> Result<MedicationIngredient, Unwritable> {
    let item = MedicationIngredientItem::CodeableConcept(coded(&of.name));
    let mut ingredient = MedicationIngredient::builder().item(item).build()?;
    ingredient.strength = of.strength.as_ref().map(ratio).transpose()?;
    Ok(ingredient)
}

fn ratio(of: &Strength) -> Result<Ratio, Unwritable> {
    Ok(Ratio::builder().numerator(amount(&of.amount)).denominator(amount(&of.per)).build()?)
}
