//! What is made for the association: the letter, the one that asks for its forms, the declaration of the provider.

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_protocol::contract::ContractPage;

use super::Paper;
use super::regions::Region;
use crate::components::{Button, ButtonKind, Shape};
use crate::practice::contract::confirmation::{Lacking, missing};
use crate::{format, t};

/// The buttons that a region has a use for. `busy` is the paper that is being made.
#[component]
pub(super) fn ForAssociation(
    region: Option<Region>,
    contract: Option<ContractPage>,
    busy: Option<Paper>,
    onmake: EventHandler<Paper>,
) -> Element {
    let asks = region.as_ref().is_some_and(Region::is_asked);
    let has_forms = region.as_ref().is_some_and(|region| region.to_fill_in().next().is_some());
    let is_declared = region.as_ref().is_some_and(Region::is_declared);
    let today = zone::local(format::now()).date();
    // Nothing is declared before it is known what the operator has.
    let lacking = contract.as_ref().map(|page| missing(page, today));
    let can_declare = is_declared && lacking.as_ref().is_some_and(Vec::is_empty);
    rsx! {
        div { class: "row",
            Button { id: "make-notice", kind: ButtonKind::Second, icon: Shape::Download, busy: busy == Some(Paper::Notice), onpress: move |()| onmake.call(Paper::Notice),
                if asks { {t!("papers-make-application")} } else { {t!("papers-make-notice")} }
            }
            if has_forms {
                Button { id: "make-request", kind: ButtonKind::Second, icon: Shape::Download, busy: busy == Some(Paper::Request), onpress: move |()| onmake.call(Paper::Request), {t!("papers-make-request")} }
            }
            if can_declare {
                Button { id: "make-declaration", kind: ButtonKind::Second, icon: Shape::Download, busy: busy == Some(Paper::Declaration), onpress: move |()| onmake.call(Paper::Declaration), {t!("papers-make-declaration")} }
            }
        }
        if is_declared {
            if let Some(lacking) = lacking {
                if !lacking.is_empty() {
                    Lacking { id: "declaration-missing", lacking }
                }
            } else {
                p { class: "soft", {t!("papers-declaration-later")} }
            }
        }
    }
}
