package uk.code4health.opendata.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What data files come in. */
class ContainerTest {

    private static final String CUT_SHORT =
            "The compressed file is incomplete: it was cut short, as when a download stops. Fetch it again.";

    private static final String DATA = "Period,Org Code\nMSitAE-APRIL-2024,RXN\n";

    @Test
    void aPlainFileIsReadAsItIs() throws IOException {
        assertThat(read(bytes(DATA))).isEqualTo(DATA);
    }

    @Test
    void gzipIsTakenOff() throws IOException {
        assertThat(read(gzip(DATA))).isEqualTo(DATA);
    }

    @Property
    void anyContentComesOutOfGzipAndZip(@ForAll @Size(min = 1, max = 2_000) byte[] content) throws IOException {
        Assume.that(Magic.of(new BufferedInputStream(new ByteArrayInputStream(content))) == Magic.TEXT);
        assertThat(open(gzip(content)).readAllBytes()).isEqualTo(content);
        assertThat(open(zip("data.csv", content)).readAllBytes()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.csv", "DATA.CSV", "folder/data.txt", "data.tsv"})
    void theDataFileOfAZipIsFoundBesideOtherThings(String name) throws IOException {
        byte[] file = zip(
                "__MACOSX/._data.csv",
                "resource fork",
                "folder/",
                "",
                ".hidden.csv",
                "hidden",
                "notes.pdf",
                "%PDF-1.7",
                name,
                DATA,
                "__MACOSX/data.csv",
                "resource fork",
                "readme.md",
                "# Read me");

        assertThat(read(file)).isEqualTo(DATA);
    }

    @Test
    void aZipIsReadByteByByteToo() throws IOException {
        try (InputStream in = open(zip("data.csv", DATA))) {
            StringBuilder text = new StringBuilder();
            for (int one = in.read(); one >= 0; one = in.read()) {
                text.append((char) one);
            }
            assertThat(text).hasToString(DATA);
        }
    }

    @Test
    void twoDataFilesAreRefusedByName() {
        assertUnreadable(
                zip("april.csv", DATA, "notes.pdf", "%PDF", "may.csv", DATA),
                "It is a ZIP with more than one data file: april.csv and may.csv. The manifest can say which:"
                        + " publication.member.");
    }

    @Test
    void aZipWithoutADataFileIsRefused() {
        assertUnreadable(
                zip("notes.pdf", "%PDF-1.7"), "It is a ZIP without a data file: no member ends in .csv, .tsv, .txt.");
    }

    @Test
    void aWorkbookIsToldFromAZipWhateverItsName() {
        assertUnreadable(
                zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>"),
                "It is an Excel workbook (XLSX); this dataset is registered as CSV.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7 | It is a PDF.",
                "<!DOCTYPE html><html> | It is a web page, not data: perhaps the address shows an error or a log-in page.",
                "'\n <HTML lang=en>' | It is a web page, not data: perhaps the address shows an error or a log-in page.",
                "'\uFEFF<!-- x --><html>' | It is a web page, not data: perhaps the address shows an error or a log-in page.",
                "'<?xml version=''1.0''?><Workbook/>' | It is XML, not a table.",
                "'' | It is empty."
            })
    void whatIsNoDataIsToldForWhatItIs(String content, String detail) {
        assertUnreadable(bytes(content), detail);
    }

    @Test
    void anOldWorkbookIsToldByItsFirstBytes() {
        byte[] ole = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};

        assertUnreadable(
                ole,
                "It is an Excel workbook of before 2007 (XLS), or one that is protected by a password. This dataset is"
                        + " registered as CSV.");
    }

    @Test
    void aGzipThatWasCutShortFailsAsSuch() throws IOException {
        byte[] whole = gzip(DATA.repeat(1_000));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2))).isInstanceOf(EOFException.class);
        assertRefusal(Damage.of(new EOFException()).orElseThrow(), CUT_SHORT);
    }

    @Test
    void aDamagedZipFailsAsSuch() {
        byte[] damaged = zip("data.csv", DATA.repeat(100));
        Arrays.fill(damaged, 60, 80, (byte) 0xff);

        assertThatThrownBy(() -> read(damaged)).isInstanceOf(ZipException.class);
        assertRefusal(
                Damage.of(new ZipException("invalid block type")).orElseThrow(),
                "The compressed file is damaged (invalid block type). Fetch it again.");
    }

    @Test
    void aZipWithoutItsEndWasCutShort() {
        assertRefusal(Damage.of(new ZipException("zip END header not found")).orElseThrow(), CUT_SHORT);
    }

    @Test
    void whatIsPackedMustBeATextToo() throws IOException {
        assertUnreadable(gzip("%PDF-1.7"), "What is compressed in it is not CSV. It is a PDF.");
        assertUnreadable(
                zip("data.csv", gzip(DATA)), "What is compressed in it is not CSV. It is compressed with gzip.");
        assertUnreadable(gzip(""), "What is compressed in it is not CSV. It is empty.");
    }

    @Test
    void anEncryptedZipCannotBeOpened() {
        byte[] encrypted = zip("data.csv", DATA);
        encrypted[6] |= 1; // the first of the general purpose flags (APPNOTE.TXT, 4.4.4)

        assertThatThrownBy(() -> read(encrypted)).isInstanceOfSatisfying(ZipException.class, refused -> assertThat(
                        Damage.of(refused).orElseThrow().detail())
                .startsWith("It is a ZIP that is protected by a password."));
    }

    @Test
    void aFailureOfTheDiskIsNotTheFilesFault() {
        assertThat(Damage.of(new IOException("disk on fire"))).isEmpty();
    }

    @Test
    void theNameOfAMemberNeedNotBeUtf8() throws IOException {
        assertThat(read(zip(Charset.forName("IBM437"), "Überweisungen £.csv", bytes(DATA))))
                .isEqualTo(DATA);
    }

    @Test
    void aZipWithoutMembersIsRefused() {
        assertUnreadable(zip(), "It is a ZIP without a data file: no member ends in .csv, .tsv, .txt.");
    }

    private static InputStream open(byte[] file) throws IOException {
        return Container.open(new ByteArrayInputStream(file), () -> file.length, Optional.empty())
                .text();
    }

    private static String read(byte[] file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertUnreadable(byte[] file, String detail) {
        assertThatThrownBy(() -> read(file)).satisfies(refused -> assertRefusal(refused, detail));
    }

    private static void assertRefusal(Throwable refusal, String detail) {
        assertThat(refusal).isInstanceOfSatisfying(FileUnreadable.class, refused -> {
            assertThat(refused.detail()).isEqualTo(detail);
        });
    }

    private static byte[] gzip(String content) throws IOException {
        return gzip(bytes(content));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** A ZIP of members, each a name and a text. */
    private static byte[] zip(String... namesAndTexts) {
        Object[] members = new Object[namesAndTexts.length];
        for (int at = 0; at < members.length; at++) {
            members[at] = at % 2 == 0 ? namesAndTexts[at] : bytes(namesAndTexts[at]);
        }
        return zip(StandardCharsets.UTF_8, members);
    }

    private static byte[] zip(String name, byte[] content) {
        return zip(StandardCharsets.UTF_8, name, content);
    }

    private static byte[] zip(Charset names, Object... namesAndContents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (int at = 0; at < namesAndContents.length; at += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[at]));
                zip.write((byte[]) namesAndContents[at + 1]);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
