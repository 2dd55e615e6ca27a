package uk.code4health.opendata.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemDetails;
import uk.code4health.opendata.platform.ProblemException;

/** Completes the document that is read off the resources: who, under what terms, every operation's problems, examples. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ServiceContract implements OASFilter {

    private static final String DESCRIPTION = """
            Published NHS data as an open API. Reading needs no key.

            * **Never silently short**: every answer says how much of the whole it is (`page.total`, `page.complete`).
            * **A cell is a typed value or null, with a status that says why** (`{field}_status`: suppressed, not_available, …).
            * **A release never changes**: what has a release id is immutable and citable.
            * **An error teaches**: problems (RFC 9457) name the parameter, what is allowed and the nearest thing that works.
            """;

    private static final Map<String, String> IN_ADDRESSES = Map.of(
            "dataset", "The dataset's id, as `/v1/datasets` lists it",
            "release", "The release's id, as the dataset's list of releases has it",
            "language", "What the client is for",
            "id", "The job's id, as the answer that began it has it");

    @Override
    public Schema filterSchema(Schema schema) {
        return PlainTypes.inPlace(schema);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("Code4Health Open Data")
                .version("1.0.0")
                .description(DESCRIPTION)
                .contact(OASFactory.createContact()
                        .name("Code4Health Open Data")
                        .url("https://github.com/code4health/opendata"))
                .license(OASFactory.createLicense().name("MIT").identifier("MIT")));
        api.setServers(
                List.of(OASFactory.createServer().url("/").description("The service that serves this document")));
        api.setSecurity(List.of()); // but for publishing, which says so itself
        api.getComponents()
                .addSecurityScheme(
                        "publishing",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("The token for publishing; see OPENDATA_BOOTSTRAP_TOKEN"));
        PlainTypes.removeFrom(api.getComponents());
        PresentProperties.mark(api.getComponents().getSchemas());
        api.getPaths().getPathItems().forEach(ServiceContract::complete);
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().values().forEach(operation -> {
            describeParameters(operation);
            problemsOf(operation).forEach(problem -> addProblem(operation, problem, path));
            addProblem(operation, Problem.NOT_ACCEPTABLE, path); // whatever is asked for in a form that it has not
            Examples.addTo(operation);
            if ("listRecords".equals(operation.getOperationId())) {
                RecordsParameters.addTo(operation);
            }
            if ("listValues".equals(operation.getOperationId())) {
                RecordsParameters.addToValues(operation);
            }
            if ("aggregate".equals(operation.getOperationId())) {
                AggregateParameters.addTo(operation);
            }
            if ("explain".equals(operation.getOperationId())) {
                AggregateParameters.addToExplained(operation);
            }
            if ("getRecord".equals(operation.getOperationId())) {
                RecordsParameters.addToOne(operation);
            }
        });
    }

    /** What stands in many addresses is described once. */
    private static void describeParameters(Operation operation) {
        Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .filter(parameter -> parameter.getDescription() == null)
                .forEach(parameter -> parameter.setDescription(IN_ADDRESSES.get(parameter.getName())));
    }

    private static List<Problem> problemsOf(Operation operation) {
        return switch (String.valueOf(operation.getOperationId())) {
            case "getEntryPoint", "getCatalogue" -> List.of(Problem.PARAMETER_INVALID, Problem.UNAVAILABLE);
            case "listDatasets" -> List.of(Problem.PARAMETER_INVALID, Problem.UNAVAILABLE);
            case "getRelease", "getQuality" ->
                List.of(Problem.PARAMETER_INVALID, Problem.RELEASE_NOT_FOUND, Problem.UNAVAILABLE);
            case "listRecords", "aggregate" ->
                List.of(
                        Problem.PARAMETER_INVALID,
                        Problem.DATASET_NOT_FOUND,
                        Problem.URI_TOO_LONG,
                        Problem.QUESTION_TOO_COSTLY,
                        Problem.TIME_LIMIT,
                        Problem.BUSY);
            case "explain" ->
                List.of(Problem.PARAMETER_INVALID, Problem.DATASET_NOT_FOUND, Problem.URI_TOO_LONG, Problem.BUSY);
            case "listValues" ->
                List.of(
                        Problem.PARAMETER_INVALID,
                        Problem.FIELD_NOT_FOUND,
                        Problem.URI_TOO_LONG,
                        Problem.QUESTION_TOO_COSTLY,
                        Problem.TIME_LIMIT,
                        Problem.BUSY);
            case "getClient" -> List.of(Problem.PARAMETER_INVALID, Problem.CLIENT_NOT_FOUND, Problem.BUSY);
            case "getRecord" -> List.of(Problem.PARAMETER_INVALID, Problem.RECORD_NOT_FOUND, Problem.UNAVAILABLE);
            case "registerDataset" ->
                List.of(
                        Problem.MANIFEST_INVALID,
                        Problem.UNAUTHENTICATED,
                        Problem.BODY_TOO_LARGE,
                        Problem.UNSUPPORTED_MEDIA_TYPE,
                        Problem.UNAVAILABLE);
            case "uploadRelease" ->
                List.of(
                        Problem.UPLOAD_INVALID,
                        Problem.UNAUTHENTICATED,
                        Problem.DATASET_NOT_FOUND,
                        Problem.BODY_TOO_LARGE,
                        Problem.UNSUPPORTED_MEDIA_TYPE,
                        Problem.UNAVAILABLE);
            case "fetchRelease" ->
                List.of(
                        Problem.PARAMETER_INVALID,
                        Problem.UNAUTHENTICATED,
                        Problem.DATASET_NOT_FOUND,
                        Problem.SOURCE_REFUSED,
                        Problem.UNAVAILABLE);
            case "listJobs" -> List.of(Problem.PARAMETER_INVALID, Problem.UNAUTHENTICATED, Problem.UNAVAILABLE);
            case "getJob", "watchJob" -> List.of(Problem.UNAUTHENTICATED, Problem.JOB_NOT_FOUND, Problem.UNAVAILABLE);
            case "cancelJob" ->
                List.of(Problem.UNAUTHENTICATED, Problem.JOB_NOT_FOUND, Problem.JOB_OVER, Problem.UNAVAILABLE);
            default -> List.of(Problem.PARAMETER_INVALID, Problem.DATASET_NOT_FOUND, Problem.UNAVAILABLE);
        };
    }

    private static void addProblem(Operation operation, Problem problem, String path) {
        ProblemException refusal = problem.with(problem.explanation());
        MediaType body = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("Problem"))
                .example(Examples.asJson(ProblemDetails.of(refusal, path.replace("{dataset}", "gp-practices"))));
        APIResponse response = OASFactory.createAPIResponse()
                .description(problem.title())
                .content(OASFactory.createContent().addMediaType(ProblemDetails.MEDIA_TYPE, body));
        operation.getResponses().addAPIResponse(Integer.toString(problem.status()), response);
    }
}
