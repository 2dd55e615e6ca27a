package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.dataset.UnreadableCell;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.ProblemException;
import uk.code4health.opendata.query.grammar.WhereBaseVisitor;
import uk.code4health.opendata.query.grammar.WhereParser.ConditionContext;
import uk.code4health.opendata.query.grammar.WhereParser.ConjunctionContext;
import uk.code4health.opendata.query.grammar.WhereParser.NameContext;
import uk.code4health.opendata.query.grammar.WhereParser.OperandContext;
import uk.code4health.opendata.query.grammar.WhereParser.PartContext;
import uk.code4health.opendata.query.grammar.WhereParser.PredicateContext;
import uk.code4health.opendata.query.grammar.WhereParser.TestContext;
import uk.code4health.opendata.query.grammar.WhereParser.WholeContext;

/** Makes clauses of what was parsed, with the columns that there are and values of their types. */
final class WhereClauses extends WhereBaseVisitor<Clause> {

    private static final int MOST_VALUES = 1_000;

    private static final Map<String, Operator> COMPARISONS = Map.of(
            "=", Operator.EQ,
            "<>", Operator.NE,
            "<", Operator.LT,
            "<=", Operator.LTE,
            ">", Operator.GT,
            ">=", Operator.GTE);

    /** The same with its sides exchanged. */
    private static final Map<Operator, Operator> TURNED = Map.of(
            Operator.LT, Operator.GT,
            Operator.LTE, Operator.GTE,
            Operator.GT, Operator.LT,
            Operator.GTE, Operator.LTE);

    private final String parameter;
    private final Map<String, WhereColumn> columns;

    WhereClauses(String parameter, Map<String, WhereColumn> columns) {
        this.parameter = parameter;
        this.columns = columns;
    }

    @Override
    public Clause visitWhole(WholeContext whole) {
        return visit(whole.condition());
    }

    @Override
    public Clause visitCondition(ConditionContext condition) {
        List<Clause> clauses = condition.conjunction().stream().map(this::visit).toList();
        return clauses.size() == 1 ? clauses.get(0) : new Clause.Any(clauses);
    }

    @Override
    public Clause visitConjunction(ConjunctionContext conjunction) {
        List<Clause> clauses = conjunction.part().stream().map(this::visit).toList();
        return clauses.size() == 1 ? clauses.get(0) : new Clause.All(clauses);
    }

    @Override
    public Clause visitPart(PartContext part) {
        if (part.NOT() != null) {
            return new Clause.Not(visit(part.part()));
        }
        return visit(part.condition() != null ? part.condition() : part.predicate());
    }

    @Override
    public Clause visitPredicate(PredicateContext predicate) {
        OperandContext operand = predicate.operand();
        TestContext test = predicate.test();
        if (test.COMPARISON() != null) {
            return compared(operand, test.COMPARISON(), test.operand(0));
        }
        if (test.LIKE() != null) {
            return negated(test.NOT(), like(operand, test.operand(0)));
        }
        WhereColumn column = column(operand);
        if (test.NULL() != null) {
            return new Clause.Comparison(column, Operator.IS_NULL, List.of(test.NOT() == null));
        }
        return test.IN() != null
                ? listed(column, test)
                : negated(test.NOT(), between(column, test.operand(0), test.operand(1)));
    }

    private Clause compared(OperandContext left, TerminalNode comparison, OperandContext right) {
        Operator operator = Objects.requireNonNull(COMPARISONS.get(comparison.getText()));
        if (left.name() == null) {
            return comparison(column(right), turned(operator), left);
        }
        WhereColumn column = column(left);
        return right.name() == null ? comparison(column, operator, right) : columns(column, operator, right);
    }

    private static Operator turned(Operator operator) {
        Operator turned = TURNED.get(operator);
        return turned == null ? operator : turned;
    }

    private Clause comparison(WhereColumn column, Operator operator, OperandContext value) {
        requireOrder(column, operator, value);
        return new Clause.Comparison(column, operator, List.of(value(column, value)));
    }

    private Clause columns(WhereColumn left, Operator operator, OperandContext other) {
        WhereColumn right = column(other);
        requireOrder(left, operator, other);
        FieldType type = left.field().type();
        FieldType otherType = right.field().type();
        if (type != otherType && !(type.isNumber() && otherType.isNumber())) {
            throw refused(
                    other.getStart(),
                    left.name() + " (" + type.label() + ") and " + right.name() + " (" + otherType.label()
                            + ") cannot be compared. A text stands in single quotes.");
        }
        return new Clause.Columns(left, operator, right);
    }

    private Clause between(WhereColumn column, OperandContext lowest, OperandContext highest) {
        return new Clause.All(
                List.of(comparison(column, Operator.GTE, lowest), comparison(column, Operator.LTE, highest)));
    }

    private Clause listed(WhereColumn column, TestContext test) {
        List<OperandContext> values = test.operand();
        if (values.size() > MOST_VALUES) {
            throw refused(test.IN().getSymbol(), "IN takes at most " + MOST_VALUES + " values.");
        }
        return new Clause.Comparison(
                column,
                test.NOT() == null ? Operator.IN : Operator.NE,
                values.stream().map(value -> value(column, value)).toList());
    }

