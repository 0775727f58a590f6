//! Where personal data may be processed.
//!
//! Source: DiGAV § 4(3): Germany, another member state of the EU, a state equal to it by § 35(7) SGB I (EEA and
//! Switzerland), or a third country with an adequacy decision by Article 45 GDPR.

use std::fmt;

/// Member states of the European Union, ISO 3166-1 alpha-2.
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// States that § 35(7) SGB I sets equal: the other EEA states and Switzerland.
const EQUAL: [&str; 4] = ["CH", "IS", "LI", "NO"];

/// Countries with an adequacy decision of the European Commission under Article 45 GDPR that covers health data at any
/// processor and has no end date, with the number of the decision.
///
/// Source: list of the Commission (commission.europa.eu, "Adequacy decisions"), with the review of 15 January 2024 that upheld
/// the decisions made before the GDPR, and Brazil added by Implementing Decision (EU) 2026/179 of 26 January 2026 (OJ of
/// 28 January 2026). Compared on 22 November 2026 through secondary sources, not in the Official Journal itself: whoever hosts
/// in one of these countries confirms that the decision is in force.
const ADEQUATE: [(&str, &str); 12] = [
    ("AD", "2010/625/EU"),
    ("AR", "2003/490/EC"),
    ("BR", "(EU) 2026/179"),
    ("FO", "2010/146/EU"),
    ("GG", "2003/821/EC"),
    ("IL", "2011/61/EU"),
    ("IM", "2004/411/EC"),
    ("JE", "2008/393/EC"),
    ("JP", "(EU) 2019/419"),
    ("KR", "(EU) 2022/254"),
    ("NZ", "2013/65/EU"),
    ("UY", "2012/484/EU"),
];

/// Countries with a decision that the country alone does not show to apply: its number, and what else is needed.
///
/// Source and date as for [`ADEQUATE`]; United Kingdom: renewed on 19 December 2025.
const CONDITIONAL: [(&str, &str, &str); 3] = [
    ("CA", "2002/2/EC", "it covers commercial organisations only"),
    ("GB", "(EU) 2021/1772", "it ends on 27 December 2031"),
    ("US", "(EU) 2023/1795", "it covers certified organisations only"),
];

/// A country in which personal data may be processed, ISO 3166-1 alpha-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HostingCountry {
    code: [u8; 2],
    ground: Ground,
}

/// Why processing in a country is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Germany.
    Germany,
    /// Another member state of the European Union.
    Union,
    /// Set equal by § 35(7) SGB I.
    SetEqual,
    /// Adequacy decision; its number.
    Adequacy(&'static str),
}

/// Processing there is not permitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HostingRefused {
    /// Not two letters.
    #[error("a country is two letters by ISO 3166-1, for example DE")]
    NotACountryCode,
    /// Neither in the EU, nor equal, nor with an adequacy decision.
    #[error(
        "processing in {0} is not permitted by § 4(3) DiGAV: choose Germany, the EU, the EEA, Switzerland, or a country \
         with an adequacy decision by Article 45 GDPR"
    )]
    NotPermitted(String),
    /// There is an adequacy decision, but the country alone does not show that it applies.
    #[error(
        "processing in {country}: adequacy decision {decision} does not follow from the country alone ({condition}), so that \
         § 4(3) DiGAV cannot be checked here: choose Germany, the EU, the EEA or Switzerland"
    )]
    Conditional {
        /// The country.
        country: String,
        /// Number of the decision.
        decision: &'static str,
        /// What the decision needs.
        condition: &'static str,
    },
}

impl HostingCountry {
    /// Decides about a country.
    ///
    /// # Errors
    /// [`HostingRefused`] says why not.
    pub fn parse(text: &str) -> Result<Self, HostingRefused> {
        let upper = text.trim().to_ascii_uppercase();
        let code: [u8; 2] = upper.as_bytes().try_into().map_err(|_| HostingRefused::NotACountryCode)?;
        if !code.iter().all(u8::is_ascii_uppercase) {
            return Err(HostingRefused::NotACountryCode);
        }
        let adequate = ADEQUATE.iter().find(|(country, _)| *country == upper);
        let ground = match upper.as_str() {
            "DE" => Ground::Germany,
            country if UNION.contains(&country) => Ground::Union,
            country if EQUAL.contains(&country) => Ground::SetEqual,
            _ => match adequate {
                Some((_, decision)) => Ground::Adequacy(decision),
                None => return Err(refuse(upper)),
            },
        };
        Ok(Self { code, ground })
    }

    /// Why it is permitted.
    #[must_use]
    pub const fn ground(self) -> Ground {
        self.ground
    }
}

fn refuse(country: String) -> HostingRefused {
    match CONDITIONAL.iter().find(|(code, _, _)| *code == country) {
        Some((_, decision, condition)) => HostingRefused::Conditional { country, decision, condition },
        None => HostingRefused::NotPermitted(country),
    }
}

impl fmt::Display for HostingCountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.code).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_of_the_ordinance_permits() {
        let ground = |country| HostingCountry::parse(country).map(HostingCountry::ground);
        assert_eq!(ground("DE"), Ok(Ground::Germany));
        assert_eq!(ground("fr"), Ok(Ground::Union));
        assert_eq!(ground("CH"), Ok(Ground::SetEqual));
        assert_eq!(ground("NO"), Ok(Ground::SetEqual));
        assert_eq!(ground("JP"), Ok(Ground::Adequacy("(EU) 2019/419")));
        assert_eq!(ground("BR"), Ok(Ground::Adequacy("(EU) 2026/179")));
    }

    #[test]
    fn other_countries_are_refused_with_the_reason() {
        for country in ["US", "CN", "IN", "RU", "CA"] {
            let refused = HostingCountry::parse(country).unwrap_err();
            assert!(refused.to_string().contains("§ 4(3) DiGAV"), "{country}");
        }
    }

    #[test]
    fn a_decision_that_needs_more_than_the_country_says_what() {
        for (country, reason) in [("GB", "27 December 2031"), ("us", "certified"), ("CA", "commercial")] {
            let refused = HostingCountry::parse(country).unwrap_err().to_string();
            assert!(refused.contains(reason), "{refused}");
        }
    }

    #[test]
    fn what_is_no_country_code_is_refused() {
        for text in ["", "D", "DEU", "Deutschland", "1A", "ÄÖ"] {
            assert_eq!(HostingCountry::parse(text), Err(HostingRefused::NotACountryCode), "{text}");
        }
    }

    #[test]
    fn no_country_is_listed_twice() {
        let adequate = ADEQUATE.iter().map(|(country, _)| *country);
        let conditional = CONDITIONAL.iter().map(|(country, _, _)| *country);
        let mut all: Vec<&str> = UNION.into_iter().chain(EQUAL).chain(adequate).chain(conditional).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
