package uk.code4health.opendata.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON-LD context of the catalogue. It stands in the document, so that reading it asks nobody else for anything. */
final class DcatContext {

    private static final Map<String, String> PREFIXES = Map.of(
            "dcat", "http://www.w3.org/ns/dcat#",
            "dct", "http://purl.org/dc/terms/",
            "foaf", "http://xmlns.com/foaf/0.1/",
            "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
            "skos", "http://www.w3.org/2004/02/skos/core#",
            "xsd", "http://www.w3.org/2001/XMLSchema#");

    private static final List<String> TIMES = List.of("dct:issued", "dct:modified");
    private static final List<String> ENGLISH =
            List.of("dct:title", "dct:description", "dcat:keyword", "rdfs:label", "skos:prefLabel");

    private DcatContext() {}

    static Map<String, Object> asJson() {
        Map<String, Object> context = new LinkedHashMap<>();
        PREFIXES.keySet().stream().sorted().forEach(prefix -> context.put(prefix, PREFIXES.get(prefix)));
        TIMES.forEach(term -> context.put(term, Map.of("@type", "xsd:dateTime")));
        ENGLISH.forEach(term -> context.put(term, Map.of("@language", "en")));
        return context;
    }
}
