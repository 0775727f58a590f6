//! `GET /api/v1/openapi.json`: the description of the API, made from the table of routes and the wire types.

use axum::routing::get;
use heilsam_protocol::{Problem, path};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use crate::Route;
use crate::extract::Json;
use crate::route::{self, Access, Verb};

/// Any JSON object.
#[derive(JsonSchema)]
#[schemars(transparent)]
struct Description(#[expect(dead_code, reason = "only the schema is needed")] Map<String, Value>);

/// Routes of this module.
pub const ROUTES: &[Route] = &[Route::new(Verb::Get, path::OPENAPI, "This description", || get(openapi))
    .public()
    .answers::<Description>()];

async fn openapi() -> Json<Value> {
    Json(describe())
}

/// The description as OpenAPI 3.1.
#[must_use]
pub fn describe() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let problem = generator.subschema_for::<Problem>();
    let mut paths = Map::new();
    for route in route::all() {
        let operation = operation(&route, &mut generator);
        let entry = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(route.verb.as_str().to_owned(), operation);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Heilsam",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Sealed records, consents, accounts and consultations. The server never sees plain text.",
            "license": { "name": "Apache-2.0 OR MIT" },
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": "__Host-heilsam" } },
            "responses": {
                "Problem": {
                    "description": "Anything but success (RFC 9457)",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
        },
    })
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut operation = Map::new();
    operation.insert("summary".into(), route.summary.into());
    let parameters = parameters(route.verb, route.path);
    if !parameters.is_empty() {
        operation.insert("parameters".into(), parameters.into());
    }
    if let Some(takes) = route.takes {
        let content = json!({ "application/json": { "schema": takes(generator) } });
        operation.insert("requestBody".into(), json!({ "required": true, "content": content }));
    }
    let success = match route.answers {
        Some(answers) => json!({
            "description": "Done",
            "content": { "application/json": { "schema": answers(generator) } },
        }),
        None => json!({ "description": "Done" }),
    };
    let responses = json!({ route.success.to_string(): success, "default": { "$ref": "#/components/responses/Problem" } });
    operation.insert("responses".into(), responses);
    if route.fresh {
        operation.insert("x-fresh-login".into(), true.into());
    }
    match route.access {
        Access::Public => operation.insert("security".into(), json!([])),
        Access::AnyRole => operation.insert("security".into(), json!([{ "session": [] }])),
        Access::Roles(roles) => {
            operation.insert("x-roles".into(), roles.iter().map(|role| role.as_str()).collect());
            operation.insert("security".into(), json!([{ "session": [] }]))
        }
    };
    Value::Object(operation)
}

/// The braces of the path; lists that go on have a query, too.
fn parameters(verb: Verb, path: &str) -> Vec<Value> {
    let braces = path.split('{').skip(1).filter_map(|part| part.split('}').next());
    let mut parameters: Vec<Value> = braces
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    if path == path::CHANGES {
        parameters.push(json!({ "name": "cursor", "in": "query", "schema": { "type": "string" } }));
        parameters
            .push(json!({ "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1 } }));
    }
    if path == path::CONSULTATIONS && verb == Verb::Get {
        parameters.push(
            json!({ "name": "after", "in": "query", "schema": { "type": "string", "format": "uuid" } }),
        );
    }
    if path == path::PRACTICE && verb == Verb::Get {
        parameters.push(
            json!({ "name": "practice", "in": "query", "schema": { "type": "string", "format": "uuid" } }),
        );
        parameters
            .push(json!({ "name": "version", "in": "query", "schema": { "type": "integer", "minimum": 0 } }));
    }
    if path == path::DOSSIER {
        parameters
            .push(json!({ "name": "after", "in": "query", "schema": { "type": "integer", "minimum": 0 } }));
    }
    parameters
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_description_stays_as_it_is() {
        insta::assert_json_snapshot!(describe());
    }

    #[test]
    fn every_route_is_described_and_nothing_else() {
        let description = describe();
        let paths = description["paths"].as_object().unwrap();
        let described: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, item)| {
                item.as_object().unwrap().keys().map(|verb| (path.clone(), verb.clone()))
            })
            .collect();
        let routes: Vec<(String, String)> =
            route::all().map(|route| (route.path.to_owned(), route.verb.as_str().to_owned())).collect();
        assert_eq!(routes.len(), described.len(), "a route stands in the table twice");
        assert_eq!(routes.into_iter().collect::<BTreeSet<_>>(), described);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let description = describe();
        let text = description.to_string();
        for part in text.split("\"$ref\":\"#").skip(1) {
            let target = part.split('"').next().unwrap();
            assert!(description.pointer(target).is_some(), "{target}");
        }
    }
}
