//! Building blocks shared by all programs: plain semantic HTML, one component per file.

mod badge;
mod button;
mod chart;
mod choice;
mod dialog;
mod field;
mod frame;
mod icon;
mod notice;
mod photo;
mod progress;
mod qr;
mod select;
mod states;
mod switches;
mod table;
mod title;
mod toast;

pub use badge::Badge;
pub use button::{Button, ButtonKind, ButtonLink};
pub use chart::{Label, LineChart, Point, Series};
pub use choice::{Choice, ChoiceKind};
pub use dialog::Dialog;
pub use field::{Field, FieldKind};
pub use frame::{Brand, Frame, NavItem};
pub use icon::{Icon, Shape};
pub use notice::{Kind, Notice};
pub use photo::Photo;
pub use progress::Progress;
pub use qr::QrCode;
pub use select::Select;
pub use states::{Empty, ErrorState, Loading};
pub use switches::{LanguageSwitch, ThemeSwitch};
pub use table::{Table, TableRow};
pub use title::PageTitle;
pub use toast::{Toasts, use_toasts};
