//! Consumer protection, safety of patients, and quality of the contents.

pub mod content_sources;
pub mod contraindications;
pub mod error_catalogue;
pub mod imprint;
pub mod no_sales;
pub mod plausibility;
pub mod review_dates;
pub mod stop_conditions;
pub mod thresholds;
