//! What is missing: filters, search, and a list that the arrow keys walk through.

mod elsewhere;

use dioxus::prelude::*;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::overview::{Open as Task, Overview};
use heilsam_compliance::search::{Hit, search};
use heilsam_compliance::workspace::PersonId;
use heilsam_compliance::workspace::status::Gap;
use jiff::civil::{Date, Weekday};

use self::elsewhere::Elsewhere;
use super::desk::{Open, day, use_desk};
use super::item::evidence::gap_words;
use super::item::{find, heading, to};
use super::routes::Route;
use crate::components::{Badge, Button, ButtonKind, Empty, Field, Kind, PageTitle, Shape};
use crate::{browser, t};

/// Which tasks are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Those that wait for the reader.
    Mine,
    /// Due before today.
    Overdue,
    /// Due until the next Friday.
    Friday,
    /// Nothing valid proves them.
    Evidence,
    /// They need somebody else's look.
    Eyes,
}

const FILTERS: [Filter; 6] =
    [Filter::All, Filter::Mine, Filter::Overdue, Filter::Friday, Filter::Evidence, Filter::Eyes];

impl Filter {
    fn text(self) -> String {
        match self {
            Self::All => t!("tasks-all"),
            Self::Mine => t!("tasks-mine"),
            Self::Overdue => t!("tasks-overdue"),
            Self::Friday => t!("tasks-friday"),
            Self::Evidence => t!("tasks-evidence"),
            Self::Eyes => t!("tasks-eyes"),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::All => "filter-all",
            Self::Mine => "filter-mine",
            Self::Overdue => "filter-overdue",
            Self::Friday => "filter-friday",
            Self::Evidence => "filter-evidence",
            Self::Eyes => "filter-eyes",
        }
    }

    /// Whether a task is shown, on a day, to a person.
    fn takes(self, task: &Task, today: Date, person: &PersonId) -> bool {
        let gap = |wanted: fn(&Gap) -> bool| task.gaps.iter().any(wanted);
        match self {
            Self::All => true,
            Self::Mine => task.waits_for.as_ref() == Some(person),
            Self::Overdue => task.due.is_some_and(|due| due < today),
            Self::Friday => task.due.is_some_and(|due| due <= friday(today)),
            Self::Evidence => {
                gap(|gap| matches!(gap, Gap::EvidenceMissing | Gap::Expired(_) | Gap::Stale(_) | Gap::Red(_)))
            }
            Self::Eyes => gap(|gap| matches!(gap, Gap::ReviewMissing | Gap::ApprovalFell)),
        }
    }
}

/// The Friday of a week; on Saturday and Sunday the next one.
fn friday(today: Date) -> Date {
    let mut day = today;
    while day.weekday() != Weekday::Friday {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
    }
    day
}

/// Tasks of a filter in which all words occur.
fn chosen(open: &Open, seen: &Overview, filter: Filter, words: &str) -> Vec<Task> {
    let found: Option<Vec<ItemRef>> = (!words.trim().is_empty()).then(|| {
        let hits = search(&open.library, open.workspace(), words).into_iter();
        hits.filter_map(|hit| match hit {
            Hit::Item(item) => Some(item),
            Hit::Field(_) => None,
        })
        .collect()
    });
    let mut tasks: Vec<Task> = seen
        .open
        .iter()
        .filter(|task| filter.takes(task, open.now.today, &open.view.person))
        .filter(|task| found.as_ref().is_none_or(|found| found.contains(&task.item)))
        .cloned()
        .collect();
    if let Some(found) = &found {
        tasks.sort_by_key(|task| found.iter().position(|item| *item == task.item));
    }
    tasks
}