    private Clause like(OperandContext left, OperandContext right) {
        WhereColumn column = left.CASEI() == null || left.name() == null ? column(left) : column(left.name());
        if (!column.field().type().isText()) {
            throw refused(left.getStart(), "LIKE is for texts; " + column.name() + " is not one.");
        }
        boolean inAnyCase = left.CASEI() != null;
        TerminalNode pattern = right.TEXT();
        if (pattern == null || right.DATE() != null || right.TIMESTAMP() != null) {
            throw refused(right.getStart(), "Behind LIKE stands a pattern in single quotes, such as 'North%'.");
        }
        if (inAnyCase != (right.CASEI() != null)) {
            throw refused(right.getStart(), "CASEI is for both sides: CASEI(field) LIKE CASEI('north%').");
        }
        return new Clause.Likeness(column, pattern(pattern), inAnyCase);
    }

    private String pattern(TerminalNode quoted) {
        String pattern = unquoted(quoted);
        if (pattern.indexOf('\0') >= 0) {
            throw refused(quoted.getSymbol(), "The pattern holds a NUL character.");
        }
        int last = pattern.length();
        while (last > 0 && pattern.charAt(last - 1) == '\\') {
            last--;
        }
        if ((pattern.length() - last) % 2 == 1) {
            throw refused(
                    quoted.getSymbol(),
                    "In a pattern a \\ stands before the character that it takes the meaning from: \\%, \\_ or \\\\.");
        }
        return pattern;
    }

    private static Clause negated(TerminalNode not, Clause clause) {
        return not == null ? clause : new Clause.Not(clause);
    }

    private WhereColumn column(OperandContext operand) {
        requireNoFolding(operand);
        if (operand.name() == null) {
            throw refused(operand.getStart(), "Here stands a field's name, without quotes or in double quotes.");
        }
        return column(operand.name());
    }

    private WhereColumn column(NameContext name) {
        String written = name.QUOTED() == null ? name.getText() : unquoted(name.QUOTED());
        WhereColumn column = columns.get(written);
        if (column == null) {
            throw PARAMETER_INVALID.with(new Fault(
                    parameter,
                    "There is no field of this name: " + WhereFaults.place(name.getStart()) + "."
                            + (name.QUOTED() == null
                                    ? ""
                                    : " In double quotes stands a field's name, in single quotes a text."),
                    columns.keySet().stream().sorted().toList(),
                    Nearest.to(written, columns.keySet()).orElse(null)));
        }
        return column;
    }

    private Object value(WhereColumn column, OperandContext operand) {
        WhereLiteral literal = literal(operand);
        try {
            return literal.of(column.field());
        } catch (UnreadableCell notOfItsType) {
            throw refused(literal.at(), "The value " + notOfItsType.reason() + ", as " + column.name() + " has them.");
        }
    }

    private WhereLiteral literal(OperandContext operand) {
        Token at = operand.getStart();
        requireNoFolding(operand);
        if (operand.name() != null) {
            throw refused(at, "Here stands a value. A text stands in single quotes.");
        }
        if (operand.NUMBER() != null) {
            return new WhereLiteral(WhereLiteral.Kind.NUMBER, number(operand), at);
        }
        if (operand.TEXT() == null) {
            return new WhereLiteral(WhereLiteral.Kind.TRUTH, at.getText(), at);
        }
        String text = unquoted(operand.TEXT());
        if (operand.TIMESTAMP() != null) {
            return new WhereLiteral(WhereLiteral.Kind.TIMESTAMP, withoutZone(text), at);
        }
        return new WhereLiteral(operand.DATE() == null ? WhereLiteral.Kind.TEXT : WhereLiteral.Kind.DATE, text, at);
    }

    private static String number(OperandContext operand) {
        String digits = operand.NUMBER().getText();
        return operand.SIGN() != null && operand.SIGN().getText().equals("-") ? "-" + digits : digits;
    }

    /** CQL2 ends an instant with Z. What publishers write has no zone, and is compared as it stands. */
    private static String withoutZone(String text) {
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }

    private static String unquoted(TerminalNode quoted) {
        String text = quoted.getText();
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    private void requireNoFolding(OperandContext operand) {
        if (operand.CASEI() != null) {
            throw refused(operand.getStart(), "CASEI goes with LIKE: CASEI(field) LIKE CASEI('north%').");
        }
    }

    private void requireOrder(WhereColumn column, Operator operator, ParserRuleContext at) {
        if (!operator.suits(column.field())) {
            throw refused(
                    at.getStart(),
                    column.name() + " (" + column.field().type().label()
                            + ") is compared with = and <>, not by order.");
        }
    }

    private ProblemException refused(Token at, String detail) {
        return PARAMETER_INVALID.with(new Fault(parameter, capitalised(WhereFaults.place(at)) + ": " + detail));
    }

    private static String capitalised(String place) {
        return "A" + place.substring(1);
    }
}
