package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.Packing.bytes;
import static uk.code4health.opendata.Packing.gzip;
import static uk.code4health.opendata.Packing.zip;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.SHARED_TEXTS;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.SHEET;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.WORKBOOK;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.rows;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.sharedTexts;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.sheet;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.workbook;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.ingest.file.HandMadeWorkbook;

/**
 * Files that are damaged, hostile or simply the wrong ones: each is refused with a reason that needs no programmer, soon
 * and without filling the memory, while the release before it is still served.
 */
@QuarkusTest
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadFilesTest extends ServiceTest {

    private static final String PATIENTS = "bad-patients";
    private static final String NETWORKS = "bad-networks";
    private static final String SERIES = "bad-series";

    private static final String HEADER =
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";
    private static final String FIRST = "P,01JAN2021,GP,00L,E38000130,A84002,NE65 7UW,ALL,ALL,5903\n";
    private static final String SECOND = "P,01JAN2021,GP,00L,E38000130,A84003,NE63 9UT,ALL,ALL,1\n";

    private static final List<String> NETWORK_HEADER = List.of(
            "PCN Code",
            "PCN Name",
            "Current Clinical Commissioning Group Code",
            "Clinical Commissioning Group Name",
            "Open Date",
            "Close Date",
            "Address Line 1",
            "Address Line 2",
            "Address Line 3",
            "Address Line 4",
            "Address Line 5",
            "Postcode");

    private static final List<String> SERIES_HEADER = List.of(
            "Period",
            "Type 1 Departments - Major A&E",
            "Type 2 Departments - Single Specialty",
            "Type 3 Departments - Other A&E/Minor Injury Unit",
            "Total Attendances",
            "Emergency Admissions via Type 1 A&E",
            "Emergency Admissions via Type 2 A&E",
            "Emergency Admissions via Type 3 and 4 A&E",
            "Total Emergency Admissions via A&E",
            "Other Emergency Admissions (i.e not via A&E)",
            "Total Emergency Admissions",
            "Number of patients spending >4 hours from decision to admit to admission",
            "Number of patients spending >12 hours from decision to admit to admission");

    private static final int MONTHS = 150;
    private static final int MEGABYTE = 1 << 20;
    private static final int TWO_GIGABYTES_IN_MEGABYTES = 2_048;

    private static final String WEB_PAGE =
            "It is a web page, not data: perhaps the address shows an error or a log-in page.";
    private static final String ENCRYPTED_ZIP =
            "It is a ZIP that is protected by a password. Unpack it and send what is in it.";
    private static final String ENCRYPTED_WORKBOOK = "The workbook is protected by a password. Save it without one.";
    private static final String CUT_SHORT =
            "The compressed file is incomplete: it was cut short, as when a download stops. Fetch it again.";
    private static final String BOMB =
            "It unpacks to more than 250 times its size, as no table does; reading it was stopped.";

    private static boolean isReleased;

    @TestHTTPResource
    URL service;

    @TempDir
    Path folder;

    @BeforeEach
    void eachHasAGoodRelease() throws IOException {
        if (!isReleased) {
            registerLike("gp-registered-patients", PATIENTS);
            registerLike("pcns", NETWORKS);
            registerLike("ae-time-series", SERIES);
            assertPublished(load(PATIENTS, "good.csv", HEADER + FIRST + SECOND), 2);
            assertPublished(load(NETWORKS, "good.xlsx", networks().bytes()), 2);
            assertPublished(load(SERIES, "good.xls", series()), MONTHS);
            isReleased = true;
        }
    }

    // --- not the file it should be

    @ParameterizedTest
    @ValueSource(strings = {PATIENTS, NETWORKS, SERIES})
    void aWebPageThatIsNamedAsDataIsToldAsOne(String dataset) {
        String page = "\n<!DOCTYPE html><html><body>Not found</body></html>";
        assertUnreadable(load(dataset, "data.zip", page), WEB_PAGE);
        assertUnreadable(load(dataset, "data.zip", "\uFEFF<!-- error --><html lang=\"en\">"), WEB_PAGE);
        assertUnreadable(load(dataset, "data.zip", "%PDF-1.7"), "It is a PDF.");
        assertUnreadable(load(dataset, "data.zip", ""), "It is empty.");
    }

    @Test
    void whatIsPackedIsLookedAtToo() throws IOException {
        String what = "What is compressed in it is not CSV. ";
        assertUnreadable(load(PATIENTS, "data.zip", zip("data.csv", bytes("<html>"))), what + WEB_PAGE);
        assertUnreadable(load(PATIENTS, "data.csv.gz", gzip(bytes("%PDF-1.7"))), what + "It is a PDF.");
        assertUnreadable(load(PATIENTS, "data.csv.gz", gzip(new byte[0])), what + "It is empty.");
        assertUnreadable(
                load(PATIENTS, "data.zip", zip("data.csv", series())),
                what + "It is an Excel workbook of before 2007 (XLS), or one that is protected by a password.");
        assertUnreadable(
                load(NETWORKS, "data.gz", gzip(gzip(networks().bytes()))),
                "It is compressed with gzip, and then again. Once is enough.");
    }

    @Test
    void aWorkbookOfAnotherKindIsTold() throws IOException {
        assertUnreadable(
                load(PATIENTS, "data.csv", series()),
                "It is an Excel workbook of before 2007 (XLS), or one that is protected by a password. This dataset is"
                        + " registered as CSV.");
        assertUnreadable(
                load(PATIENTS, "data.csv", networks().bytes()),
                "It is an Excel workbook (XLSX); this dataset is registered as CSV.");
        assertUnreadable(
                load(NETWORKS, "epcn.xlsx", series()),
                "It is an Excel workbook of before 2007 (XLS). This dataset is registered as XLSX.");
        assertUnreadable(
                load(SERIES, "series.xls", networks().bytes()),
                "It is an Excel workbook (XLSX); this dataset is registered as XLS.");
        assertUnreadable(
                load(NETWORKS, "epcn.xlsx", HEADER + FIRST),
                "It is a text, perhaps a CSV. This dataset is registered as XLSX.");
    }

    @Test
    void aWorkbookWithoutTheSheetNamesTheNearest() {
        HandMadeWorkbook other = HandMadeWorkbook.of("PCN Details", rows(List.of(NETWORK_HEADER)));
        assertUnreadable(
                load(NETWORKS, "epcn.xlsx", other.bytes()),
                "The workbook has no sheet named \"PCNDetails\" (the nearest is \"PCN Details\"); it has PCN Details.");
    }

    // --- passwords

    @Test
    void aZipWithAPasswordIsTold() {
        assertUnreadable(load(PATIENTS, "data.zip", Packing.ZIP_CRYPTO_OF_CSV), ENCRYPTED_ZIP);
        assertUnreadable(load(PATIENTS, "data.zip", Packing.AES_OF_CSV), ENCRYPTED_ZIP);
        assertUnreadable(load(NETWORKS, "epcn.zip", Packing.ZIP_CRYPTO_OF_XLSX), ENCRYPTED_ZIP);
        assertUnreadable(load(NETWORKS, "epcn.zip", Packing.AES_OF_XLSX), ENCRYPTED_ZIP);
    }

    @Test
    void aWorkbookWithAPasswordIsTold() throws Exception {
        byte[] encrypted = encrypted(networks().bytes());
        assertUnreadable(load(NETWORKS, "epcn.xlsx", encrypted), ENCRYPTED_WORKBOOK);
        assertUnreadable(load(NETWORKS, "epcn.zip", zip("epcn.xlsx", encrypted)), ENCRYPTED_WORKBOOK);
        assertUnreadable(load(SERIES, "series.xls", encrypted), ENCRYPTED_WORKBOOK);
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try {
            encrypted = series();
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        assertUnreadable(load(SERIES, "series.xls", encrypted), ENCRYPTED_WORKBOOK);
    }

    // --- damage

    @Test
    void whatWasCutShortIsTold() throws IOException {
        byte[] content = bytes(HEADER + FIRST + noise());
        byte[] gzip = gzip(content);
        assertUnreadable(load(PATIENTS, "data.csv.gz", Arrays.copyOf(gzip, gzip.length - 20)), CUT_SHORT);
        byte[] zip = zip("data.csv", content);
        assertUnreadable(load(PATIENTS, "data.zip", Arrays.copyOf(zip, zip.length / 2)), CUT_SHORT);
        byte[] workbook = networks().bytes();
        byte[] cut = Arrays.copyOf(workbook, workbook.length * 2 / 3);
        assertUnreadable(load(NETWORKS, "epcn.xlsx", cut), CUT_SHORT);
        assertUnreadable(load(NETWORKS, "epcn.zip", zip("epcn.xlsx", cut)), CUT_SHORT);
    }

    @Test
    void aDamagedWorkbookIsTold() throws IOException {
        byte[] old = series();
        assertDamaged(load(SERIES, "series.xls", Arrays.copyOf(old, old.length / 2)));
        for (int at : List.of(24, 600, 2_000, 8_000)) {
            byte[] damaged = series();
            Arrays.fill(damaged, at, at + 300, (byte) 0x5a);
            assertDamaged(load(SERIES, "series.xls", damaged));
        }
        String good = rows(List.of(NETWORK_HEADER, network("U16464")));
        assertThat(assertDamaged(load(
                        NETWORKS,
                        "epcn.xlsx",
                        networks().with(SHEET, sheet(good).substring(0, 900)).bytes())))
                .contains("its XML is not well-formed at line 1, column 901");
        assertDamaged(load(NETWORKS, "epcn.xlsx", networks().without(SHEET).bytes()));
        assertDamaged(load(NETWORKS, "epcn.xlsx", networks().without(WORKBOOK).bytes()));
        assertDamaged(load(NETWORKS, "epcn.xlsx", cell("<c r=\"A1\" t=\"zz\"><v>1</v></c>")));
        assertThat(assertDamaged(load(NETWORKS, "epcn.xlsx", cell("<c r=\"A1\" t=\"s\"><v>2000000000</v></c>"))))
                .contains("cell A1", "holds text number 2000000001, and the workbook has 1");
    }

    // --- bombs

    @Test
    void zerosWithoutEndAreRefusedEarly() {
        byte[] zeros = new byte[MEGABYTE];
        String reason = "It is not well-formed CSV. The row that begins at line 1 has a cell of more than 4 million"
                + " characters.";
        assertUnreadable(load(PATIENTS, "bomb.gz", gzip(new byte[0], zeros, 300)), reason);
        assertUnreadable(load(PATIENTS, "bomb.zip", zip("data.csv", new byte[0], zeros, 300)), reason);
    }

    @Test
    void goodLinesWithoutEndAreRefused() {
        byte[] lines = bytes(FIRST.replaceFirst("P", "P".repeat(6_000)).repeat(200));
        assertUnreadable(load(PATIENTS, "bomb.gz", gzip(bytes(HEADER), lines, 200)), BOMB);
        assertUnreadable(load(PATIENTS, "bomb.zip", zip("data.csv", bytes(HEADER), lines, 200)), BOMB);
    }

    @Test
    void aWorkbookThatUnpacksWithoutEndIsRefused() {
        HandMadeWorkbook longSheet = networks()
                .withLong(
                        SHEET, "<worksheet><sheetData>", "<row><c><v>1</v></c></row>" + " ".repeat(2_000), 60_000, "");
        assertUnreadable(load(NETWORKS, "epcn.xlsx", longSheet.bytes()), BOMB);
        HandMadeWorkbook texts = networks()
                .withLong(SHARED_TEXTS, "<sst>", "<si><t>" + "a".repeat(2_000) + "</t></si>", 40_000, "</sst>");
        assertUnreadable(
                load(NETWORKS, "epcn.xlsx", texts.bytes()),
                "The workbook holds more text than is read from a workbook, 64 MB. The same table as CSV can have any size.");
        assertUnreadable(
                load(NETWORKS, "epcn.zip", zip("epcn.xlsx", networks().bytes(), new byte[MEGABYTE], 150)), BOMB);
    }

    @Test
    void aSmallWorkbookThatWouldFillTheMemoryIsRefused() {
        assertThat(assertDamaged(load(NETWORKS, "epcn.xlsx", cell("<c r=\"ZZZZZZ1\"><v>1</v></c>"))))
                .contains("cell ZZZZZZ1 beyond the last column that a sheet can have, XFD");
        assertDamaged(load(NETWORKS, "epcn.xlsx", cell("<c/>".repeat(20_000))));
        HandMadeWorkbook longCell = networks()
                .withLong(
                        SHEET,
                        "<worksheet><sheetData><row><c t=\"inlineStr\"><is>",
                        "<t>" + "a".repeat(1_000) + "</t>",
                        1_000,
                        "</is></c></row></sheetData></worksheet>");
        assertUnreadable(
                load(NETWORKS, "epcn.xlsx", longCell.bytes()),
                "The workbook has a cell with more text than Excel allows, 32,767 characters: a cell.");
    }

    @Test
    void aLineOfTwoGigabytesIsRefused() throws IOException {
        byte[] part = gzip(new byte[0], bytes("a".repeat(MEGABYTE)), 64);
        ByteArrayOutputStream line = new ByteArrayOutputStream(); // gzip may be joined to gzip: RFC 1952, 2.2
        line.write(gzip(bytes(HEADER)));
        for (int written = 0; written < TWO_GIGABYTES_IN_MEGABYTES; written += 64) {
            line.write(part);
        }
        assertUnreadable(
                load(PATIENTS, "line.gz", line.toByteArray()),
                "It is not well-formed CSV. The row that begins at line 2 has a cell of more than 4 million characters.");
        assertUnreadable(
                load(PATIENTS, "cells.gz", gzip(bytes(HEADER), bytes(",".repeat(MEGABYTE)), 100)),
                "It is not well-formed CSV. The row that begins at line 2 has more cells than any table, over 16,000.");
    }

    @Test
    void anUploadBeyondTheLimitIsRefusedBeforeItIsSent() throws IOException {
        String head =
                "POST /v1/publishing/datasets/" + PATIENTS + "/releases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + TestDatabase.TOKEN + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                        + (9L << 30) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes(head));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json", "this service takes 8 GB (8589934592 bytes) at most");
        }
        assertStillServed(PATIENTS);
    }

    // --- names and entities that lead elsewhere

    @ParameterizedTest
    @ValueSource(strings = {"../../%s", "a/../../%s", "..\\%s", "/etc/%s"})
    void aZipWhoseNamesLeadOutOfItIsRefused(String form) {
        String csv = String.format(form, "data.csv");
        String xlsx = String.format(form, "epcn.xlsx");
        String reason = ", which would lie outside of it. No publisher makes such a ZIP; it was not unpacked.";
        assertUnreadable(
                load(PATIENTS, "data.zip", zip(csv, bytes(HEADER + FIRST))),
                "It is a ZIP with a member named " + csv + reason);
        assertUnreadable(
                load(NETWORKS, "epcn.zip", zip(xlsx, networks().bytes())),
                "It is a ZIP with a member named " + xlsx + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void entitiesAreNeitherFetchedNorMultiplied(String encoding) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "TOP SECRET");
        String sheet = sheet(rows(List.of(NETWORK_HEADER, network("U16464"))).replace("A NETWORK", "&a;"));
        List<String> doctypes =
                List.of("<!DOCTYPE x [<!ENTITY a SYSTEM \"" + secret.toUri() + "\">]>", billionLaughs());
        for (String doctype : doctypes) {
            assertNotRead(SHEET, doctype + sheet, encoding);
            assertNotRead(SHEET, "<!--" + "x".repeat(10_000) + "-->" + doctype + sheet, encoding);
            assertNotRead(SHARED_TEXTS, doctype + sharedTexts("&a;"), encoding);
            assertNotRead(WORKBOOK, doctype + workbook("", "&a;"), encoding);
        }
    }

    private void assertNotRead(String part, String xml, String encoding) {
        String declared =
                "\uFEFF<?xml version=\"1.0\" encoding=\"" + encoding.substring(0, encoding.length() - 2) + "\"?>";
        String whole = (encoding.startsWith("UTF-16") ? declared : "") + xml;
        JsonPath job = load(
                NETWORKS,
                "epcn.xlsx",
                networks().with(part, whole, Charset.forName(encoding)).bytes());
        assertUnreadable(
                job,
                "The workbook's part " + part
                        + " declares a document type, as no spreadsheet program writes it; it was not read.");
        assertThat(job.prettify()).doesNotContain("SECRET", "lollol");
    }

    // --- rows

    @Test
    void aRaggedRowIsNamedByItsLine() {
        JsonPath job = load(PATIENTS, "data.csv", HEADER + FIRST + "P,01JAN2021,GP\n" + SECOND.replace("\n", ",,x\n"));
        assertQuarantined(job, "rows-rejected", "2 of 3 rows cannot be read", "at line 3: The row has 3 cells");
        assertThat(job.getList("findings.line")).containsExactly(3, 4);
        assertThat(job.getList("findings.reason"))
                .containsExactly("The row has 3 cells; the header has 10.", "The row has 12 cells; the header has 10.");
    }

    @Test
    void anUnclosedQuotationMarkIsNamedByItsLineHoweverLargeTheFile() throws IOException {
        Path large = folder.resolve("quote.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(large))) {
            out.write(bytes(HEADER + "\"" + FIRST));
            byte[] lines = bytes(SECOND.repeat(1_000));
            for (int written = 0; written < 60 * MEGABYTE; written += lines.length) {
                out.write(lines);
            }
        }
        assertUnreadable(
                load(PATIENTS, large),
                "It is not well-formed CSV. The row that begins at line 2 has a cell of more than 4 million characters. A"
                        + " quotation mark that is opened and not closed is the usual cause.");
        assertUnreadable(
                load(PATIENTS, "data.csv", HEADER + FIRST + "\"" + SECOND),
                "It is not well-formed CSV. The row that begins at line 3 opens a quotation mark that is never closed, so"
                        + " that the rest of the file would be one cell.");
        assertUnreadable(
                load(PATIENTS, "data.csv", HEADER + FIRST.replace("NE65", "\"NE65\"") + SECOND),
                "It is not well-formed CSV. The row that begins at line 2 goes on after a closing quotation mark, where"
                        + " the cell should end.");
    }

    @Test
    void aNulIsNamedByLineAndField() {
        JsonPath job = load(PATIENTS, "data.csv", HEADER + FIRST + SECOND.replace("GP", "G\0P"));
        assertQuarantined(
                job, "rows-rejected", "at line 3, field type: The cell holds a NUL character. It is \"G\uFFFDP\".");
        assertThat(job.getString("findings[0].value")).isEqualTo("G\uFFFDP");
        assertQuarantined(
                load(PATIENTS, "data.csv", HEADER.replace("TYPE", "TY\0PE") + FIRST + SECOND),
                "layout-changed",
                "The file has no column \"TYPE\" (the nearest is \"TY\uFFFDPE\").");
    }

    @Test
    void aNulAboveTheTableInASectionOrInAFileNameIsShownAsWhatNobodyCanRead() throws Exception {
        String dataset = "bad-nuls";
        registerLike("gp-registered-patients", dataset, manifest -> manifest.replace(
                        "\"headerRows\": [1]", "\"headerRows\": [2]")
                .replace(
                        "\"mode\": \"period\",",
                        "\"mode\": \"period\", \"computed\": {\"type\": {\"cell\": \"A1\"}, \"publication\":"
                                + " {\"section\": \"^PART (.+)$\"}, \"sex\": {\"file_name\": \"(ALL|MALE)\"}},"));
        String rest = HEADER + "PART A,,,,,,,,,\n" + FIRST;
        assertPublished(load(dataset, "ALL.csv", "GP\n" + rest), 1);
        assertThat(rejectedIn(load(dataset, "ALL.csv", "G\0P\n" + rest))).isEqualTo("G\uFFFDP");
        assertThat(rejectedIn(load(dataset, "ALL.csv", "GP\n" + rest.replace("PART A", "PART \0"))))
                .isEqualTo("\uFFFD");

        JsonPath named = uploaded(dataset, "ALL\0.csv", "GP\n" + rest.replace("5903", "5904"));
        assertPublished(named, 1);
        assertThat(named.getString("source_name")).isEqualTo("ALL\uFFFD.csv");
        JsonPath misnamed = uploaded(dataset, "A\0LL.csv", "GP\n" + rest);
        assertThat(misnamed.getString("problem.type")).as(misnamed.prettify()).isEqualTo("/problems/layout-changed");
        assertThat(misnamed.getString("problem.detail")).contains("\"A\uFFFDLL.csv\" does not hold it");
    }

    private static String rejectedIn(JsonPath job) {
        return job.getString("findings.find { it.kind == 'reject' }.value");
    }

    /** Sent as it is: a client library would not let a NUL pass. */
    private JsonPath uploaded(String dataset, String name, String content) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(service + "v1/publishing/datasets/" + dataset + "/releases"))
                .header("Authorization", "Bearer " + TestDatabase.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\n\r\n" + content + "\r\n--x--\r\n"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return awaitJob(answer.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void bytesOfAnotherEncodingAreNamedByLineAndColumn() {
        String pound = HEADER + FIRST + SECOND.replace("NE63", "N\u00a363");
        assertUnreadable(
                load(PATIENTS, "data.csv", pound.getBytes(StandardCharsets.ISO_8859_1)),
                "The byte 0xa3 at line 3, column 38 is not valid in UTF-8, the encoding of the file.");
    }

    @Test
    void aRepeatedKeyIsNamedWithItsLines() {
        JsonPath job = load(PATIENTS, "data.csv", HEADER + FIRST + SECOND + FIRST.replace("5903", "5904"));
        assertQuarantined(job, "keys-repeated", "lines 2, 4", "same primary key", "2021-01-01,GP,A84002,ALL,ALL");
        assertThat(job.getInt("findings[0].line")).isEqualTo(2);
        job = load(NETWORKS, "epcn.xlsx", networks("U16464", "U16465", "U16464").bytes());
        assertQuarantined(job, "keys-repeated", "lines 2, 4", "U16464");
    }

    // --- columns

    @Test
    void aMissingColumnIsNamed() {
        assertQuarantined(
                load(PATIENTS, "data.csv", HEADER.replace(",NUMBER_OF_PATIENTS", "") + FIRST.replace(",5903", "")),
                "layout-changed",
                "The file has no column \"NUMBER_OF_PATIENTS\".");
        List<String> without = new ArrayList<>(NETWORK_HEADER);
        Collections.replaceAll(without, "PCN Code", "");
        assertQuarantined(
                load(
                        NETWORKS,
                        "epcn.xlsx",
                        HandMadeWorkbook.of("PCNDetails", rows(List.of(without, network("U16464"))))
                                .bytes()),
                "layout-changed",
                "The file has no column \"PCN Code\"");
    }

    @Test
    void aRenamedColumnIsNamedWithTheNamesThatAreNew() {
        assertQuarantined(
                load(PATIENTS, "data.csv", HEADER.replace("NUMBER_OF_PATIENTS", "PATIENTS") + FIRST),
                "layout-changed",
                "The file has no column \"NUMBER_OF_PATIENTS\". Columns of the file that the manifest does not name:"
                        + " \"PATIENTS\".");
        assertQuarantined(
                load(PATIENTS, "data.csv", HEADER.replace("POSTCODE", "POST_CODE") + FIRST),
                "layout-changed",
                "The file has no column \"POSTCODE\" (the nearest is \"POST_CODE\").");
    }

    @Test
    void aColumnOfAnotherTypeIsNamedWithLineAndValue() {
        JsonPath job = load(
                PATIENTS,
                "data.csv",
                HEADER + FIRST.replace(",5903", ",5903.5") + SECOND.replace(",1\n", ",\"1,000 est\"\n"));
        assertQuarantined(
                job,
                "rows-rejected",
                "2 of 2 rows cannot be read",
                "at line 2, field number_of_patients: The cell is not a whole number");
        assertThat(job.getList("findings.line")).containsExactly(2, 3);
        assertThat(job.getList("findings.value")).containsExactly("5903.5", "1,000 est");
    }

    @Test
    void columnsThatChangedPlacesUnderTheirHeadersAreNoticed() {
        JsonPath job = load(PATIENTS, "data.csv", HEADER.replace("CODE,POSTCODE", "POSTCODE,CODE") + FIRST + SECOND);
        assertQuarantined(
                job,
                "rows-rejected",
                "at line 2, field practice_code: The cell is not an organisation code of capital letters and digits");
        assertThat(job.getString("findings[0].value")).isEqualTo("NE65 7UW");
    }

    @Test
    void aFileWithoutRecordsIsTold() {
        String reason = "The file was read to its end, and no row of it is a record.";
        assertQuarantined(load(PATIENTS, "data.csv", HEADER), "no-records", reason);
        assertQuarantined(load(PATIENTS, "data.csv", HEADER.strip()), "no-records", reason);
        assertQuarantined(load(NETWORKS, "epcn.xlsx", networks(new String[0]).bytes()), "no-records", reason);
        assertQuarantined(
                load(PATIENTS, "data.csv", "\n\n\n"), "layout-changed", "Nothing stands in row 1, where the manifest");
    }

    // --- what is asserted, and what the files are made of

    private static void assertUnreadable(JsonPath job, String reason) {
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
        assertThat(job.getString("release.state")).isEqualTo("failed");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/file-unreadable");
        assertThat(job.getString("problem.detail")).startsWith(reason);
        assertStillServed(job.getString("dataset"));
    }

    private static String assertDamaged(JsonPath job) {
        assertUnreadable(job, "The workbook is damaged");
        String detail = job.getString("problem.detail");
        assertThat(detail).contains("Fetch it again").doesNotContain("Exception", "null", "\n");
        return detail;
    }

    private static void assertQuarantined(JsonPath job, String problem, String... reasons) {
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");
        assertThat(job.getString("release.state")).isEqualTo("quarantined");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/" + problem);
        assertThat(job.getString("problem.detail")).contains(reasons);
        assertStillServed(job.getString("dataset"));
    }

    private static void assertStillServed(String dataset) {
        JsonPath page = get("/v1/datasets/" + dataset + "/records?limit=1");
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).hasSize(1);
        switch (dataset) {
            case PATIENTS -> {
                assertThat(page.getInt("page.total")).isEqualTo(2);
                assertThat(page.getInt("data[0].number_of_patients")).isEqualTo(5_903);
            }
            case NETWORKS -> {
                assertThat(page.getInt("page.total")).isEqualTo(2);
                assertThat(page.getString("data[0].pcn_name")).isEqualTo("A NETWORK");
            }
            default -> {
                assertThat(page.getInt("page.total")).isEqualTo(MONTHS);
                assertThat(page.getDouble("data[0].attendances_type_1")).isEqualTo(1_000.5);
            }
        }
    }

    private static HandMadeWorkbook networks(String... codes) {
        List<List<String>> table = new ArrayList<>(List.of(NETWORK_HEADER));
        for (String code : codes) {
            table.add(network(code));
        }
        return HandMadeWorkbook.of("PCNDetails", rows(table));
    }

    private static HandMadeWorkbook networks() {
        return networks("U16464", "U16465");
    }

    private static List<String> network(String code) {
        return List.of(code, "A NETWORK", "02P", "A PLACE", "20191001", "", "1 ROAD", "", "", "TOWN", "", "LE1 1AA");
    }

    private static byte[] cell(String xml) {
        return networks().with(SHEET, sheet("<row r=\"1\">" + xml + "</row>")).bytes();
    }

    private static byte[] series() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("Activity");
            Row header = sheet.createRow(13);
            for (int column = 0; column < SERIES_HEADER.size(); column++) {
                header.createCell(column + 1).setCellValue(SERIES_HEADER.get(column));
            }
            for (int month = 0; month < MONTHS; month++) {
                Row row = sheet.createRow(14 + month);
                row.createCell(1)
                        .setCellValue(
                                YearMonth.of(2010, 8).plusMonths(month).atDay(1).toString());
                for (int column = 1; column < SERIES_HEADER.size(); column++) {
                    row.createCell(column + 1).setCellValue(1_000.5 + month);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] encrypted(byte[] workbook) throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(container)) {
                out.write(workbook);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            container.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }

    /** A cell that hardly packs. */
    private static String noise() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }

    private static String billionLaughs() {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE x [<!ENTITY j \"lol\">");
        for (char name = 'i'; name >= 'a'; name--) {
            String tenOfTheNext = ("&" + (char) (name + 1) + ";").repeat(10);
            doctype.append("<!ENTITY ")
                    .append(name)
                    .append(" \"")
                    .append(tenOfTheNext)
                    .append("\">");
        }
        return doctype.append("]>").toString();
    }
}
