package uk.code4health.opendata.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import uk.code4health.opendata.platform.ContentCoding;

/** How records are written. What stands first is answered where a caller takes several. */
public enum Format {
    JSON("application/json", "application/json"),
    CSV("text/csv;charset=utf-8;header=present", "text/csv"),
    NDJSON("application/x-ndjson", "application/x-ndjson", "application/jsonl"),
    XLSX(Format.WORKBOOK, Format.WORKBOOK),
    PARQUET(Format.COLUMNS, Format.COLUMNS);

    static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String COLUMNS = "application/vnd.apache.parquet";

    private final String mediaType;
    private final List<MediaType> askedAs;

    /**
     * How records are written.
     *
     * @param mediaType what the answer says it is
     * @param askedAs what an Accept header may call it
     */
    Format(String mediaType, String... askedAs) {
        this.mediaType = mediaType;
        this.askedAs = Arrays.stream(askedAs).map(MediaType::valueOf).toList();
    }

    String mediaType() {
        return mediaType;
    }

    /** The media type without parameters. */
    public String plainMediaType() {
        return askedAs.get(0).toString();
    }

    /** Whether it is a file to keep, of all records unless a limit is given, rather than a page to look at. */
    public boolean isFile() {
        return this != JSON;
    }

    /** Whether it is worth a coding; some are compressed as they are. */
    boolean isCompressible() {
        return this == JSON || this == CSV || this == NDJSON;
    }

    /** The coding to answer a request in. */
    ContentCoding coding(HttpHeaders request) {
        return isCompressible() ? ContentCoding.wantedBy(request) : ContentCoding.IDENTITY;
    }

    /** Whether a media type, or a range of them, means this format. */
    boolean isMeantBy(MediaType type) {
        return askedAs.stream().anyMatch(type::isCompatible);
    }

    /** As the parameter {@code format} has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Format::label).toList();
    }
}
