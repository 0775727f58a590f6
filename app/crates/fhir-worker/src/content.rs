//! The content that records refer to by name, compiled into the module: an export never depends on what was loaded
//! before, and its texts are those of the very version that wrote the records.

macro_rules! files {
    ($name:expr, [$($file:literal),* $(,)?]) => {
        match $name {
            $($file => Some(include_str!(concat!("../../../../assets/content/", $file))),)*
            _ => None,
        }
    };
}

/// A file below `assets/content`.
pub(crate) fn file(name: &str) -> Option<&'static str> {
    files!(
        name,
        [
            "hypertonie/package.json",
            "hypertonie/plan.json",
            "hypertonie/advice.json",
            "hypertonie/hints.json",
            "hypertonie/crisis.json",
            "hypertonie/modules/01-messen.json",
            "hypertonie/modules/02-verstehen.json",
            "hypertonie/modules/03-salz.json",
            "hypertonie/modules/04-essen.json",
            "hypertonie/modules/05-bewegung.json",
            "hypertonie/modules/06-medikamente.json",
            "hypertonie/modules/07-gewicht.json",
            "hypertonie/modules/08-alkohol.json",
            "hypertonie/modules/09-stress.json",
            "hypertonie/modules/10-schlaf.json",
            "hypertonie/modules/11-risiken.json",
            "hypertonie/modules/12-dranbleiben.json",
            "hypertonie/pictures/01-messen.svg",
            "hypertonie/pictures/02-verstehen.svg",
            "hypertonie/pictures/03-salz.svg",
            "hypertonie/pictures/04-essen.svg",
            "hypertonie/pictures/05-bewegung.svg",
            "hypertonie/pictures/06-medikamente.svg",
            "hypertonie/pictures/07-gewicht.svg",
            "hypertonie/pictures/08-alkohol.svg",
            "hypertonie/pictures/09-stress.svg",
            "hypertonie/pictures/10-schlaf.svg",
            "hypertonie/pictures/11-risiken.svg",
            "hypertonie/pictures/12-dranbleiben.svg",
            "questionnaires/adherence.json",
            "questionnaires/digav-anlage-3-health.json",
            "questionnaires/digav-anlage-3-satisfaction.json",
            "questionnaires/gad-7.json",
            "questionnaires/phq-9.json",
            "questionnaires/self-management.json",
            "scorings/adherence.json",
            "scorings/gad-7.json",
            "scorings/phq-9.json",
            "scorings/self-management.json",
        ]
    )
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use heilsam_portability::sources::{PROGRAMME, QUESTIONNAIRES};
    use heilsam_therapy::content::Package;

    use super::*;

    #[test]
    fn everything_that_is_shipped_is_here() {
        let folder =
            PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../../assets/content");
        for folder_name in ["questionnaires", "scorings"] {
            for entry in std::fs::read_dir(folder.join(folder_name)).unwrap() {
                let name = format!("{folder_name}/{}", entry.unwrap().file_name().to_str().unwrap());
                assert!(file(&name).is_some(), "{name}");
            }
        }
        assert!(QUESTIONNAIRES.iter().all(|name| file(&format!("questionnaires/{name}.json")).is_some()));
        assert!(Package::load(|name| file(&format!("{PROGRAMME}/{name}")).map(str::to_owned)).is_ok());
    }
}