/// The page.
#[component]
pub fn Tasks() -> Element {
    let mut filter = use_signal(Filter::default);
    let mut words = use_signal(String::new);
    let mut shown = use_signal(|| PAGE);
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    let tasks = chosen(&open, &seen, filter(), &words());
    let count = tasks.len();
    let page: Vec<Task> = tasks.into_iter().take(shown()).collect();
    rsx! {
        PageTitle { title: t!("tasks-title"), lead: t!("tasks-lead") }
        div { class: "stack",
            div { role: "search",
                Field { id: "tasks-search", label: t!("tasks-search"), hint: t!("tasks-search-hint"), value: words,
                    oninput: move |it| {
                        words.set(it);
                        shown.set(PAGE);
                    },
                }
            }
            div { class: "row", role: "group", "aria-label": t!("tasks-filter"),
                for it in FILTERS {
                    Button { key: "{it.id()}", id: it.id(), kind: ButtonKind::Second, pressed: filter() == it,
                        onpress: move |()| {
                            filter.set(it);
                            shown.set(PAGE);
                        },
                        {it.text()}
                    }
                }
            }
            p { role: "status", id: "tasks-count", {t!("tasks-count", count = count)} }
            if count == 0 {
                Empty { shape: Shape::Check, title: t!("tasks-empty-title"), text: t!("tasks-empty-text"),
                    Link { class: "button button-second", to: Route::Home {}, {t!("tasks-empty-way")} }
                }
            }
            ul { class: "card-list tasks", id: "tasks", onkeydown: move |event| walk(&event),
                for task in page {
                    Row { key: "{task.item}", reference: task.item.clone(), gaps: task.gaps.clone(), due: task.due, waits_for: task.waits_for.clone() }
                }
            }
            if count > shown() {
                div { class: "row",
                    Button { kind: ButtonKind::Second, onpress: move |()| shown += PAGE, {t!("tasks-more")} }
                }
            }
            if !words().trim().is_empty() {
                Elsewhere { words: words() }
            }
        }
    }
}

/// Tasks shown at once.
const PAGE: usize = 50;

/// Arrow keys go from one task to the next while the focus is in the list.
fn walk(event: &KeyboardEvent) {
    let Some(focused) = browser::focused() else { return };
    let Ok(Some(row)) = focused.closest("li") else { return };
    let next = match event.key() {
        Key::ArrowDown => row.next_element_sibling(),
        Key::ArrowUp => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(link) = next.and_then(|row| row.query_selector("a").ok().flatten()) {
        browser::focus(&link.id());
    }
}

/// One item with what is missing.
#[component]
pub fn Row(reference: ItemRef, gaps: Vec<Gap>, due: Option<Date>, waits_for: Option<PersonId>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let late = due.is_some_and(|due| due < open.now.today);
    let first = gaps.first().map(|gap| gap_words(&open, gap));
    let more = gaps.len().saturating_sub(1);
    let who = waits_for.as_ref().map(|person| open.name(person));
    rsx! {
        li { class: "card task",
            p { Link { id: "task-{reference}", class: "task-title", lang: "de", to: to(&reference), {heading(found.item)} } }
            p { class: "soft", lang: "de", "{found.catalogue.title} · {found.group.title}" }
            p {
                if let Some(first) = first {
                    "{first}"
                }
                if more > 0 {
                    " "
                    {t!("tasks-and-more", count = more)}
                }
            }
            if due.is_some() || who.is_some() {
                p { class: "row",
                    if let Some(due) = due {
                        Badge { kind: if late { Kind::Warning } else { Kind::Info }, icon: Shape::Clock,
                            if late { {t!("tasks-was-due", day = day(due))} } else { {t!("tasks-due", day = day(due))} }
                        }
                    }
                    if let Some(who) = who {
                        Badge { icon: Shape::Person, "{who}" }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn task(due: Option<Date>, gaps: Vec<Gap>) -> Task {
        Task { item: ItemRef::new("a", "b"), gaps, due, waits_for: PersonId::new("anna").ok() }
    }

    #[test]
    fn friday_is_the_end_of_the_week_that_runs() {
        assert_eq!(friday(date(2026, 5, 4)), date(2026, 5, 8));
        assert_eq!(friday(date(2026, 5, 8)), date(2026, 5, 8));
        assert_eq!(friday(date(2026, 5, 9)), date(2026, 5, 15));
    }

    #[test]
    fn each_filter_shows_what_it_says() {
        let (anna, bert) = (PersonId::new("anna").unwrap(), PersonId::new("bert").unwrap());
        let today = date(2026, 5, 6);
        let late = task(Some(date(2026, 5, 5)), vec![Gap::EvidenceMissing]);
        let soon = task(Some(date(2026, 5, 8)), vec![Gap::ReviewMissing]);
        let never = task(None, vec![Gap::Conflict]);
        let of = |filter: Filter| [&late, &soon, &never].map(|task| filter.takes(task, today, &anna));
        assert_eq!(of(Filter::All), [true; 3]);
        assert_eq!(of(Filter::Mine), [true; 3]);
        assert!(!Filter::Mine.takes(&late, today, &bert));
        assert_eq!(of(Filter::Overdue), [true, false, false]);
        assert_eq!(of(Filter::Friday), [true, true, false]);
        assert_eq!(of(Filter::Evidence), [true, false, false]);
        assert_eq!(of(Filter::Eyes), [false, true, false]);
    }
}
