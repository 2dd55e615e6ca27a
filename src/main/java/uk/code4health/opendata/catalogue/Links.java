package uk.code4health.opendata.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/** The addresses of this service, relative to where it runs, in the order a reader would follow them. */
final class Links {

    static final String DATASETS = "/v1/datasets";

    private Links() {}

    static Map<String, String> ofDataset(String id) {
        String self = DATASETS + "/" + id;
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("schema", self + "/schema");
        links.put("releases", self + "/releases");
        links.put("records", self + "/records");
        links.put("aggregate", self + "/aggregate");
        links.put("explain", self + "/explain");
        return links;
    }

    /** Where the different values of a field are counted. */
    static String ofValues(String dataset, String field) {
        return DATASETS + "/" + dataset + "/values/" + field;
    }
}
