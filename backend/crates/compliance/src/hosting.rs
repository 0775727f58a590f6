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

/// Countries with an adequacy decision of the European Commission that covers all processors, with the decision.
///
/// Decisions that cover a part of the country only (Canada: commercial organisations; United States: certified companies) are
/// not listed, because the country alone does not show that they apply; nor are decisions with an end date (United Kingdom),
/// because this list does not know the day. Not checked against the Official Journal: whoever hosts in one of these countries
/// confirms that the decision is in force.
const ADEQUATE: [(&str, &str); 11] = [
    ("AD", "2010/625/EU"),
    ("AR", "2003/490/EC"),
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
                None => return Err(HostingRefused::NotPermitted(upper)),
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
    }

    #[test]
    fn other_countries_are_refused_with_the_reason() {
        for country in ["US", "CN", "IN", "RU", "CA"] {
            let refused = HostingCountry::parse(country).unwrap_err();
            assert!(refused.to_string().contains("§ 4(3) DiGAV"), "{country}");
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
        let mut all: Vec<&str> = UNION.into_iter().chain(EQUAL).chain(adequate).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
