package uk.code4health.opendata.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/** The addresses of this service, relative to where it runs, in the order a reader would follow them. */
public final class Links {

    static final String DATASETS = "/v1/datasets";

    /** Where the whole catalogue is described as DCAT. */
    public static final String CATALOGUE = "/v1/catalogue.jsonld";

    private Links() {}

    /** Where a dataset is. */
    public static String of(String dataset) {
        return DATASETS + "/" + dataset;
    }

    static Map<String, String> ofDataset(String id) {
        String self = of(id);
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("schema", self + "/schema");
        links.put("releases", self + "/releases");
        links.put("records", self + "/records");
        links.put("aggregate", self + "/aggregate");
        links.put("explain", self + "/explain");
        links.put("openapi", ofOpenApi(id));
        links.put("datapackage", ofDataPackage(id));
        links.put("schema_org", ofSchemaOrg(id));
        return links;
    }

    /** Where the contract of a dataset is. */
    public static String ofOpenApi(String dataset) {
        return of(dataset) + "/openapi.json";
    }

    /** Where all of the dataset is described as a Frictionless Data Package. */
    public static String ofDataPackage(String dataset) {
        return of(dataset) + "/datapackage.json";
    }

    /** Where a dataset is described in the words of schema.org. */
    public static String ofSchemaOrg(String dataset) {
        return of(dataset) + "/schema-org.jsonld";
    }

    /** Where the different values of a field are counted. */
    static String ofValues(String dataset, String field) {
        return of(dataset) + "/values/" + field;
    }
}
