//! The blocks that Rails writes for each request.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Rails.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "rails",
        title: "Rails",
        definition_url: "https://guides.rubyonrails.org/debugging_rails_applications.html#the-logger",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{message:here}Started {method} \"{path:text}\" for {client} at {time:iso}{_:rest}",
        "{level:letter}, [{time:iso} #{pid:digits}] {_} -- {program:text}: {message:here}{?[{request_id}] ?}Started {method} \"{path:text}\" for {client} at {_:rest}",
        "{message:here}Processing {controller}#{action} (for {client} at {time:iso}) [{method}]{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Started GET \"/kiln/7\" for 192.0.2.5 at 2021-03-04 05:06:07 +0000\nProcessing by KilnController#show as HTML\nCompleted 200 OK in 31ms",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "Started GET \"/kiln/7\" for 192.0.2.5 at 2021-03-04 05:06:07 +0000\nProcessing by KilnController#show as HTML\nCompleted 200 OK in 31ms",
        fields: &[("method", "GET"), ("path", "/kiln/7"), ("client", "192.0.2.5")],
    },
    Sample {
        text: "Processing KilnController#show (for 192.0.2.5 at 2021-03-04 05:06:07) [GET]\n  Parameters: {\"id\"=>\"7\"}",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "Processing KilnController#show (for 192.0.2.5 at 2021-03-04 05:06:07) [GET]\n  Parameters: {\"id\"=>\"7\"}",
        fields: &[("controller", "KilnController"), ("action", "show")],
    },
];
