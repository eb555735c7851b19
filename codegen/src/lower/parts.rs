//! Which optional parts of the runtime support the requests and answers need.

use super::Cx;
use crate::ir::{Body, EventStream, Finish, METHODS, Part, Request, Response, Struct, TemplatePart, Ty};

impl Cx<'_> {
    pub(super) fn parts_of_request(&self, input: &Struct, request: &Request) {
        if !METHODS.contains(&request.method.as_str()) {
            self.needs(Part::Method);
        }
        for part in &request.path {
            if let TemplatePart::Label { field, greedy, otherwise } = part {
                self.needs(if *greedy { Part::GreedyLabel } else { Part::Label });
                if otherwise.is_some() {
                    self.needs(Part::LabelOr);
                }
                self.needs(Part::Percent);
                self.needs_text(&input.fields[*field].ty);
            }
        }
        if !request.host_prefix.is_empty() {
            self.needs(Part::Host);
        }
        if request.host_prefix.iter().any(|part| matches!(part, TemplatePart::Label { .. })) {
            self.needs(Part::HostLabel);
        }
        if !request.query.is_empty() || request.query_params.is_some() {
            self.needs(Part::Query);
            self.needs(Part::Percent);
        }
        if !request.literal_headers.is_empty() {
            self.needs(Part::LiteralHeader);
        }
        if !request.literal_query.is_empty() {
            self.needs(Part::LiteralQuery);
        }
        if !request.literal_headers.is_empty() {
            self.needs(Part::LiteralHeader);
        }
        if request.query_params.is_some() {
            self.needs(Part::QueryParams);
        }
        if request.prefix_headers.is_some() {
            self.needs(Part::PrefixHeaders);
            self.needs(Part::HeaderValue);
        }
        request.query.iter().for_each(|bound| self.needs_text(&input.fields[bound.field].ty));
        for bound in &request.headers {
            let field = &input.fields[bound.field];
            self.needs(if field.is_secret() { Part::SensitiveHeader } else { Part::Header });
            self.needs(Part::HeaderValue);
            if matches!(field.ty, Ty::List { .. } | Ty::NonEmpty(_)) {
                self.needs(Part::HeaderList);
            }
            if bound.base64 {
                self.needs(Part::Base64);
                self.needs(Part::Base64Text);
            }
            self.needs_text(&field.ty);
        }
        if request.finish.contains(&Finish::InitialRequest) {
            self.needs(Part::InitialRequest);
        }
        match &request.body {
            Body::Empty => return,
            Body::Document { .. } => self.needs(Part::WriteDocument),
            Body::Payload { field, .. } if is_json(&input.fields[*field].ty) => {
                self.needs(Part::WritePayload);
            }
            Body::Payload { .. } => {}
        }
        self.needs(Part::Body);
    }

    pub(super) fn parts_of_output_stream(&self, stream: &EventStream) {
        if !stream.required_headers.is_empty() {
            self.needs(Part::RequiredHeader);
        }
    }

    pub(super) fn parts_of_response(&self, output: &Struct, response: &Response) {
        for bound in &response.headers {
            let ty = &output.fields[bound.field].ty;
            let list = matches!(ty, Ty::List { .. });
            self.needs(Part::MalformedHeader);
            if list {
                self.needs(Part::HeaderList);
                self.needs(Part::ReadHeaderList);
            } else {
                self.needs(Part::ReadHeader);
            }
            if bound.base64 {
                self.needs(Part::Base64);
                self.needs(Part::Base64Text);
            }
            let item = if let Ty::List { item, .. } = ty { item } else { ty };
            self.needs(if matches!(item, Ty::Timestamp(_)) { Part::ParseTimestamp } else { Part::Parse });
        }
        if response.prefix_headers.is_some() {
            self.needs(Part::ReadPrefixHeaders);
            self.needs(Part::MalformedHeader);
        }
        if let Body::Payload { field, .. } = &response.body {
            match &output.fields[*field].ty {
                Ty::Blob => {}
                Ty::String | Ty::Enum(_) | Ty::Newtype(_) => self.needs(Part::ReadText),
                _ => self.needs(Part::ReadPayload),
            }
        }
    }

    fn needs_text(&self, ty: &Ty) {
        match ty {
            Ty::F32 | Ty::F64 => self.needs(Part::FloatText),
            Ty::List { item, .. } | Ty::NonEmpty(item) => self.needs_text(item),
            _ => {}
        }
    }
}

fn is_json(ty: &Ty) -> bool {
    !matches!(ty, Ty::Blob | Ty::String | Ty::Enum(_) | Ty::Newtype(_))
}
