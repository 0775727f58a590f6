//! What clients get to know of the configuration.

use heilsam_protocol::site::{DigaFacts, EpaFacts, RecorderFacts};

use super::{Diga, Epa, Hddt, RecorderDraft};

impl Diga {
    /// As the clients get it.
    #[must_use]
    pub fn facts(&self) -> DigaFacts {
        DigaFacts {
            name: self.name.clone(),
            diga_ve_id: self.diga_ve_id.clone(),
            pzn: self.pzn.clone(),
            manufacturer: self.manufacturer.clone(),
        }
    }
}

impl Epa {
    /// As the clients get it.
    #[must_use]
    pub fn facts(&self) -> Option<EpaFacts> {
        self.origin.clone().map(|origin| EpaFacts { origin, stand_in: self.stand_in })
    }
}

impl Hddt {
    /// As the clients get it.
    #[must_use]
    pub fn facts(&self) -> Vec<RecorderFacts> {
        let facts = |it: &RecorderDraft| RecorderFacts {
            name: it.name.clone(),
            origin: it.origin.clone(),
            fhir: it.fhir.clone(),
            stand_in: it.stand_in,
        };
        self.recorders.iter().map(facts).collect()
    }
}
