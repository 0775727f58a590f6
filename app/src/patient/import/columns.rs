//! What each column of the table holds, put right by the patient where it was not recognised.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::csv::{Column, DateOrder, Layout, decode, rows};

use crate::patient::diary::inputs::Choose;
use crate::t;

const COLUMNS: [Column; 8] = [
    Column::Ignored,
    Column::Date,
    Column::Time,
    Column::Systolic,
    Column::Diastolic,
    Column::Pulse,
    Column::Weight,
    Column::Note,
];

const ORDERS: [DateOrder; 3] = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];

fn name(column: Column) -> String {
    match column {
        Column::Ignored => t!("column-ignored"),
        Column::Date => t!("column-date"),
        Column::Time => t!("column-time"),
        Column::Systolic => t!("history-systolic"),
        Column::Diastolic => t!("history-diastolic"),
        Column::Pulse => t!("history-pulse"),
        Column::Weight => t!("kind-weight"),
        Column::Note => t!("kind-note"),
    }
}

fn order(order: DateOrder) -> String {
    match order {
        DateOrder::DayFirst => t!("order-day"),
        DateOrder::MonthFirst => t!("order-month"),
        DateOrder::YearFirst => t!("order-year"),
    }
}

/// The first line of readings, as an example for each column.
fn example(bytes: &[u8], layout: &Layout) -> Vec<String> {
    let text = decode::decode(bytes).unwrap_or_default();
    let rows = rows::split(&text, layout.separator).unwrap_or_default();
    rows.into_iter().nth(layout.header_rows).map(|row| row.cells).unwrap_or_default()
}

/// One list per column, and the order of the date.
#[component]
pub fn Columns(bytes: ReadSignal<Rc<Vec<u8>>>, layout: Layout, onchange: EventHandler<Layout>) -> Element {
    let example = example(&bytes.read(), &layout);
    let chosen = layout.clone();
    let (for_order, for_column) = (layout.clone(), layout.clone());
    rsx! {
        details { id: "import-columns",
            summary { {t!("import-columns")} }
            div { class: "stack",
                Choose { id: "import-order", label: t!("import-order"), none: t!("entry-choose"), options: ORDERS.map(order).to_vec(),
                    chosen: ORDERS.iter().position(|it| *it == chosen.dates),
                    onchoose: move |index: Option<usize>| if let Some(dates) = index.and_then(|index| ORDERS.get(index)) {
                        onchange.call(Layout { dates: *dates, dates_are_ambiguous: false, ..for_order.clone() });
                    } }
                for (index , column) in layout.columns.iter().copied().enumerate() {
                    Choose { key: "{index}", id: "import-column-{index}",
                        label: t!("import-column", number = index + 1, example = example.get(index).cloned().unwrap_or_default()),
                        none: t!("column-ignored"), options: COLUMNS.into_iter().skip(1).map(name).collect::<Vec<_>>(),
                        chosen: COLUMNS.iter().skip(1).position(|it| *it == column),
                        onchoose: { let before = for_column.clone(); move |chosen: Option<usize>| {
                            let column = chosen.and_then(|at| COLUMNS.get(at + 1)).copied().unwrap_or(Column::Ignored);
                            let mut layout = before.clone();
                            if let Some(place) = layout.columns.get_mut(index) {
                                *place = column;
                            }
                            onchange.call(layout);
                        } } }
                }
            }
        }
    }
}
