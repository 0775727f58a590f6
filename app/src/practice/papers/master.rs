//! What the practice is called on paper.

use heilsam_client::client::MasterData;
use serde::{Deserialize, Serialize};

/// Kept sealed: what a practice shares of it with its members, the rest on this device; the server never sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Master {
    /// Name of the practice.
    pub practice: String,
    /// Street, postcode, town.
    pub address: String,
    /// Telephone, for patients whose video does not work.
    pub phone: String,
    /// The doctor's name.
    pub doctor: String,
    /// The doctor's number.
    pub lanr: String,
    /// The number of the place.
    pub bsnr: String,
    /// The association, such as `kv-03`.
    pub region: String,
}

impl Master {
    /// What is the same for everybody in the practice; name and number of a doctor are not.
    #[must_use]
    pub fn shared(&self) -> MasterData {
        let trimmed = |text: &String| text.trim().to_owned();
        MasterData {
            practice: trimmed(&self.practice),
            address: trimmed(&self.address),
            phone: trimmed(&self.phone),
            bsnr: trimmed(&self.bsnr),
            region: trimmed(&self.region),
        }
    }

    /// The same with what the practice keeps for everybody; where that says nothing, what was typed here stands.
    #[must_use]
    pub fn with(mut self, shared: &MasterData) -> Self {
        for (own, shared) in self.pairs(shared) {
            if !shared.is_empty() {
                own.clone_from(shared);
            }
        }
        self
    }

    /// The same with exactly what the practice keeps for everybody.
    #[must_use]
    pub fn replaced_by(mut self, shared: &MasterData) -> Self {
        for (own, shared) in self.pairs(shared) {
            own.clone_from(shared);
        }
        self
    }

    /// The same without what the practice keeps for everybody.
    #[must_use]
    pub fn beside(mut self, shared: &MasterData) -> Self {
        for (own, shared) in self.pairs(shared) {
            if own.trim() == shared {
                own.clear();
            }
        }
        self
    }

    fn pairs<'a>(&'a mut self, shared: &'a MasterData) -> [(&'a mut String, &'a String); 5] {
        [
            (&mut self.practice, &shared.practice),
            (&mut self.address, &shared.address),
            (&mut self.phone, &shared.phone),
            (&mut self.bsnr, &shared.bsnr),
            (&mut self.region, &shared.region),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Master {
        Master {
            practice: "Getippt ".to_owned(),
            phone: "030 1".to_owned(),
            doctor: "Dr. Brandt".to_owned(),
            lanr: "123456601".to_owned(),
            ..Master::default()
        }
    }

    fn of_practice() -> MasterData {
        let text = str::to_owned;
        MasterData { practice: text("Am Markt"), address: text("Lindenweg 4"), ..MasterData::default() }
    }

    #[test]
    fn a_doctor_keeps_name_and_number_and_has_the_rest_from_the_practice() {
        let seen = typed().with(&of_practice());
        assert_eq!((seen.practice.as_str(), seen.address.as_str()), ("Am Markt", "Lindenweg 4"));
        assert_eq!((seen.doctor.as_str(), seen.lanr.as_str()), ("Dr. Brandt", "123456601"));
        assert_eq!(seen.phone, "030 1", "of which the practice says nothing");
        let exactly = typed().replaced_by(&of_practice());
        assert_eq!((exactly.phone.as_str(), exactly.doctor.as_str()), ("", "Dr. Brandt"));
        assert_eq!(exactly.shared(), of_practice());
    }

    #[test]
    fn what_the_practice_keeps_does_not_lie_on_the_device_a_second_time() {
        let kept = typed().with(&of_practice()).beside(&of_practice());
        assert_eq!((kept.practice.as_str(), kept.address.as_str(), kept.phone.as_str()), ("", "", "030 1"));
        assert_eq!(kept.clone().with(&of_practice()), typed().with(&of_practice()));
        assert_eq!(typed().shared().practice, "Getippt", "what is shared has no spaces around it");
    }
}
