package uk.code4health.opendata.ingest.file;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.dataset.Nearest;

/** Which of a workbook's sheets a manifest means. */
final class SheetChoice {

    private SheetChoice() {}

    /** The place of the sheet, from 0, if it is there. */
    static OptionalInt find(List<String> names, FileLayout.Sheet sheet) {
        return IntStream.range(0, names.size())
                .filter(at -> sheet.name()
                        .map(name -> names.get(at).strip().equalsIgnoreCase(name.strip()))
                        .orElse(at + 1 == sheet.number().orElse(1)))
                .findFirst();
    }

    /**
     * The place of the sheet, from 0.
     *
     * @throws FileUnreadable if there is none, naming those there are
     */
    static int among(List<String> names, FileLayout.Sheet sheet) {
        return find(names, sheet)
                .orElseThrow(() -> new FileUnreadable("The workbook has no sheet "
                        + sheet.name()
                                .map(name -> "named \"" + name + "\""
                                        + Nearest.to(name, names)
                                                .map(near -> " (the nearest is \"" + near + "\")")
                                                .orElse(""))
                                .orElse("number " + sheet.number().orElse(1))
                        + "; it has " + String.join(", ", names) + "."));
    }
}
