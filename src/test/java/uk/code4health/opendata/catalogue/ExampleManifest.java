package uk.code4health.opendata.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** A small valid manifest to change one thing in. */
final class ExampleManifest {

    private static final String JSON = """
            {
              "name": "ae-attendances",
              "title": "Attendances",
              "description": "Attendances at A&E.",
              "licenses": [{"name": "OGL-UK-3.0", "path": "https://example.org/ogl"}],
              "contributors": [{"title": "NHS England", "roles": ["publisher"]}],
              "sources": [{"title": "Source", "path": "https://example.org/data"}],
              "resources": [{
                "name": "attendances",
                "path": "data.csv",
                "schema": {
                  "fields": [
                    {"name": "period", "title": "Period", "type": "date", "format": "nhs-period", "description": "Month."},
                    {"name": "org_code", "title": "Org Code", "type": "string", "format": "ods-code", "description": "Code."},
                    {"name": "count", "title": "Type 1", "type": "integer", "description": "How many.",
                     "groupChar": ",", "constraints": {"minimum": 0},
                     "missingValues": ["", "-", {"value": "*", "label": "suppressed"}]},
                    {"name": "note", "title": "Note", "type": "string", "description": "A note."}
                  ],
                  "primaryKey": ["period", "org_code"],
                  "foreignKeys": [{"fields": ["org_code"], "reference": {"resource": "nhs-trusts", "fields": ["code"]}}]
                }
              }],
              "publication": {
                "mode": "period",
                "slice_by": ["period"],
                "skip_rows": [{"where": {"org_code": "TOTAL"}, "reason": "total row"}],
                "also_titled": {"org_code": ["Provider Code"]},
                "not_published": ["note"],
                "maximum_rejected": "0.1%"
              }
            }
            """;

    private ExampleManifest() {}

    static String json() {
        return JSON;
    }

    /** The manifest with one thing changed. */
    static String with(String existing, String instead) {
        assertThat(JSON).containsOnlyOnce(existing);
        return JSON.replace(existing, instead);
    }
}
