//! What stands on a page that a test draws, and a press on it.

use std::any::Any;
use std::rc::Rc;

use dioxus::core::{DynamicNode, ElementId, Event, TemplateAttribute, TemplateNode, VNode, VirtualDom};
use dioxus::html::geometry::{ClientPoint, ElementPoint, PagePoint, ScreenPoint};
use dioxus::html::input_data::{MouseButton, MouseButtonSet};
use dioxus::html::{
    AnimationData, CancelData, ClipboardData, CompositionData, DragData, FocusData, FormData, HasMouseData,
    HtmlEventConverter, ImageData, InteractionElementOffset, InteractionLocation, KeyboardData, MediaData,
    Modifiers, ModifiersInteraction, MountedData, MouseData, PlatformEventData, PointerData,
    PointerInteraction, ResizeData, ScrollData, SelectionData, ToggleData, TouchData, TransitionData,
    VisibleData, WheelData, set_event_converter,
};

/// Whether these words stand there, as one piece.
pub fn stands(dom: &VirtualDom, words: &str) -> bool {
    read(dom).words.iter().any(|piece| piece == words)
}

/// Presses what carries these words.
pub fn press(dom: &VirtualDom, words: &str) {
    set_event_converter(Box::new(Clicks));
    let pressed = read(dom).hears.into_iter().find(|(label, _)| label == words);
    let (_, element) = pressed.unwrap_or_else(|| panic!("nothing to press: {words}"));
    let data: Rc<dyn Any> = Rc::new(PlatformEventData::new(Box::new(())));
    dom.runtime().handle_event("click", Event::new(data, true), element);
}

/// What was found on a page.
#[derive(Default)]
struct Found {
    words: Vec<String>,
    /// What hears a click, with the words on it.
    hears: Vec<(String, ElementId)>,
}

fn read(dom: &VirtualDom) -> Found {
    let mut found = Found::default();
    found.node(dom, dom.base_scope().root_node());
    found
}

impl Found {
    fn node(&mut self, dom: &VirtualDom, node: &VNode) {
        for root in node.template.roots {
            self.part(dom, node, root);
        }
    }

    fn part(&mut self, dom: &VirtualDom, node: &VNode, part: &TemplateNode) {
        match part {
            TemplateNode::Text { text } => self.words.push((*text).to_owned()),
            TemplateNode::Dynamic { id } => self.dynamic(dom, node, *id),
            TemplateNode::Element { attrs, children, .. } => {
                let before = self.words.len();
                for child in *children {
                    self.part(dom, node, child);
                }
                for attribute in *attrs {
                    let TemplateAttribute::Dynamic { id } = attribute else { continue };
                    if node.dynamic_attrs[*id].iter().any(|it| it.name == "onclick") {
                        let element = node.mounted_dynamic_attribute(*id, dom).unwrap();
                        self.hears.push((self.words[before..].join(" "), element));
                    }
                }
            }
        }
    }

    fn dynamic(&mut self, dom: &VirtualDom, node: &VNode, id: usize) {
        match &node.dynamic_nodes[id] {
            DynamicNode::Text(text) => self.words.push(text.value.clone()),
            DynamicNode::Placeholder(_) => {}
            DynamicNode::Fragment(nodes) => nodes.iter().for_each(|node| self.node(dom, node)),
            DynamicNode::Component(component) => {
                let scope = component.mounted_scope(id, node, dom).unwrap();
                self.node(dom, scope.root_node());
            }
        }
    }
}

/// A click with nothing to tell.
struct Click;

impl InteractionLocation for Click {
    fn client_coordinates(&self) -> ClientPoint {
        ClientPoint::new(0.0, 0.0)
    }

    fn screen_coordinates(&self) -> ScreenPoint {
        ScreenPoint::new(0.0, 0.0)
    }

    fn page_coordinates(&self) -> PagePoint {
        PagePoint::new(0.0, 0.0)
    }
}

impl InteractionElementOffset for Click {
    fn element_coordinates(&self) -> ElementPoint {
        ElementPoint::new(0.0, 0.0)
    }
}

impl ModifiersInteraction for Click {
    fn modifiers(&self) -> Modifiers {
        Modifiers::empty()
    }
}

impl PointerInteraction for Click {
    fn trigger_button(&self) -> Option<MouseButton> {
        Some(MouseButton::Primary)
    }

    fn held_buttons(&self) -> MouseButtonSet {
        MouseButtonSet::empty()
    }
}

impl HasMouseData for Click {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Stands for the browser, which tells of clicks alone.
struct Clicks;

macro_rules! nothing_else {
    ($($convert:ident: $data:ty),* $(,)?) => {
        $(
            fn $convert(&self, _: &PlatformEventData) -> $data {
                panic!("only clicks happen here")
            }
        )*
    };
}

impl HtmlEventConverter for Clicks {
    fn convert_mouse_data(&self, _: &PlatformEventData) -> MouseData {
        MouseData::new(Click)
    }

    nothing_else! {
        convert_animation_data: AnimationData,
        convert_cancel_data: CancelData,
        convert_clipboard_data: ClipboardData,
        convert_composition_data: CompositionData,
        convert_drag_data: DragData,
        convert_focus_data: FocusData,
        convert_form_data: FormData,
        convert_image_data: ImageData,
        convert_keyboard_data: KeyboardData,
        convert_media_data: MediaData,
        convert_mounted_data: MountedData,
        convert_pointer_data: PointerData,
        convert_resize_data: ResizeData,
        convert_scroll_data: ScrollData,
        convert_selection_data: SelectionData,
        convert_toggle_data: ToggleData,
        convert_touch_data: TouchData,
        convert_transition_data: TransitionData,
        convert_visible_data: VisibleData,
        convert_wheel_data: WheelData,
    }
}
