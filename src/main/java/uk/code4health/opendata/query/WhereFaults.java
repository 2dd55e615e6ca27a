package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.query.grammar.WhereLexer;

/** Refuses a text at the first place where it is no condition, and says what could stand there. */
final class WhereFaults extends BaseErrorListener {

    private final String parameter;

    WhereFaults(String parameter) {
        this.parameter = parameter;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offending,
            int line,
            int place,
            String message,
            @Nullable RecognitionException failure) {
        Parser parser = (Parser) recognizer;
        Token token = parser.getCurrentToken();
        List<String> allowed = parser.getExpectedTokens().toList().stream()
                .map(type -> shown(type, parser.getVocabulary()))
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        throw PARAMETER_INVALID.with(new Fault(
                parameter, "This is no condition " + place(token) + "." + hint(parser, token), allowed, null));
    }

    /** Where something stands, counted in characters from 1. */
    static String place(Token token) {
        return token.getType() == Token.EOF
                ? "at its end"
                : "at " + token.getText() + " (character " + (token.getStartIndex() + 1) + ")";
    }

    private static String hint(Parser parser, Token token) {
        Token before = parser.getInputStream().LT(-1);
        boolean behindAName =
                before != null && (before.getType() == WhereLexer.WORD || before.getType() == WhereLexer.QUOTED);
        return switch (token.getText()) {
            case "'" -> " A text ends with a single quote; one within it is written twice.";
            case "!" -> " \"Is not\" is written <>.";
            case "(" -> behindAName ? " There are no functions but CASEI, DATE and TIMESTAMP." : "";
            default -> token.getType() == WhereLexer.NULL ? " For records without a value write: field IS NULL." : "";
        };
    }

    private static List<String> shown(int type, Vocabulary vocabulary) {
        return switch (type) {
            case Token.EOF -> List.of("the end", "AND", "OR");
            case WhereLexer.WORD -> List.of("a field's name");
            case WhereLexer.QUOTED -> List.of(); // a field's name, too
            case WhereLexer.NUMBER -> List.of("a number");
            case WhereLexer.TEXT -> List.of("'a text'");
            case WhereLexer.SIGN -> List.of(); // of a number
            case WhereLexer.COMPARISON -> List.of("= <> < <= > >=");
            default -> List.of(vocabulary.getLiteralName(type).replace("'", "").toUpperCase(Locale.ROOT));
        };
    }
}
