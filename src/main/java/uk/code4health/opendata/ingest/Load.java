package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.input.BoundedInputStream;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.dataset.Computed;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.governance.Disclosure;
import uk.code4health.opendata.governance.FieldProfile;
import uk.code4health.opendata.governance.QualityReport;
import uk.code4health.opendata.ingest.file.Damage;
import uk.code4health.opendata.ingest.file.DataFile;
import uk.code4health.opendata.ingest.file.DataFiles;
import uk.code4health.opendata.ingest.file.FileUnreadable;
import uk.code4health.opendata.ingest.file.Row;
import uk.code4health.opendata.platform.Problem;

/** Reads one file, row by row, into the staged records of its dataset, and judges what it found. */
final class Load {

    private static final int ROWS_BETWEEN_REPORTS = 4_096;

    /** So many findings stand in the problem itself; all are in the report. */
    private static final int SHOWN = 3;

    private final Dataset dataset;
    private final Staging staging;
    private final Findings findings = new Findings();
    private final Consumer<Progress> report;
    private final RowTyping typing;
    private final Totals totals;
    private final Profiles profiles;
    private final TotalChecks totalChecks;
    private long rowsRead;
    private long rowsSkipped;

    Load(Dataset dataset, Staging staging, Consumer<Progress> report) {
        this.dataset = dataset;
        this.staging = staging;
        this.report = report;
        this.typing = new RowTyping(dataset);
        this.totals = new Totals(dataset);
        this.profiles = new Profiles(dataset, typing.columns());
        this.totalChecks = new TotalChecks(dataset, staging);
    }

    Findings findings() {
        return findings;
    }

    long skipped() {
        return rowsSkipped;
    }

    /**
     * Reads the file to its end.
     *
     * @param original the file as it was uploaded; closed at the end
     * @param name its name, as it was uploaded
     * @throws LoadRefused if it is not the file that the manifest describes
     */
    void read(InputStream original, String name) throws IOException {
        try (BoundedInputStream packed =
                        BoundedInputStream.builder().setInputStream(original).get();
                DataFile file = DataFiles.open(packed, packed::getCount, dataset.file())) {
            for (FileLayout.Sheet sheet : sheets(file)) {
                try (RowFeed rows = new RowFeed(file.rows(sheet))) {
                    read(rows, sheet, file.member().orElse(name), name, packed);
                }
            }
            staging.complete();
            report.accept(progress(Stage.CHECKING, packed));
        } catch (FileUnreadable unreadable) {
            throw new LoadRefused(Problem.FILE_UNREADABLE, unreadable.detail(), unreadable);
        } catch (IOException failure) {
            FileUnreadable damaged = Damage.of(failure).orElseThrow(() -> failure);
            throw new LoadRefused(Problem.FILE_UNREADABLE, damaged.detail(), failure);
        }
    }

    /**
     * Lets what was read pass if it may become a release.
     *
     * @throws LoadRefused if it may not, saying why
     */
    void judge() {
        long rows = staging.size() + findings.rejected();
        if (rows == 0) {
            throw new LoadRefused(Problem.NO_RECORDS, "The file was read to its end, and no row of it is a record.");
        }
        BigDecimal allowed = dataset.publication().maximumRejected().multiply(BigDecimal.valueOf(rows));
        if (BigDecimal.valueOf(findings.rejected()).compareTo(allowed) > 0) {
            throw new LoadRefused(
                    Problem.ROWS_REJECTED,
                    findings.rejected() + " of " + rows + " rows cannot be read; the manifest allows "
                            + allowed.toBigInteger() + ". The first is at line "
                            + findings.kept().stream()
                                    .filter(finding -> finding.kind == Finding.Kind.REJECT)
                                    .map(Finding::inWords)
                                    .findFirst()
                                    .orElse("?"));
        }
        staging.findRepeatedKeys(findings);
        findings.kept().stream()
                .filter(finding -> finding.kind == Finding.Kind.KEY)
                .findFirst()
                .ifPresent(repeated -> {
                    throw new LoadRefused(Problem.KEYS_REPEATED, repeated.reason + " It is " + repeated.value + ".");
                });
        refuse(Problem.PERSONAL_DATA, profiles.personalData());
        totalChecks.compare(totals.seen());
        judgeSmallNumbers();
    }

    private void judgeSmallNumbers() {
        List<Disclosure> small = new ArrayList<>(profiles.smallNumbers());
        small.addAll(totalChecks.givenAway());
        switch (dataset.publication().disclosure().shown()) {
            case REJECT -> refuse(Problem.SMALL_NUMBERS, small);
            case WARN -> small.forEach(findings::disclosure);
            case ACCEPT -> {}
        }
    }

    private void refuse(Problem problem, List<Disclosure> found) {
        found.forEach(findings::disclosure);
        if (!found.isEmpty()) {
            throw new LoadRefused(
                    problem,
                    found.stream().map(Disclosure::message).limit(SHOWN).collect(joining(" ")));
        }
    }

    /**
     * What is to be said of the quality of the records, after comparing them with what they should agree with.
     *
     * @param before the report of the release before
     */
    QualityReport report(Catalogue catalogue, Optional<QualityReport> before) {
        totals.passedOver()
                .ifPresent(line -> findings.total(
                        line,
                        null,
                        "There are more totals than can be looked at; this one and those below it were not."));
        totalChecks.tell(findings);
        References references = new References(dataset, staging, findings);
        references.lookUp(catalogue);
        List<FieldProfile> fields = profiles.finished();
        QualityReport counted = report(references, fields, List.of());
        before.ifPresent(earlier -> Drift.find(earlier, counted, findings));
        return report(references, fields, findings.remarks());
    }

