package uk.code4health.opendata.ingest;

import uk.code4health.opendata.catalogue.ReleaseState;
import uk.code4health.opendata.governance.PersonalData;
import uk.code4health.opendata.platform.Problem;

/** Why a file does not become a release; the message is for the data officer. */
final class LoadRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    LoadRefused(Problem problem, String detail) {
        super(PersonalData.masked(detail));
        this.problem = problem;
    }

    LoadRefused(Problem problem, String detail, Throwable cause) {
        super(PersonalData.masked(detail), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** A file that could be read, and is found wanting, is quarantined; one that could not, failed. */
    ReleaseState releaseState() {
        return isUnreadable() ? ReleaseState.FAILED : ReleaseState.QUARANTINED;
    }

    JobState jobState() {
        return isUnreadable() ? JobState.FAILED : JobState.DONE;
    }

    private boolean isUnreadable() {
        return problem == Problem.FILE_UNREADABLE || problem == Problem.LOAD_INTERRUPTED || problem == Problem.INTERNAL;
    }
}
