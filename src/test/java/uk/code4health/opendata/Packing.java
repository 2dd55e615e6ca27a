package uk.code4health.opendata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts content into gzip and ZIP, also more of it than anybody would want to unpack. */
final class Packing {

    /** By Info-ZIP: {@code zip -P secret}, the encryption of PKZIP 2; a member data.csv. */
    static final byte[] ZIP_CRYPTO_OF_CSV = base64(
            "UEsDBBQACQAIAAAAIVDB+4/xgwAAAJcAAAAIAAAAZGF0YS5jc3bDuAr1J2sVH5mUEXR31ht6YkUmAl3I8cb4vfYVA9PhX1Ha2ZizThWwFV9D"
                    + "efX9b+MtgN3ySjCCJMd57rOcjBeybW+veoKNMa1/w1l+sOoqqMt9dyUT4f2K8EyE8OAzA7x2fFE/42/HQNjEVclj+W4hVxaamWwJIINM"
                    + "h2IjNS1yrDdF4FBLBwjB+4/xgwAAAJcAAABQSwECHgMUAAkACAAAACFQwfuP8YMAAACXAAAACAAAAAAAAAABAAAApIEAAAAAZGF0YS5j"
                    + "c3ZQSwUGAAAAAAEAAQA2AAAAuQAAAAAA");

    /** The same of a member epcn.xlsx. */
    static final byte[] ZIP_CRYPTO_OF_XLSX = base64(
            "UEsDBAoACQAAAAAAIVB8LI1KGwAAAA8AAAAJAAAAZXBjbi54bHN41Un6JEAXOuheMO+YIcHYzmR/k1b6Kb0z2jUaUEsHCHwsjUobAAAADwAA"
                    + "AFBLAQIeAwoACQAAAAAAIVB8LI1KGwAAAA8AAAAJAAAAAAAAAAAAAACkgQAAAABlcGNuLnhsc3hQSwUGAAAAAAEAAQA3AAAAUgAAAAAA");

    /** Encrypted with AES-256 as WinZip does it (AE-2); a member data.csv. */
    static final byte[] AES_OF_CSV = base64(
            "UEsDBDMAAQBjAAAAIVoAAAAAkwAAAJcAAAAIAAsAZGF0YS5jc3YBmQcAAgBBRQMIAAABAgMEBQYHCAkKCwwNDg+jNmc1D06NtaTh/8+Auxw2"
                    + "1TaALygNxRSnzvcGYiZ5yLjjptt7Yo8HhW7XZiFQnIxLdwvjtZv4fMAbZYYhDaNudbZjmtOannJSy+2WVYXJIAaXlv4LN54Odq2AWw/o"
                    + "Hc3iMJE8wqSPqWfrN8Afj+4muFn8b54bwgvHIpoBbOaE8UhDq1BLAQIzADMAAQBjAAAAIVoAAAAAkwAAAJcAAAAIAAsAAAAAAAAAAAAA"
                    + "AAAAAABkYXRhLmNzdgGZBwACAEFFAwgAUEsFBgAAAAABAAEAQQAAAMQAAAAAAA==");

    /** The same of a member epcn.xlsx. */
    static final byte[] AES_OF_XLSX = base64(
            "UEsDBDMAAQBjAAAAIVoAAAAALQAAAA8AAAAJAAsAZXBjbi54bHN4AZkHAAIAQUUDCAAAAQIDBAUGBwgJCgsMDQ4PozZRSVgmH93gzUtfaPoO"
                    + "G5oI8YWwLZ+BiMFgC3VQSwECMwAzAAEAYwAAACFaAAAAAC0AAAAPAAAACQALAAAAAAAAAAAAAAAAAAAAZXBjbi54bHN4AZkHAAIAQUUD"
                    + "CABQSwUGAAAAAAEAAQBCAAAAXwAAAAAA");

    private static final int BUFFER = 1 << 16;

    private Packing() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] content) {
        return gzip(content, new byte[0], 0);
    }

    /** A beginning, and after it the same again and again. */
    static byte[] gzip(byte[] begin, byte[] repeated, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed, BUFFER)) {
            write(out, begin, repeated, times);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    static byte[] zip(String member, byte[] content) {
        return zip(member, content, new byte[0], 0);
    }

    static byte[] zip(String member, byte[] begin, byte[] repeated, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry(member));
            write(out, begin, repeated, times);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static void write(OutputStream out, byte[] begin, byte[] repeated, int times) throws IOException {
        out.write(begin);
        for (int time = 0; time < times; time++) {
            out.write(repeated);
        }
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }
}