    private QualityReport report(References references, List<FieldProfile> fields, List<QualityReport.Remark> remarks) {
        return new QualityReport(
                staging.size(),
                findings.rejected(),
                rowsSkipped,
                !dataset.schema().primaryKey().isEmpty(),
                totalChecks.made() + references.made(),
                totalChecks.agreeing() + references.agreeing(),
                fields,
                remarks);
    }

    /** Of several sheets some may be absent, as collections begin and end; of one it may not. */
    private List<FileLayout.Sheet> sheets(DataFile file) throws IOException {
        List<FileLayout.Sheet> all = dataset.file().sheets();
        if (all.size() == 1) {
            return all;
        }
        List<FileLayout.Sheet> there = new ArrayList<>();
        for (FileLayout.Sheet sheet : all) {
            if (file.has(sheet)) {
                there.add(sheet);
            } else {
                findings.layout(
                        sheet.name().orElse("Sheet " + sheet.number().orElse(1)),
                        "The workbook has no such sheet; it was passed over.");
            }
        }
        return there.isEmpty() ? all.subList(0, 1) : there;
    }

    private void read(RowFeed rows, FileLayout.Sheet sheet, String member, String upload, BoundedInputStream packed)
            throws IOException {
        HeaderRows header = new HeaderRows(dataset.file(), sheet);
        Map<String, ElsewhereText> elsewhere = null;
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (header.takes(row)) {
                continue;
            }
            if (elsewhere == null) {
                elsewhere = elsewhere(sheet, header, member, upload);
                elsewhere.values().forEach(text -> header.preface().forEach(text::takes));
                typing.begin(layout(header, row, elsewhere), elsewhere);
            }
            if (!isNoRecord(row, header, elsewhere)) {
                take(row);
            }
            if (rowsRead % ROWS_BETWEEN_REPORTS == 0) {
                report.accept(progress(Stage.READING, packed));
            }
        }
        if (elsewhere == null && dataset.file().header()) { // a header alone is judged as one
            Layout.byHeader(
                    dataset,
                    header.titles(),
                    elsewhere(sheet, header, member, upload).keySet(),
                    findings);
        }
    }

    private Layout layout(HeaderRows header, Row first, Map<String, ElsewhereText> elsewhere) {
        return dataset.file().header()
                ? Layout.byHeader(dataset, header.titles(), elsewhere.keySet(), findings)
                : Layout.byPosition(dataset, first.width(), elsewhere.keySet());
    }

    /** The texts of fields that have no column here. */
    private Map<String, ElsewhereText> elsewhere(
            FileLayout.Sheet sheet, HeaderRows header, String member, String upload) {
        Map<String, ElsewhereText> texts = new HashMap<>();
        sheet.values().forEach((field, text) -> texts.put(field, ElsewhereText.constant(text)));
        dataset.publication().computed().forEach((field, how) -> {
            if (how instanceof Computed.FromSection section) {
                texts.put(field, ElsewhereText.of(section));
            } else if (how instanceof Computed.FromCell place) {
                texts.put(field, ElsewhereText.constant(inCell(field, place, header)));
            } else {
                texts.put(field, ElsewhereText.constant(inName(field, how.extract(), member, upload)));
            }
        });
        return texts;
    }

    private String inCell(String field, Computed.FromCell place, HeaderRows header) {
        String cell = header.cell(place.row(), place.column());
        return place.extract()
                .from(cell)
                .filter(text -> !text.isBlank())
                .or(() -> nothingFor(field))
                .orElseThrow(() -> new LoadRefused(
                        Problem.LAYOUT_CHANGED,
                        "The cell in row " + place.row() + ", column " + (place.column() + 1)
                                + ", where the manifest says that " + field + " stands, holds "
                                + (cell.isEmpty() ? "nothing" : "\"" + cell + "\"") + "."));
    }

    private static String inName(String field, Computed.Extract extract, String member, String upload) {
        return extract.from(member)
                .or(() -> extract.from(upload))
                .orElseThrow(() -> new LoadRefused(
                        Problem.LAYOUT_CHANGED,
                        "The rows of this file do not say " + field
                                + "; the manifest takes it from the file's name, and \""
                                + member + "\" does not hold it (" + extract.pattern()
                                + "). Send it under the name the publisher gave it."));
    }

    /** A field that may be empty may also be found nowhere. */
    private Optional<String> nothingFor(String field) {
        return dataset.schema().inFile().stream()
                .filter(each -> each.name().equals(field) && !each.constraints().required())
                .map(each -> "")
                .findFirst();
    }

    private boolean isNoRecord(Row row, HeaderRows header, Map<String, ElsewhereText> elsewhere) {
        if (row.isBlank()) {
            return true;
        }
        for (ElsewhereText text : elsewhere.values()) {
            if (text.takes(row)) {
                return true;
            }
        }
        return header.isRepeatedBy(row);
    }

    private void take(Row row) {
        rowsRead++;
        Optional<Publication.SkipRows> rule = typing.skips(row);
        if (rule.isPresent()) {
            rowsSkipped++;
            totals.see(rule.get(), row, typing);
            return;
        }
        TypedCell[] record = typing.type(row, findings);
        if (record != null) {
            staging.add(row.line(), record);
            profiles.see(record, row.line());
        }
    }

    private Progress progress(Stage stage, BoundedInputStream file) {
        return new Progress(stage, file.getCount(), rowsRead, staging.size(), findings.rejected(), rowsSkipped);
    }
}
