package uk.code4health.opendata.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every way a request or a load can fail. The code is public contract: it is the last part of the {@code type} of an
 * answer, the path of a page that explains it, and never used again for something else.
 */
public enum Problem {
    PARAMETER_INVALID(
            400,
            "A parameter is not valid",
            "A parameter, or a property of a JSON body, is unknown, given twice, or has a value that does not fit. The answer's errors name each one,"
                    + " say what is allowed and, where we can tell, what was probably meant."),
    TOO_MANY_FOR_A_SHEET(
            400,
            "More records than a sheet holds",
            "A sheet of a workbook holds 1,048,575 records under its header, in every program that reads it. The answer says"
                    + " how many there are. Filter, for example for one period, or take them all as format=csv or"
                    + " format=parquet, which have no such limit."),
    CURSOR_INVALID(
            400,
            "The cursor is not valid",
            "A cursor belongs to the question it was given for, and is taken as it is from the next link of a page."
                    + " Start again from the first page, without a cursor."),
    MANIFEST_INVALID(
            400,
            "The dataset cannot be registered",
            "The manifest, a datapackage.json, does not say what it must. The answer's errors point to each place and say what should stand there;"
                    + " /schemas/datapackage-v1.json has the rules. Nothing was changed."),
    UPLOAD_INVALID(
            400,
            "The upload cannot be taken",
            "An upload is a multipart form with one part named file: curl -F file=@practices.csv."),
    UNAUTHENTICATED(
            401, "Who is calling?", "Publishing needs a bearer token: Authorization: Bearer …. Reading needs none."),
    FORBIDDEN(403, "Not allowed", "The token is known, but does not allow this."),
    NOT_FOUND(404, "No such page", "Nothing has this address. /v1 lists what there is."),
    DATASET_NOT_FOUND(404, "No such dataset", "No dataset has this id. /v1/datasets lists them."),
    RELEASE_NOT_FOUND(
            404,
            "No such release",
            "The dataset has no published release with this id. /releases of the dataset lists them."),
    EDITION_NOT_FOUND(
            404,
            "Nothing was live then",
            "By the instant or date given as as_at, nothing of the dataset had been published here. The answer says since when"
                    + " there has been something."),
    FIELD_NOT_FOUND(
            404,
            "No such field",
            "The dataset publishes no field of this name. Its /schema lists them, status companions included."),
    CLIENT_NOT_FOUND(
            404,
            "No such client",
            "Clients of a dataset are made in Java, TypeScript, Python and R: /v1/datasets/gp-practices/clients/python.zip."),
    RECORD_NOT_FOUND(
            404,
            "No such record",
            "No record of the dataset's live edition has this key. The parts of a key stand in the order of primaryKey in"
                    + " /schema, joined by commas."),
    JOB_NOT_FOUND(404, "No such job", "No job has this id."),
    JOB_OVER(
            409,
            "The job is over",
            "What has ended cannot be cancelled. A release that is published stays; a correction is a new release."),
    METHOD_NOT_ALLOWED(405, "Not possible here", "The address exists, but not for this HTTP method."),
    NOT_ACCEPTABLE(
            406,
            "Not in this format",
            "Records come as application/json, text/csv, application/x-ndjson,"
                    + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet (a workbook) or"
                    + " application/vnd.apache.parquet; everything else in one format, which its documentation names."),
    URI_TOO_LONG(
            414,
            "The address is too long",
            "A question has room for some thousands of characters. Ask for a list of codes in several questions."),
    BODY_TOO_LARGE(
            413, "The file is too large", "The upload, or the file at its source, is larger than this service takes."),
    UNSUPPORTED_MEDIA_TYPE(415, "Not in this media type", "The body's Content-Type is not one this address takes."),
    FILE_UNREADABLE(
            422,
            "The file cannot be read",
            "The upload is not the file that the dataset's manifest describes: another format, another encoding, or damaged."
                    + " Nothing of it is served; the previous release still is."),
    LAYOUT_CHANGED(
            422,
            "The file's layout is not the registered one",
            "A column that the manifest names is missing from the file. Compare the header with the manifest, and change the"
                    + " manifest if the publisher changed the layout. The previous release is still served."),
    ROWS_REJECTED(
            422,
            "Too many rows cannot be read",
            "More rows than the manifest's maximum_rejected do not fit the schema. The job's rejects name line, column and"
                    + " reason. The previous release is still served."),
    KEYS_REPEATED(
            422,
            "Records repeat a primary key",
            "Two rows have the same primary key, so neither can be told from the other. The previous release is still served."),
    NO_RECORDS(422, "The file holds no records", "The file was read to its end, and no row of it is a record."),
    SOURCE_REFUSED(
            422,
            "Nothing is fetched from there",
            "Files are fetched over http and https, at the usual ports, from hosts with a public address; redirects are"
                    + " held to the same. Whoever runs the service can allow more: opendata.fetch.allowed-hosts,"
                    + " allowed-networks and allowed-ports. Or upload the file."),
    PERSONAL_DATA(
            422,
            "The file may hold data about a person",
            "Cells look like NHS numbers, National Insurance numbers, e-mail addresses, telephone numbers or dates of birth"
                    + " beside postcodes. The report names the columns and lines and shows nothing of them. If they are an"
                    + " organisation's own contacts, the manifest says so (publication.organisation_contacts). The previous"
                    + " release is still served."),
    SMALL_NUMBERS(
            422,
            "The file shows small numbers",
            "Counts stand in the file that the publisher's rule for small numbers would have hidden, or a total gives away one"
                    + " that is hidden, and the manifest says to stop such a release (publication.disclosure). The report names"
                    + " the lines and shows nothing of them. A total that is rounded gives nothing away: the manifest can say so."
                    + " The previous release is still served."),
    LOAD_INTERRUPTED(
            500,
            "The load was interrupted",
            "The service or its database stopped during the load, again and again. Nothing of it is served; upload the file"
                    + " again."),
    INTERNAL(
            500,
            "Unexpected failure",
            "The fault is ours. The log has the details, under the instance of this answer."),
    SOURCE_UNAVAILABLE(
            502,
            "The file cannot be fetched",
            "The publisher's server did not give the file, though it was asked more than once where that could help. See"
                    + " whether the address still works in a browser; publishers move files. The previous release is"
                    + " still served."),
    QUESTION_TOO_COSTLY(
            400,
            "The question costs too much",
            "The question would look at too many records. Filter on a field of the primary key, on a code or on a date, or take"
                    + " the whole dataset as a file."),
    TIME_LIMIT(
            503,
            "The question took too long",
            "The question ran into the time limit. Filter on a field of the primary key, or ask for less."),
    BUSY(
            503,
            "Too much is asked for at once",
            "Large questions are answered a few at a time, clients are made one at a time, and this has waited for too long. Try again"
                    + " shortly."),
    UNAVAILABLE(
            503, "Not available at the moment", "The service is starting or its database is away. Try again shortly.");

    private final int status;
    private final String title;
    private final String explanation;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Problem(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The HTTP status; of a job's problem, the status that the upload would have had if the load had been waited for. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means and what helps, for the page at {@link #path}. */
    public String explanation() {
        return explanation;
    }

    /** The name in URLs: {@code parameter-invalid}. */
    public String code() {
        return code;
    }

    /** Where this service explains the problem. */
    public String path() {
        return "/problems/" + code;
    }

    public ProblemException with(String detail) {
        return new ProblemException(this, detail, List.of());
    }

    public ProblemException with(String detail, List<Fault> faults) {
        return new ProblemException(this, detail, faults);
    }

    /** A parameter that is at fault, said once as the detail and once by name. */
    public ProblemException with(Fault fault) {
        return new ProblemException(this, fault.detail(), List.of(fault));
    }

    public static Optional<Problem> of(String code) {
        return Arrays.stream(values())
                .filter(problem -> problem.code.equals(code))
                .findFirst();
    }

    /** The general problem for an HTTP status that a framework decided on. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : PARAMETER_INVALID;
        };
    }
}
