package uk.code4health.opendata.ingest.file;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;

/** Which of the files of a ZIP is the data: the one that the manifest names, or the only one that can be. */
final class ZipMembers {

    /** Names that are not marked as UTF-8 are in the code page of MS-DOS; nothing else of them matters. */
    static final Charset NAMES = Charset.forName("IBM437");

    private static final String WORKBOOK = "[Content_Types].xml";

    private final Set<String> extensions;
    private final Optional<String> glob;

    /**
     * @param extensions what the name of a data file ends in
     * @param glob what the manifest says of its name
     */
    ZipMembers(Set<String> extensions, Optional<String> glob) {
        this.extensions = extensions;
        this.glob = glob;
    }

    /** An Excel workbook is a ZIP itself. */
    static boolean isOfWorkbook(String name) {
        return name.equals(WORKBOOK) || name.startsWith("xl/");
    }

    /**
     * Whether this is the data.
     *
     * @throws FileUnreadable if its name would lead out of the ZIP
     */
    boolean isData(ZipEntry entry) {
        String path = entry.getName().replace('\\', '/');
        if (path.startsWith("/") || ("/" + path + "/").contains("/../")) {
            throw new FileUnreadable("It is a ZIP with a member named " + entry.getName()
                    + ", which would lie outside of it. No publisher makes such a ZIP; it was not unpacked.");
        }
        String name = FilenameUtils.getName(path);
        return !entry.isDirectory()
                && !path.startsWith("__MACOSX/")
                && !name.startsWith(".")
                && extensions.contains(FilenameUtils.getExtension(name).toLowerCase(Locale.ROOT))
                && glob.map(pattern -> FilenameUtils.wildcardMatch(name, pattern, IOCase.INSENSITIVE))
                        .orElse(true);
    }

    FileUnreadable none() {
        return new FileUnreadable("It is a ZIP without a data file: no member "
                + glob.map(pattern -> "is named " + pattern + " and ").orElse("") + "ends in ."
                + String.join(", .", extensions.stream().sorted().toList()) + ".");
    }

    static FileUnreadable several(String first, String second) {
        return new FileUnreadable("It is a ZIP with more than one data file: " + first + " and " + second
                + ". The manifest can say which: publication.member.");
    }
}
