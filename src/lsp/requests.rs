//! Which request is answered by what.

use std::collections::BTreeMap;

use gen_lsp_types::{Position, Range, Uri};
use lsp_server::{ErrorCode, Request, ResponseError};
use serde::Deserialize as _;
use serde_json::{Value, json};

use super::view::View;
use super::{
    actions, completion, diagnostics, folding, hints, hover, lenses, links, navigation, pages,
    rename, symbols,
};

/// What a request is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// A file, by its address.
    File(String),
    /// Every project that is open.
    All,
    /// No project.
    Nothing,
}

/// What a request is about: a file that its parameters name, or that what it goes on from named.
pub(super) fn about(request: &Request) -> About {
    match request.method.as_str() {
        "workspace/diagnostic" | "workspace/symbol" => About::All,
        "workspace/textDocumentContent" => About::Nothing,
        _ => {
            let named = ["/textDocument/uri", "/data/uri"]
                .iter()
                .find_map(|path| request.params.pointer(path)?.as_str());
            named.map_or(About::Nothing, |uri| About::File(uri.to_owned()))
        }
    }
}

/// Answers a request about a file of a project.
pub(super) fn of_file(view: &View<'_>, request: &Request) -> Result<Value, ResponseError> {
    let params = &request.params;
    if request.method == "textDocument/diagnostic" {
        let before = params.pointer("/previousResultId").and_then(Value::as_str);
        return Ok(diagnostics::of_file(view, &uri(params), before));
    }
    // A file beside those of the project: nothing but what is wrong with it is known of it.
    let Some(kind) = view.kind(&uri(params)) else { return Ok(Value::Null) };
    Ok(match request.method.as_str() {
        "textDocument/completion" => {
            let typed = params.pointer("/context/triggerCharacter").and_then(Value::as_str);
            completion::list(view, kind, position(params)?, typed)
        }
        "textDocument/definition" => {
            json!(navigation::definition(view, kind, position(params)?))
        }
        "textDocument/references" => {
            let own = params.pointer("/context/includeDeclaration").and_then(Value::as_bool);
            json!(navigation::references(view, kind, position(params)?, own == Some(true)))
        }
        "textDocument/documentHighlight" => {
            json!(navigation::highlights(view, kind, position(params)?))
        }
        "textDocument/codeLens" => json!(lenses::of(view, kind)),
        "codeLens/resolve" => lenses::resolved(view, params.clone()),
        "textDocument/documentLink" => json!(links::of(view, kind)),
        "textDocument/documentSymbol" => symbols::of_file(view, kind),
        "textDocument/foldingRange" => json!(folding::of(view, kind)),
        // To find out where the texts of both sides part, should they.
        "nrt/fileText" => json!(view.text(kind)),
        "textDocument/hover" => json!(hover::at(view, kind, position(params)?)),
        "textDocument/inlayHint" => json!(hints::within(view, kind, range(params)?)),
        "textDocument/codeAction" => actions::of_range(view, kind, params),
        "codeAction/resolve" => actions::resolve(view, params)?,
        "textDocument/prepareRename" => rename::prepare(view, kind, position(params)?)?,
        "textDocument/rename" => {
            let id = params.pointer("/newName").and_then(Value::as_str);
            let id = id.ok_or_else(|| invalid("a name is needed".to_owned()))?;
            rename::rename(view, kind, position(params)?, id)?
        }
        _ => return Err(unknown(request)),
    })
}

fn uri(params: &Value) -> Uri {
    let uri = params.pointer("/textDocument/uri").or_else(|| params.pointer("/data/uri"));
    Uri(uri.and_then(Value::as_str).unwrap_or_default().to_owned())
}

fn position(params: &Value) -> Result<Position, ResponseError> {
    let position = params.get("position").map(Position::deserialize);
    match position {
        Some(Ok(position)) => Ok(position),
        _ => Err(invalid("a position is needed".to_owned())),
    }
}

fn range(params: &Value) -> Result<Range, ResponseError> {
    let range = params.get("range").map(Range::deserialize);
    match range {
        Some(Ok(range)) => Ok(range),
        _ => Err(invalid("a range is needed".to_owned())),
    }
}

/// The answer about a file that belongs to no project.
pub(super) fn of_no_project(request: &Request) -> Result<Value, ResponseError> {
    match request.method.as_str() {
        "textDocument/diagnostic" => Ok(json!({ "kind": "full", "items": [] })),
        "workspace/textDocumentContent" => {
            let uri = request.params.pointer("/uri").and_then(Value::as_str).unwrap_or_default();
            let text = pages::text(uri).ok_or_else(|| invalid(format!("no page at {uri}")))?;
            Ok(json!({ "text": text }))
        }
        method if method.starts_with("textDocument/") => Ok(Value::Null),
        _ => Err(unknown(request)),
    }
}

/// What one project adds to the answer to a request about all of them.
pub(super) fn of_each(view: &View<'_>, request: &Request) -> Vec<Value> {
    match request.method.as_str() {
        "workspace/diagnostic" => diagnostics::of_project(view, &before(request)),
        "workspace/symbol" => {
            let query = request.params.get("query").and_then(Value::as_str);
            symbols::of_project(view, query.unwrap_or_default())
        }
        _ => Vec::new(),
    }
}

/// The answers that a client has of some files, by their addresses.
fn before(request: &Request) -> BTreeMap<String, String> {
    let before = request.params.pointer("/previousResultIds").and_then(Value::as_array);
    let text = |item: &Value, key: &str| Some(item.get(key)?.as_str()?.to_owned());
    let named = |item| Some((text(item, "uri")?, text(item, "value")?));
    before.into_iter().flatten().filter_map(named).collect()
}

/// The answer to such a request, of all that was added.
pub(super) fn of_all(request: &Request, mut added: Vec<Value>) -> Value {
    if request.method != "workspace/diagnostic" {
        return Value::Array(added);
    }
    // What the client was told of files and projects that are gone would stay for ever.
    let mut gone = before(request);
    for uri in added.iter().filter_map(|report| report["uri"].as_str()) {
        gone.remove(uri);
    }
    added.extend(
        gone.into_keys()
            .map(|uri| json!({ "kind": "full", "items": [], "uri": uri, "version": null })),
    );
    json!({ "items": added })
}

fn unknown(request: &Request) -> ResponseError {
    let message = format!("nrt does not answer {}", request.method);
    ResponseError { code: ErrorCode::MethodNotFound as i32, message, data: None }
}

fn invalid(message: String) -> ResponseError {
    ResponseError { code: ErrorCode::InvalidParams as i32, message, data: None }
}
