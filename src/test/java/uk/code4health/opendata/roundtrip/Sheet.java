package uk.code4health.opendata.roundtrip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a table as a workbook: numbers, dates and truth values at times as such, and everything else as text. */
final class Sheet {

    private static final int DIGITS_OF_EXCEL = 15;
    private static final double SECONDS_OF_A_DAY = 86_400;

    /** Before it Excel counts a day that never was, 1900-02-29. */
    private static final LocalDate SAFE_DAY = LocalDate.of(1900, 3, 1);

    private final Worksheet sheet;
    private final Random random;

    private Sheet(Worksheet sheet, Random random) {
        this.sheet = sheet;
        this.random = random;
    }

    /** What XML can hold, with line breaks as Excel makes them; and numbers with a point before their decimals. */
    static final Medium MEDIUM = new Medium() {
        @Override
        public boolean canWrite(String text) {
            return text.codePoints()
                    .allMatch(point ->
                            (point >= ' ' && point != 0xfffe && point != 0xffff) || point == '\t' || point == '\n');
        }

        @Override
        public boolean canHold(Form form) {
            return !".".equals(form.declared().get("groupChar"));
        }
    };

    /**
     * A workbook.
     *
     * @param table as it means once it has gone through a workbook, which keeps no zero at the end of a number
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Made(byte[] content, Table table) {}

    static Made write(Table table, Random random) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            List<List<Written>> rows = new ArrayList<>();
            try (Workbook workbook = new Workbook(out, "opendata", "1.0")) {
                Sheet sheet = new Sheet(workbook.newWorksheet("Data"), random);
                for (int column = 0; column < table.columns().size(); column++) {
                    sheet.sheet.value(0, column, table.columns().get(column).title());
                }
                for (int row = 0; row < table.rows().size(); row++) {
                    rows.add(sheet.row(row + 1, table.columns(), table.rows().get(row)));
                }
            }
            return new Made(out.toByteArray(), new Table(table.columns(), rows));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<Written> row(int row, List<Column> columns, List<Written> cells) {
        List<Written> meant = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            meant.add(cell(row, column, columns.get(column), cells.get(column)));
        }
        return meant;
    }

    private Written cell(int row, int column, Column field, Written cell) {
        if (cell.value() != null && random.nextInt(4) > 0) {
            Written typed = typed(row, column, field, cell);
            if (typed != null) {
                return typed;
            }
        }
        if (!cell.text().isEmpty()) {
            sheet.value(row, column, random.nextInt(8) == 0 ? " " + cell.text() + "  " : cell.text());
        }
        return cell;
    }

    /** What a cell means that is no text; or null where it has to be one. */
    private Written typed(int row, int column, Column field, Written cell) {
        return switch (field.form().type()) {
            case "integer", "number", "year" -> number(row, column, field, cell);
            case "boolean" -> {
                sheet.value(row, column, (Boolean) cell.value());
                yield cell;
            }
            case "date" -> date(row, column, field, cell);
            case "datetime" -> dateTime(row, column, cell);
            case "time" -> time(row, column, cell);
            case "string" -> code(row, column, cell);
            default -> null;
        };
    }

    private Written number(int row, int column, Column field, Written cell) {
        BigDecimal number = ((BigDecimal) cell.value()).stripTrailingZeros();
        boolean isOfExcel =
                number.precision() <= DIGITS_OF_EXCEL && number.precision() - number.scale() <= DIGITS_OF_EXCEL;
        if (!isOfExcel || field.form().has("bareNumber") || field.missing().containsKey(number.toPlainString())) {
            return null;
        }
        sheet.value(row, column, number.scale() > 0 ? (Number) number.doubleValue() : (Number) number.longValue());
        return cell.meaning(number.setScale(Math.max(0, number.scale())));
    }

    private Written date(int row, int column, Column field, Written cell) {
        LocalDate day = LocalDate.parse(cell.value().toString());
        boolean isIso = !field.form().has("format") || field.form().declared().containsValue("nhs-period");
        if (day.isBefore(SAFE_DAY) || !isIso) {
            return null;
        }
        sheet.value(row, column, day);
        return formatted(row, column, "dd/mm/yyyy", cell);
    }

    private Written dateTime(int row, int column, Written cell) {
        LocalDateTime time = LocalDateTime.parse(cell.value().toString());
        if (time.toLocalDate().isBefore(SAFE_DAY) || !time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            return null;
        }
        sheet.value(row, column, time);
        return formatted(row, column, "dd/mm/yyyy hh:mm:ss", cell);
    }

    private Written time(int row, int column, Written cell) {
        LocalTime time = LocalTime.parse(cell.value().toString());
        if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            return null;
        }
        sheet.value(row, column, time.toSecondOfDay() / SECONDS_OF_A_DAY);
        return formatted(row, column, "hh:mm:ss", cell);
    }

    /** Excel keeps 007 as the number 7 and shows it by the format 000. */
    private Written code(int row, int column, Written cell) {
        if (!cell.text().matches("0\\d{1,14}")) {
            return null;
        }
        sheet.value(row, column, Long.parseLong(cell.text()));
        return formatted(row, column, "0".repeat(cell.text().length()), cell);
    }

    private Written formatted(int row, int column, String format, Written cell) {
        sheet.style(row, column).format(format).set();
        return cell;
    }
}
