package uk.code4health.opendata.platform;

import java.util.List;

/** A refusal that is an answer: it becomes problem+json as it is. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<Fault> faults;

    ProblemException(Problem problem, String detail, List<Fault> faults) {
        super(detail, null, false, false);
        this.problem = problem;
        this.faults = List.copyOf(faults);
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }
}
