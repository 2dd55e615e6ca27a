package uk.code4health.opendata.contract;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** The service's own OpenAPI document, from which those of datasets are made. */
@Singleton
class ServiceDocument {

    private final OpenApiDocumentService documents;

    ServiceDocument(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    /** The document as it is served, to be changed by whoever reads it. */
    OpenAPI read() {
        byte[] json = documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON);
        return plain().withCustomStaticFile(() -> new ByteArrayInputStream(json))
                .build()
                .model();
    }

    /** A document as JSON. */
    static String json(OpenAPI document) {
        return plain().withInitialModel(document).build().toJSON();
    }

    /** Reads nothing from anywhere but what it is given. */
    private static SmallRyeOpenAPI.Builder plain() {
        return SmallRyeOpenAPI.builder()
                .enableStandardStaticFiles(false)
                .enableModelReader(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .defaultRequiredProperties(false);
    }
}
