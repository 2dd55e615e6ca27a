package uk.code4health.opendata.roundtrip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a file comes in. */
enum Packing {
    PLAIN,
    GZIP,
    ZIP;

    byte[] pack(String name, byte[] content) {
        try (ByteArrayOutputStream packed = new ByteArrayOutputStream()) {
            switch (this) {
                case GZIP -> {
                    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                        gzip.write(content);
                    }
                }
                case ZIP -> zip(packed, name, content);
                default -> packed.write(content);
            }
            return packed.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As a Macintosh makes them, with a guide beside the data. */
    private static void zip(ByteArrayOutputStream packed, String name, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            add(zip, "Guide.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
            add(zip, "data/" + name, content);
            add(zip, "__MACOSX/data/._" + name, new byte[] {0, 5, 22, 7});
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
