package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import java.util.Map;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.query.grammar.WhereLexer;
import uk.code4health.opendata.query.grammar.WhereParser;

/**
 * Reads conditions in a part of CQL2 text (OGC 21-065r2): comparisons, {@code AND}, {@code OR}, {@code NOT}, {@code IN},
 * {@code BETWEEN}, {@code LIKE}, {@code IS NULL} and brackets. The grammar is {@code Where.g4}; nothing that does not stand
 * there is taken, and nothing of the text but its values goes into SQL, as binds.
 */
final class WhereReader {

    static final int LONGEST = 8_000;
    static final int DEEPEST = 50;
    static final int MOST_CONDITIONS = 200;

    private final String parameter;
    private final Map<String, WhereColumn> columns;

    /**
     * @param parameter the query parameter that is read
     * @param columns what the names in the text may be
     */
    WhereReader(String parameter, Map<String, WhereColumn> columns) {
        this.parameter = parameter;
        this.columns = Map.copyOf(columns);
    }

    /**
     * The clause that a text means.
     *
     * @throws uk.code4health.opendata.platform.ProblemException if it means none, saying where and what would
     */
    Clause read(String text) {
        if (text.length() > LONGEST) {
            throw refused("The condition is longer than " + LONGEST + " characters.");
        }
        WhereLexer lexer = new WhereLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        checkSize(tokens);
        WhereParser parser = new WhereParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new WhereFaults(parameter));
        return new WhereClauses(parameter, columns).visit(parser.whole());
    }

    /** What is nested or long beyond reason is not parsed, as parsing it would take as much room. */
    private void checkSize(BufferedTokenStream tokens) {
        int depth = 0;
        int conditions = 1;
        for (Token token : tokens.getTokens()) {
            switch (token.getType()) {
                case WhereLexer.OPEN -> depth++;
                case WhereLexer.CLOSE -> depth--;
                case WhereLexer.AND, WhereLexer.OR, WhereLexer.NOT -> conditions++;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw refused("Brackets can be nested " + DEEPEST + " deep.");
            }
        }
        if (conditions > MOST_CONDITIONS) {
            throw refused("At most " + MOST_CONDITIONS
                    + " conditions can be joined by AND, OR and NOT. Many values of a field"
                    + " are asked for with IN.");
        }
    }

    private RuntimeException refused(String detail) {
        return PARAMETER_INVALID.with(new Fault(parameter, detail));
    }
}
