//! A table that scrolls sideways by keyboard when it is too wide.

use dioxus::prelude::*;

/// One row; the first cell is its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Stays the same for the same thing.
    pub key: String,
    /// As many as the table has columns.
    pub cells: Vec<String>,
}

/// Caption, column heads and rows. Columns from `numeric_from` on are aligned as numbers.
#[component]
pub fn Table(
    caption: String,
    head: Vec<String>,
    rows: Vec<TableRow>,
    #[props(default = usize::MAX)] numeric_from: usize,
) -> Element {
    let class = move |column: usize| if column >= numeric_from { "numeric" } else { "" };
    rsx! {
        div { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "{caption}",
            table { class: "table",
                caption { "{caption}" }
                thead {
                    tr {
                        for (column , title) in head.iter().enumerate() {
                            th { key: "{column}", scope: "col", class: class(column), "{title}" }
                        }
                    }
                }
                tbody {
                    for row in rows {
                        tr { key: "{row.key}",
                            for (column , cell) in row.cells.iter().enumerate() {
                                if column == 0 {
                                    th { scope: "row", "{cell}" }
                                } else {
                                    td { class: class(column), "{cell}" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
