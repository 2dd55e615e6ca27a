package uk.code4health.opendata.standards;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** The rules of the Data Package standard, version 2. */
public enum Profile {
    DATA_PACKAGE("package"),
    TABLE_SCHEMA("tableSchema");

    private static final String RULES = "classpath:standards/datapackage-v2.json";

    private final JsonSchema schema;

    Profile(String definition) {
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(
                        SchemaLocation.of(RULES + "#/definitions/" + definition),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    /** What is against the rules. */
    public List<String> faultsOf(JsonNode document) {
        return schema.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
