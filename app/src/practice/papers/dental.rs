//! What applies to dentists, who have an agreement of their own on video consultations.

use dioxus::prelude::*;
use serde::Deserialize;

use crate::practice::spoken::Spoken;
use crate::t;

const DATA: &str = include_str!("../../../../assets/kv/dental.json");

/// What is known, where it comes from, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
struct Criteria {
    /// How it was put together, in words.
    note: Spoken,
    points: Vec<Point>,
    /// What it demands of the video service; docs/REGULATORY.md says what shows each.
    service: Vec<Demand>,
    links: Vec<Place>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Point {
    text: Spoken,
    source: Spoken,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Demand {
    id: String,
    text: Spoken,
    source: Spoken,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Place {
    name: String,
    address: String,
}

/// The criteria; empty if the file cannot be read, which a test rules out.
fn criteria() -> Criteria {
    serde_json::from_str(DATA).unwrap_or_default()
}

/// The section of the papers for dentists.
#[component]
pub(super) fn Dental() -> Element {
    let Criteria { note, points, service, links } = criteria();
    rsx! {
        section { class: "stack", "aria-labelledby": "papers-dental",
            h2 { id: "papers-dental", {t!("papers-dental")} }
            details { id: "dental-criteria",
                summary { {t!("papers-dental-open")} }
                div { class: "stack",
                    ul {
                        for (number , point) in points.into_iter().enumerate() {
                            li { key: "{number}",
                                p { "{point.text}" }
                                p { class: "soft", {t!("papers-dental-source", source = point.source.to_string())} }
                            }
                        }
                    }
                    p { {t!("papers-dental-service")} }
                    ul { id: "dental-service",
                        for demand in service {
                            li { key: "{demand.id}",
                                p { "{demand.text}" }
                                p { class: "soft", {t!("papers-dental-source", source = demand.source.to_string())} }
                            }
                        }
                    }
                    p { {t!("papers-dental-links")} }
                    ul { id: "dental-links",
                        for link in links {
                            li { key: "{link.address}",
                                a { href: "{link.address}", target: "_blank", rel: "noopener noreferrer", lang: "de", "{link.name}" }
                            }
                        }
                    }
                    p { class: "soft", "{note}" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dentists_are_told_of_their_own_agreement_with_a_source_for_each_point() {
        let Criteria { note, points, service, links } = criteria();
        assert!(points.iter().any(|it| it.text.de.contains("Anlage 16") && it.text.en.contains("Annex 16")));
        assert!(points.iter().all(|point| point.text.is_translated() && point.source.is_translated()));
        assert!(service.len() > 15, "each requirement of sections 1 to 5");
        assert!(service.iter().all(|demand| demand.text.is_translated() && demand.source.is_translated()));
        assert!(note.de.contains("2026") && note.is_translated(), "the day on which it was put together");
        assert!(links.iter().any(|link| link.address == "https://www.kzbv.de"));
        assert!(links.iter().all(|link| link.address.starts_with("https://")));
    }
}
